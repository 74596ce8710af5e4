import { isDeepStrictEqual } from 'node:util';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import type { NewObject } from '../../kubernetes/objects';

/** A ConfigMap named after what it holds, which others may have made before. */
export type SharedProgram = NewObject & {
  readonly metadata: { readonly name: string };
};

/**
 * Sees to it that a program is on the cluster, and that it is that program:
 * pods run what is found under its name.
 *
 * @throws KubernetesError; `conflict` where something else has its name
 */
export async function provideProgram(
  client: KubernetesClient,
  program: SharedProgram,
  namespace: string,
  signal?: AbortSignal
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
    const { name } = program.metadata;
    const there = await client.get('configmaps', name, { namespace, signal });
    const { binaryData } = there as { readonly binaryData?: unknown };
    if (!isDeepStrictEqual(binaryData, program.binaryData)) {
      throw new KubernetesError(
        'conflict',
        `The ConfigMap '${name}' in namespace '${namespace}' does not hold the program of Cellway: somebody has made another one of its name.`,
        'Find out who has made it and remove it, then try again.',
        { resource: 'configmaps', namespace, name }
      );
    }
  }
}
