import { ruleResource, type Rule } from '../rule';

/** What somebody may do, as a SelfSubjectRulesReview tells it. */
export interface Grant {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  /** Only these objects. */
  readonly resourceNames?: readonly string[];
}

/** Whether a grant holds for all objects that a rule means. */
export function grants(grant: Grant, rule: Rule): boolean {
  const { verbs, apiGroups = [], resources = [], resourceNames = [] } = grant;
  const { resource, subresource } = rule;
  const names = [
    '*',
    ruleResource(rule),
    ...(subresource === undefined ? [] : [`*/${subresource}`, `${resource}/*`])
  ];
  return (
    resourceNames.length === 0 &&
    [rule.verb, '*'].some(verb => verbs.includes(verb)) &&
    [rule.group, '*'].some(group => apiGroups.includes(group)) &&
    names.some(name => resources.includes(name))
  );
}
