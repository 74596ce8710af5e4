import { randomBytes } from 'node:crypto';
import { pause } from '../../../kubernetes/client/backoff';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { ClusterEvent, Pod } from '../../../kubernetes/objects';
import { explainWaiting } from '../reasons/explain-waiting';
import { cannotRead } from './cannot-read';
import type { ClaimAccess } from './claim-access';
import { READER, readerPod, type Reading } from './reader-pod';
import { provideProgram } from './reader-program';

/** How long a pod may take to begin, in ms: a cluster may have to make a node for it. */
const PATIENCE = 90_000;

/** How long the same, in ms, while its image is on its way. */
const PATIENCE_WITH_IMAGE = 600_000;

/** How often it is looked whether it has begun, in ms. */
const POLL = 300;

/** Where a pod was made. */
export type MadePod = Pod['metadata'];

/**
 * Makes a pod that reads, without waiting for it to begin.
 *
 * @throws KubernetesError; EngineError `cannot-show` where there is no claim
 */
export async function makeReader(
  access: ClaimAccess,
  reading: Pick<Reading, 'paths' | 'from' | 'seconds'>,
  signal: AbortSignal
): Promise<MadePod> {
  const { client, namespace, run } = access;
  await checkClaim(access, signal);
  const program = await provideProgram(access, signal);
  const name = `cellway-${run}-read-${randomBytes(4).toString('hex')}`;
  const pod = readerPod(access, { ...reading, name, program });
  try {
    return (await client.create('pods', pod, { namespace, signal })).metadata;
  } catch (error) {
    // It may be there all the same; then somebody has to remove it.
    const isUncertain =
      !(error instanceof KubernetesError) || error.about.isUncertain;
    const made = isUncertain
      ? await client.get('pods', name, { namespace }).catch(() => undefined)
      : undefined;
    if (made && !signal.aborted) {
      return made.metadata;
    }
    if (made) {
      await removeReader(access, made.metadata);
    }
    throw error;
  }
}

/** Removes a pod. Where that cannot be, it ends by itself. */
export async function removeReader(
  { client, namespace }: ClaimAccess,
  made: MadePod
): Promise<void> {
  await client.delete('pods', made, { namespace }).catch(() => undefined);
}

/**
 * Waits until the container of a pod has begun.
 *
 * @throws EngineError `cannot-show` where it does not; KubernetesError
 */
export async function readerBegun(
  access: ClaimAccess,
  { name, uid }: MadePod,
  signal: AbortSignal
): Promise<void> {
  const { client, namespace } = access;
  const start = Date.now();
  for (;;) {
    const pod = await client.get('pods', name, { namespace, signal });
    if (hasBegun(pod)) {
      return;
    }
    const fields = `involvedObject.uid=${uid}`;
    const { items } = await client
      .list('events', { namespace, fields, signal })
      // Who may not read events is told less.
      .catch((): { items: ClusterEvent[] } => ({ items: [] }));
    const reason = explainWaiting(pod, items, Date.now());
    const patience =
      reason?.code === 'image-pulling' ? PATIENCE_WITH_IMAGE : PATIENCE;
    if (reason?.isHopeless || Date.now() > start + patience) {
      throw cannotRead(
        access,
        reason
          ? reason.message[0].toLowerCase() + reason.message.slice(1)
          : 'the pod that is to read it does not begin',
        reason?.hint ?? 'Try again later.'
      );
    }
    await pause(POLL, signal);
  }
}

function hasBegun({ status }: Pod): boolean {
  const { state } =
    status?.containerStatuses?.find(each => each.name === READER) ?? {};
  return (
    (state?.running ?? state?.terminated) !== undefined ||
    status?.phase === 'Failed' ||
    status?.phase === 'Succeeded'
  );
}

/** @throws EngineError `cannot-show` */
async function checkClaim(
  access: ClaimAccess,
  signal: AbortSignal
): Promise<void> {
  const { client, namespace, claim } = access;
  try {
    const { metadata, status } = await client.get(
      'persistentvolumeclaims',
      claim,
      { namespace, signal }
    );
    if (metadata.deletionTimestamp === undefined && status?.phase !== 'Lost') {
      return;
    }
  } catch (error) {
    if (error instanceof KubernetesError && error.code === 'forbidden') {
      return;
    }
    if (!(error instanceof KubernetesError) || error.code !== 'not-found') {
      throw error;
    }
  }
  throw cannotRead(
    access,
    `its claim '${claim}' is gone, and what was stored on it`,
    'Run the notebook again.'
  );
}
