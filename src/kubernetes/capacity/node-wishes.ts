import type { Node, Taint } from '../objects';

/** What of a pod's spec says to which nodes it may go; other fields may be there. */
export interface NodeWishes {
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Affinity;
}

export interface Toleration {
  /** Every taint where it is not there. */
  readonly key?: string;
  /** `Equal` where it is not there. */
  readonly operator?: string;
  readonly value?: string;
  /** Every effect where it is not there. */
  readonly effect?: string;
}

export interface Affinity {
  readonly nodeAffinity?: { readonly [REQUIRED]?: NodeSelector };
}

export const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/** One of the terms has to hold. */
export interface NodeSelector {
  readonly nodeSelectorTerms?: readonly NodeTerm[];
}

/** All of it has to hold. */
export interface NodeTerm {
  readonly matchExpressions?: readonly Requirement[];
  readonly matchFields?: readonly Requirement[];
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

/** Whether a pod may go to a node by its labels, as far as is known here: an operator that is new counts as fulfilled. */
export function isSelected(
  { metadata: { name, labels = {} } }: Node,
  { nodeSelector = {}, affinity }: NodeWishes
): boolean {
  const terms = affinity?.nodeAffinity?.[REQUIRED]?.nodeSelectorTerms;
  return (
    Object.entries(nodeSelector).every(
      ([key, value]) => labels[key] === value
    ) &&
    (terms === undefined ||
      terms.some(
        ({ matchExpressions = [], matchFields = [] }) =>
          // A term that asks for nothing matches nothing.
          matchExpressions.length + matchFields.length > 0 &&
          matchExpressions.every(each => holds(each, labels[each.key])) &&
          matchFields.every(each => holds(each, name))
      ))
  );
}

function holds(
  { operator, values = [] }: Requirement,
  value: string | undefined
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(values[0]);
    case 'Lt':
      return Number(value) < Number(values[0]);
    default:
      return true;
  }
}

/** What Kubernetes and what makes nodes put on them and take away again. */
const PASSING =
  /^(node\.kubernetes\.io|node\.cloudprovider\.kubernetes\.io|karpenter\.sh)\/|ClusterAutoscaler$/;

/** The lasting taints of a node that keep a pod away. */
export function untolerated(
  { spec: { taints = [] } }: Node,
  { tolerations = [] }: NodeWishes
): Taint[] {
  return taints.filter(
    taint =>
      taint.effect !== 'PreferNoSchedule' &&
      !PASSING.test(taint.key) &&
      !tolerations.some(each => tolerates(each, taint))
  );
}

function tolerates(
  { key, operator = 'Equal', value = '', effect }: Toleration,
  taint: Taint
): boolean {
  return (
    (effect === undefined || effect === '' || effect === taint.effect) &&
    (key === undefined || key === ''
      ? operator === 'Exists'
      : key === taint.key &&
        (operator !== 'Equal' || value === (taint.value ?? '')))
  );
}
