import { isGpu } from '../../kubernetes/capacity/gpus';
import type { Toleration } from '../../kubernetes/capacity/node-wishes';
import { needsWholeNumber } from '../../notebook/dialect/kubernetes';

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

interface Affinity {
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
  const affinity = beside
    ? drawnTo(beside, options.affinity)
    : options.affinity;
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
 * Nodes with GPUs are often kept for pods that ask for those, by a taint of the
 * name of the resource; not all clusters let such pods in by themselves
 * (`ExtendedResourceToleration`).
 *
 * @param resources - what a pod asks for
 */
export function tolerationsFor(resources: readonly string[]): Toleration[] {
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
      topologyKey: 'kubernetes.io/hostname',
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
