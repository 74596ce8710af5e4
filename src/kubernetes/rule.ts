/** A right on a cluster, as a rule of a Role names it. */
export interface Rule {
  readonly verb: string;
  /** The API group; '' is the core one. */
  readonly group: string;
  /** The plural: `pods`. */
  readonly resource: string;
  /** What lies below it: `log` of `pods`. */
  readonly subresource?: string;
  /** Whether it lies in a namespace; true where that is not said. */
  readonly isNamespaced?: boolean;
}

/** `pods/log`, as a Role writes it. */
export function ruleResource({ resource, subresource }: Rule): string {
  return subresource === undefined ? resource : `${resource}/${subresource}`;
}

/** A rule in words: `create workflows.argoproj.io`. */
export function describeRule(rule: Rule): string {
  const group = rule.group && `.${rule.group}`;
  return `${rule.verb} ${ruleResource(rule)}${group}`;
}
