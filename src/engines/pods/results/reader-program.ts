import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import { runnerMap } from '../../argo/compile/code-maps';
import type { ClaimAccess } from './claim-access';

/**
 * Sees to it that the runner of this Cellway is on the cluster: that of the
 * run may be older.
 *
 * @returns the name of its ConfigMap
 * @throws KubernetesError
 */
export async function provideProgram(
  { client, namespace, runner }: ClaimAccess,
  signal: AbortSignal
): Promise<string> {
  const { metadata, ...rest } = runnerMap(runner, namespace);
  try {
    const made = { ...rest, metadata };
    await client.create('configmaps', made, { namespace, signal });
  } catch (error) {
    if (
      !(error instanceof KubernetesError) ||
      error.about.reason !== 'AlreadyExists'
    ) {
      throw error;
    }
  }
  return metadata.name;
}
