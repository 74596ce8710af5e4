import type { CallOptions } from '../../kubernetes/client/call';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { gpuKinds } from '../../kubernetes/capacity/gpus';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import type { ClusterChoices } from '../api/clusters';

/** Says which storage class is taken where none is named. */
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/**
 * What there is to choose from, as far as it may be listed.
 *
 * @throws KubernetesError where it is another reason that keeps it from being told
 */
export async function findChoices(
  client: KubernetesClient,
  namespace: string,
  options: CallOptions
): Promise<ClusterChoices> {
  const [namespaces, claims, classes, nodes] = await Promise.all([
    unlessForbidden(client.list('namespaces', options)),
    unlessForbidden(
      client.list('persistentvolumeclaims', { ...options, namespace })
    ),
    unlessForbidden(client.list('storageclasses', options)),
    unlessForbidden(client.list('nodes', options))
  ]);
  return {
    ...(namespaces && {
      namespaces: namespaces.items.map(({ metadata }) => metadata.name)
    }),
    ...(claims && {
      claims: claims.items.map(({ metadata, spec, status }) => {
        const size =
          status?.capacity?.storage ?? spec.resources?.requests?.storage;
        return {
          name: metadata.name,
          ...(size !== undefined && { size }),
          accessModes: [...(spec.accessModes ?? [])]
        };
      })
    }),
    ...(classes && {
      storageClasses: classes.items.map(({ metadata }) => ({
        name: metadata.name,
        isDefault: metadata.annotations?.[DEFAULT_CLASS] === 'true'
      }))
    }),
    ...(nodes && {
      gpus: gpuKinds(nodes.items).map(({ products, ...each }) => ({
        ...each,
        products: [...products]
      }))
    })
  };
}

/** @returns undefined for what may not be listed */
export async function unlessForbidden<T>(
  answer: Promise<T>
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    // One that Cellway may not use within a cluster is not open either.
    if (error instanceof KubernetesError && error.code === 'forbidden') {
      return undefined;
    }
    throw error;
  }
}
