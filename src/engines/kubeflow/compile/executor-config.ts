import { productLabels } from '../../../kubernetes/capacity/gpus';
import type { StepSettings, VolumeSettings } from '../../../notebook/settings';
import { tolerationsFor } from '../../pods/placement';
import type { KubeflowOptions } from '../options';
import { deviceOf } from './container';
import { constant, type ParameterSource } from './pipeline-spec';

/** A volume of the notebook, and where the name of its claim comes from. */
export interface BoundVolume {
  readonly settings: VolumeSettings;
  readonly claim: ParameterSource;
  /** The tasks that make and remove its claim, where it is made for the run. */
  readonly made?: { readonly by: string; readonly removedBy: string };
}

export const SHARED_MEMORY_PATH = '/dev/shm';

/**
 * Containers have 64 MB of shared memory by default, too little for the
 * loaders of PyTorch. There is a field `enabledSharedMemory`, too, which no
 * server makes use of.
 */
const SHARED_MEMORY = {
  volumeName: 'shm',
  mountPath: SHARED_MEMORY_PATH,
  medium: 'Memory'
};

/**
 * What Kubernetes is told of the pods of a step: `KubernetesExecutorConfig`.
 * Servers refuse fields that they do not know.
 */
export function executorConfig(
  settings: StepSettings,
  volumes: readonly BoundVolume[],
  options: KubeflowOptions
): object {
  const { secrets = [], timeout, labels, annotations } = settings;
  const { sharedMemory } = settings.resources ?? {};
  return {
    ...podConfig(onNodesFor(settings, options)),
    emptyDirMounts: [
      {
        ...SHARED_MEMORY,
        ...(sharedMemory !== undefined && { sizeLimit: sharedMemory })
      }
    ],
    ...(volumes.length > 0 && { pvcMount: volumes.map(pvcMount) }),
    ...(secrets.length > 0 && {
      secretAsEnv: secrets.map(({ secret, key, env }) => ({
        secretNameParameter: constant(secret),
        keyToEnv: [{ secretKey: key, envVar: env }]
      }))
    }),
    // A pod has at least one second.
    ...(timeout !== undefined && {
      activeDeadlineSeconds: String(Math.max(1, whole(timeout)))
    }),
    ...((labels || annotations) && { podMetadata: { labels, annotations } })
  };
}

/**
 * Lets a step onto the nodes that have what it asks for. Servers before 2.14
 * take affinities and make nothing of them: a label has to do.
 */
export function onNodesFor(
  settings: StepSettings,
  options: KubeflowOptions
): KubeflowOptions {
  const { nodeSelector, resources } = settings;
  const { vendor, product } = resources?.gpu ?? {};
  const device = deviceOf(settings);
  const own = device ? tolerationsFor([device.name]) : [];
  const labels = {
    ...(vendor !== undefined &&
      product !== undefined && { [productLabels(vendor)[0]]: product }),
    ...nodeSelector
  };
  return {
    ...options,
    ...(Object.keys(labels).length > 0 && {
      nodeSelector: { ...options.nodeSelector, ...labels }
    }),
    ...(own.length > 0 && {
      tolerations: [...(options.tolerations ?? []), ...own]
    })
  };
}

/** What holds for all pods of a run. */
export function podConfig(options: KubeflowOptions): object {
  const { imagePullPolicy, imagePullSecrets, nodeSelector } = options;
  const { tolerations = [], user } = options;
  return {
    ...(imagePullPolicy && { imagePullPolicy }),
    ...(imagePullSecrets.length > 0 && {
      imagePullSecret: imagePullSecrets.map(secretName => ({
        secretNameParameter: constant(secretName)
      }))
    }),
    ...(nodeSelector && { nodeSelector: { labels: nodeSelector } }),
    ...(tolerations.length > 0 && {
      tolerations: tolerations.map(({ tolerationSeconds, ...each }) => ({
        ...each,
        ...(tolerationSeconds !== undefined && {
          tolerationSeconds: String(tolerationSeconds)
        })
      }))
    }),
    ...(user !== undefined && {
      securityContext: { runAsUser: String(user), runAsNonRoot: true }
    })
  };
}

function pvcMount({ settings, claim }: BoundVolume): object {
  const { path, subPath } = settings;
  return {
    mountPath: path,
    pvcNameParameter: claim,
    ...(subPath !== undefined && { subPath })
  };
}

/** The nearest number from above that Kubernetes takes for a count or for seconds. */
export function whole(amount: number): number {
  return Math.min(Math.ceil(amount), 2 ** 31 - 1);
}
