import { isGpu, productLabels } from '../../kubernetes/capacity/gpus';
import {
  REQUIRED,
  type Affinity as NodeAffinity,
  type NodeTerm
} from '../../kubernetes/capacity/node-wishes';
import { needsWholeNumber } from '../../notebook/dialect/kubernetes';
import type { Gpu } from '../../notebook/settings';
import { HOSTNAME } from '../../notebook/settings/node-labels';

/** Where pods go, and as whom they act: part of the options of every engine that makes pods. */
export interface Placement {
  readonly serviceAccount?: string;
  /** Names of secrets with which images are pulled. */
  readonly imagePullSecrets: readonly string[];
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** As in a pod's spec, as the rest. */
  readonly tolerations?: readonly object[];
  readonly affinity?: Affinity;
}

interface Affinity extends NodeAffinity {
  readonly podAffinity?: { readonly [PREFERRED]?: readonly object[] };
}

const PREFERRED = 'preferredDuringSchedulingIgnoredDuringExecution';

/**
 * Placement as fields of a pod's spec.
 *
 * @param beside - labels of pods to whose node they are drawn
 */
export function placement(
  options: Placement,
  beside?: Readonly<Record<string, string>>
): object {
  const { serviceAccount, imagePullSecrets } = options;
  const { nodeSelector, tolerations } = options;
  const affinity = affinityOf(options, beside);
  return {
    ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
    ...(imagePullSecrets.length > 0 && {
      imagePullSecrets: imagePullSecrets.map(name => ({ name }))
    }),
    ...(nodeSelector && { nodeSelector }),
    ...(tolerations && { tolerations }),
    ...(affinity && { affinity })
  };
}

/**
 * The affinity of pods.
 *
 * @param beside - labels of pods to whose node they are drawn
 * @param gpu - nodes have to have this product, where it says one
 */
export function affinityOf(
  { affinity }: Pick<Placement, 'affinity'>,
  beside?: Readonly<Record<string, string>>,
  gpu?: Gpu
): Affinity | undefined {
  const drawn = beside ? drawnTo(beside, affinity) : affinity;
  const { vendor, product } = gpu ?? {};
  return vendor === undefined || product === undefined
    ? drawn
    : withProduct(vendor, product, drawn);
}

/** One of the labels that may name a product has to name this one. */
function withProduct(
  vendor: string,
  product: string,
  affinity: Affinity = {}
): Affinity {
  const { nodeAffinity = {} } = affinity;
  const asked: readonly NodeTerm[] = nodeAffinity[REQUIRED]
    ?.nodeSelectorTerms ?? [{}];
  const terms = asked.flatMap(term =>
    productLabels(vendor).map(key => ({
      ...term,
      matchExpressions: [
        ...(term.matchExpressions ?? []),
        { key, operator: 'In', values: [product] }
      ]
    }))
  );
  return {
    ...affinity,
    nodeAffinity: { ...nodeAffinity, [REQUIRED]: { nodeSelectorTerms: terms } }
  };
}

/**
 * Nodes with GPUs are often kept for pods that ask for those, by a taint of the
 * name of the resource; not all clusters let such pods in by themselves
 * (`ExtendedResourceToleration`).
 *
 * @param resources - what a pod asks for
 */
export function tolerationsFor(
  resources: readonly string[]
): { key: string; operator: 'Exists'; effect: 'NoSchedule' }[] {
  const keys = resources.filter(needsWholeNumber).flatMap(each =>
    // Parts of GPUs are on nodes that are kept for whole ones.
    isGpu(each) ? [each, `${each.split('/')[0]}/gpu`] : [each]
  );
  return [...new Set(keys)].map(key => ({
    key,
    operator: 'Exists',
    effect: 'NoSchedule'
  }));
}

/**
 * The scheduler does not know which node has a volume that one node can have
 * at a time: a pod on another one would wait until all those of the first have
 * ended. Not required, since the first may be lost, or full for long.
 */
function drawnTo(
  labels: Readonly<Record<string, string>>,
  affinity: Affinity = {}
): Affinity {
  const { podAffinity = {} } = affinity;
  const term = {
    weight: 100,
    podAffinityTerm: {
      topologyKey: HOSTNAME,
      labelSelector: { matchLabels: labels }
    }
  };
  return {
    ...affinity,
    podAffinity: {
      ...podAffinity,
      [PREFERRED]: [...(podAffinity[PREFERRED] ?? []), term]
    }
  };
}
