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
