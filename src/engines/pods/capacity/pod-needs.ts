import type { NodeWishes } from '../../../kubernetes/capacity/node-wishes';
import { quantityValue } from '../../../notebook/dialect/kubernetes';

export type Amounts = Readonly<Record<string, string>>;

export interface ContainerNeeds {
  readonly name: string;
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What the pod of a step asks of a cluster. */
export interface PodNeeds extends NodeWishes {
  /** As people know what puts containers beside that of the step: `Argo`. */
  readonly engine: string;
  /** That of the step first, then those that the engine puts beside it. */
  readonly containers: readonly [ContainerNeeds, ...ContainerNeeds[]];
  readonly initContainers: readonly ContainerNeeds[];
  /** The product that its GPUs are to be; its affinity asks for it, too. */
  readonly product?: string;
}

/** As the cluster takes a container: what it is limited to, it asks for. */
export function containerNeeds(
  name: string,
  {
    requests = {},
    limits = {}
  }: { readonly requests?: Amounts; readonly limits?: Amounts }
): ContainerNeeds {
  return { name, requests: { ...limits, ...requests }, limits };
}

/** What a pod counts for: the sum of its containers, or the largest of those that run before. */
export function sumOf(
  { containers, initContainers }: PodNeeds,
  which: 'requests' | 'limits',
  resource: string
): number {
  const value = (each: ContainerNeeds): number =>
    quantityValue(each[which][resource] ?? '0');
  return Math.max(
    containers.reduce((sum, each) => sum + value(each), 0),
    ...initContainers.map(value)
  );
}

/** The resources that any container names. */
export function resourcesIn(
  { containers, initContainers }: PodNeeds,
  which: 'requests' | 'limits'
): string[] {
  const names = [...containers, ...initContainers].flatMap(each =>
    Object.keys(each[which])
  );
  return [...new Set(names)];
}
