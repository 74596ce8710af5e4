import type { NodeSelector } from '../../../kubernetes/capacity/node-wishes';
import type { CallOptions } from '../../../kubernetes/client/call';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { PersistentVolumeClaim, Pod } from '../../../kubernetes/objects';
import type { Volume } from '../volume';
import { describeClaim, hasClaim } from './claims';

/** What is known of a claim by its name. */
export interface ClaimFacts {
  /** Undefined where there is none of this name. */
  readonly volume?: Volume;
  /** From which nodes it can be reached; from all where it is not said, or nobody may know. */
  readonly reach?: NodeSelector;
  /** False where no CSI driver has made its storage: then nothing can copy it. */
  readonly hasDriver?: boolean;
  /** Those that keep it, or will; absent where nobody may know. */
  readonly pods?: readonly Pod[];
}

/**
 * Looks at claims by their names. Of those that may not be looked at nothing is said.
 *
 * @throws KubernetesError where it is no missing right that keeps it from being told
 */
export async function readClaims(
  client: KubernetesClient,
  namespace: string,
  names: readonly string[],
  options: CallOptions
): Promise<ReadonlyMap<string, ClaimFacts>> {
  if (names.length === 0) {
    return new Map();
  }
  const where = { ...options, namespace };
  const [pods, ...claims] = await Promise.all([
    unlessForbidden(client.list('pods', where)),
    ...names.map(name =>
      unlessForbidden(client.get('persistentvolumeclaims', name, where))
    )
  ]);
  const found = new Map<string, ClaimFacts>();
  for (const [index, name] of names.entries()) {
    const claim = claims[index];
    if (claim === 'absent') {
      found.set(name, {});
    } else if (claim !== 'forbidden') {
      const isKnown = pods !== 'forbidden' && pods !== 'absent';
      const known = isKnown ? pods.items : undefined;
      found.set(name, await factsOf(client, claim, known, options));
    }
  }
  return found;
}

async function factsOf(
  client: KubernetesClient,
  claim: PersistentVolumeClaim,
  pods: readonly Pod[] | undefined,
  options: CallOptions
): Promise<ClaimFacts> {
  const { volumeName = '' } = claim.spec;
  const volume =
    volumeName === ''
      ? 'absent'
      : await unlessForbidden(
          client.get('persistentvolumes', volumeName, options)
        );
  const storage = typeof volume === 'string' ? undefined : volume.spec;
  const reach = storage?.nodeAffinity?.required;
  return {
    volume: describeClaim(claim, pods),
    ...(reach && { reach }),
    ...(storage && { hasDriver: storage.csi !== undefined }),
    ...(pods && {
      pods: pods.filter(each => hasClaim(claim.metadata.name, each))
    })
  };
}

async function unlessForbidden<T>(
  answer: Promise<T>
): Promise<T | 'forbidden' | 'absent'> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof KubernetesError) {
      const { code } = error;
      if (code === 'forbidden' || code === 'namespace-not-open') {
        return 'forbidden';
      }
      // What cannot be the name of a claim is that of none.
      if (code === 'not-found' || code === 'invalid-name') {
        return 'absent';
      }
    }
    throw error;
  }
}
