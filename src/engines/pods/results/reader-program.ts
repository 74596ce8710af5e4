import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { ClaimAccess } from './claim-access';

/**
 * Sees to it that the runner of this Cellway is on the cluster: that of the
 * run may be older.
 *
 * @throws KubernetesError
 */
export async function provideProgram(
  { client, namespace, program }: ClaimAccess,
  signal: AbortSignal
): Promise<void> {
  try {
    await client.create('configmaps', program, { namespace, signal });
  } catch (error) {
    if (
      !(error instanceof KubernetesError) ||
      error.about.reason !== 'AlreadyExists'
    ) {
      throw error;
    }
  }
}
