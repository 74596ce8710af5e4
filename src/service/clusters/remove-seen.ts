import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../kubernetes/kubernetes-error';

/**
 * Removes the very object that was seen; one that is gone, or that another has
 * taken the name of, is removed already.
 *
 * @throws KubernetesError
 */
export async function removeSeen(
  client: KubernetesClient,
  namespace: string,
  resource: 'pods' | 'configmaps' | 'persistentvolumeclaims',
  { name, uid }: { readonly name: string; readonly uid: string }
): Promise<void> {
  try {
    await client.delete(resource, { name, uid }, { namespace });
  } catch (error) {
    const isGone =
      error instanceof KubernetesError &&
      ['not-found', 'conflict'].includes(error.code);
    if (!isGone) {
      throw error;
    }
  }
}
