import type { CallOptions } from '../../../kubernetes/client/call';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { Pod } from '../../../kubernetes/objects';

/** The pod that this process runs in: that of the notebook. */
export interface OwnPod {
  readonly name: string;
  readonly node?: string;
  readonly mounts: readonly OwnMount[];
}

/** Where a claim is in the pod. */
export interface OwnMount {
  readonly claim: string;
  readonly path: string;
  readonly subPath?: string;
  readonly isReadOnly: boolean;
}

/**
 * @param name - that of this machine, by which Kubernetes calls the pod
 * @returns undefined where there is none of this name
 * @throws KubernetesError
 */
export async function findOwnPod(
  client: KubernetesClient,
  name: string,
  options: CallOptions & { readonly namespace: string }
): Promise<OwnPod | undefined> {
  try {
    return describePod(await client.get('pods', name, options));
  } catch (error) {
    // The pod of somebody who has given the machine another name is not found.
    if (
      error instanceof KubernetesError &&
      (error.code === 'not-found' || error.code === 'invalid-name')
    ) {
      return undefined;
    }
    throw error;
  }
}

function describePod({ metadata, spec }: Pod): OwnPod {
  const { nodeName, volumes = [], containers } = spec;
  const found = new Map<string, OwnMount>();
  for (const { volumeMounts = [] } of containers) {
    for (const { name, mountPath, subPath, readOnly } of volumeMounts) {
      const source = volumes.find(each => each.name === name);
      const { persistentVolumeClaim: claim } = source ?? {};
      // Sidecars often have what the notebook has.
      if (claim && !found.has(mountPath)) {
        found.set(mountPath, {
          claim: claim.claimName,
          path: mountPath,
          ...(subPath !== undefined && { subPath }),
          isReadOnly: readOnly === true || claim.readOnly === true
        });
      }
    }
  }
  return {
    name: metadata.name,
    ...(nodeName !== undefined && { node: nodeName }),
    mounts: [...found.values()]
  };
}
