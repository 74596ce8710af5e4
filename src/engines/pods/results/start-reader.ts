import { randomBytes } from 'node:crypto';
import { pause } from '../../../kubernetes/client/backoff';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { ClusterEvent, Pod } from '../../../kubernetes/objects';
import { explainWaiting } from '../reasons/explain-waiting';
import { provideProgram } from '../shared-program';
import { cannotRead } from './cannot-read';
import type { DataAccess } from './data-access';
import { READER, readerPod, type Reading } from './reader-pod';

/** How long a pod may take to begin, in ms: others may have to end first. */
const PATIENCE = 90_000;

/** How long the same, in ms, while what it waits for is on its way. */
const MORE_PATIENCE = 600_000;

/** Why it may wait so long. */
const ON_THEIR_WAY = ['image-pulling', 'node-comes'];

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
  access: DataAccess,
  reading: Omit<Reading, 'name'>,
  signal: AbortSignal
): Promise<MadePod> {
  const { client, namespace, run, program } = access;
  await checkClaim(access, signal);
  // That of the run may be older.
  await provideProgram(client, program, namespace, signal);
  const what = run === '' ? 'tidy' : `${run}-read`;
  const name = `cellway-${what}-${randomBytes(4).toString('hex')}`;
  const pod = readerPod(access, { ...reading, name });
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
  { client, namespace }: DataAccess,
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
  access: DataAccess,
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
    const patience = ON_THEIR_WAY.includes(reason?.code ?? '')
      ? MORE_PATIENCE
      : PATIENCE;
    if (reason?.isHopeless || Date.now() > start + patience) {
      throw cannotRead(
        access,
        reason
          ? ofReader(reason.message)
          : 'the pod that is to read it does not begin',
        reason?.hint ?? 'Try again later.'
      );
    }
    await pause(POLL, signal);
  }
}

/** What is said of a step, said of a pod that reads. */
function ofReader(said: string): string {
  const text = said.replace(/\b([Tt])he step\b/g, '$1he pod that reads it');
  return text[0].toLowerCase() + text.slice(1);
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
  access: DataAccess,
  signal: AbortSignal
): Promise<void> {
  const { client, namespace, data } = access;
  if ('bucket' in data) {
    return;
  }
  try {
    const { metadata, status } = await client.get(
      'persistentvolumeclaims',
      data.claim,
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
    'the claim is gone, and all that was stored on it',
    'Run the notebook again.'
  );
}
