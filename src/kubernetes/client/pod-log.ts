import type { Readable } from 'node:stream';
import { isPassing, KubernetesError } from '../kubernetes-error';
import type { Pod } from '../objects';
import { checkLabel, resourcePath } from '../resource-path';
import { noteAbsence } from './absences';
import { Backoff, pause } from './backoff';
import { openCall, type Call } from './call';
import { explainFailure } from './explain-failure';
import type { In, KubernetesClient } from './kubernetes-client';
import { turnsOf } from './log-turns';
import { readLines } from './read-answer';
import { SeenLines, type LogLine } from './seen-lines';

export interface LogOptions extends In {
  readonly pod: string;
  readonly container: string;
  /** Waits for the container to start, goes on until it has ended, and comes back where the connection breaks. */
  readonly follow?: boolean;
  /** Only lines from the second of this time on: RFC 3339, such as the `time` of a line. */
  readonly since?: string;
  /** Only so many of the last lines. */
  readonly last?: number;
  readonly signal?: AbortSignal;
  /** Aborted when somebody waits for the end of a log that is followed: see `LogTurns`. */
  readonly hurry?: AbortSignal;
}

const BACKOFF = { first: 500, most: 15_000 };

/** After so long without a line a connection is no longer trusted, in ms. */
const SILENCE = 300_000;

/** How long the end of a log may take to come when nobody reads it any more, in ms. */
const REST = 1_000;

/**
 * The log of a container, each line once. Lines that a container restarted
 * since has written are lost with it: Kubernetes keeps one earlier log only.
 *
 * @throws KubernetesError `not-found`, `forbidden`; `not-started` and `unreachable` where it is not followed
 */
export async function* podLog(
  client: KubernetesClient,
  options: LogOptions
): AsyncGenerator<LogLine> {
  const signal = options.signal ?? new AbortController().signal;
  const backoff = new Backoff(BACKOFF);
  const seen = new SeenLines(options.since);
  let last = options.last;
  let isLastRead = !options.follow;
  for (;;) {
    const turn = options.follow
      ? await turnsOf(client.channel).take({ signal, hurry: options.hurry })
      : undefined;
    try {
      const since = seen.comeBack();
      const read = { ...options, last, since, follow: !isLastRead };
      for await (const line of readLog(client, read, turn?.signal ?? signal)) {
        if (seen.isNew(line)) {
          // After a break all since then is wanted.
          last = undefined;
          backoff.reset();
          yield line;
        }
      }
      if (isLastRead) {
        return;
      }
      // A stream also ends where the node or the server in between does.
      isLastRead = await hasEnded(client, options, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (turn?.signal.aborted) {
        continue;
      }
      if (
        !options.follow ||
        !(mayCome(error) || (await isYoung(error, client, options, signal)))
      ) {
        throw error;
      }
    } finally {
      turn?.end();
    }
    if (!isLastRead) {
      await pause(backoff.next(), signal);
    }
  }
}

async function* readLog(
  client: KubernetesClient,
  { pod, container, follow, since, last, namespace: given }: LogOptions,
  signal: AbortSignal
): AsyncGenerator<LogLine> {
  const namespace = client.open(given);
  const call: Call = {
    method: 'GET',
    path: `${resourcePath('pods', namespace, pod)}/log`,
    query: {
      container: checkLabel('container', container),
      timestamps: 'true',
      follow: follow ? 'true' : undefined,
      sinceTime: since,
      tailLines: last
    },
    headers: { accept: '*/*' },
    rule: { verb: 'get', group: '', resource: 'pods', subresource: 'log' },
    kind: 'Pod',
    namespace,
    name: pod,
    isRepeatable: true,
    silence: SILENCE
  };
  const { body, deadline } = await openCall(client.channel, call, { signal });
  deadline.stopClock();
  try {
    const chunks = body.iterator({ destroyOnReturn: false });
    for await (const line of readLines(chunks)) {
      const space = line.indexOf(' ');
      yield space < 0
        ? { time: line, text: '' }
        : { time: line.slice(0, space), text: line.slice(space + 1) };
    }
  } catch (error) {
    signal.throwIfAborted();
    noteAbsence(client.channel);
    throw explainFailure(client.channel, call, error);
  } finally {
    letEnd(body);
    deadline.dispose();
  }
}

/** Whoever stops has most often read to the last line but one: at the end others can have the connection. */
function letEnd(body: Readable): void {
  if (body.closed) {
    return;
  }
  const rest = setTimeout(() => body.destroy(), REST);
  body
    .on('error', () => undefined)
    .once('close', () => clearTimeout(rest))
    .resume();
}

/** Whether the container writes no more. */
async function hasEnded(
  client: KubernetesClient,
  { pod: name, container, namespace }: LogOptions,
  signal: AbortSignal
): Promise<boolean> {
  let pod: Pod;
  try {
    pod = await client.get('pods', name, { namespace, signal });
  } catch (error) {
    if (
      error instanceof KubernetesError &&
      // Who may read logs only cannot know; the stream has ended after all.
      ['not-found', 'forbidden'].includes(error.code)
    ) {
      return true;
    }
    throw error;
  }
  const {
    containerStatuses = [],
    initContainerStatuses = [],
    phase
  } = pod.status ?? {};
  const status = [...containerStatuses, ...initContainerStatuses].find(
    each => each.name === container
  );
  return (
    phase === 'Succeeded' ||
    phase === 'Failed' ||
    status?.state?.terminated !== undefined
  );
}

/** Whether it is worth to come back. */
function mayCome(error: unknown): boolean {
  return (
    isPassing(error) ||
    (error instanceof KubernetesError && error.code === 'not-started')
  );
}

/** Whether a log is only not there because the node has not heard of the pod yet. */
async function isYoung(
  error: unknown,
  client: KubernetesClient,
  options: LogOptions,
  signal: AbortSignal
): Promise<boolean> {
  return (
    error instanceof KubernetesError &&
    error.code === 'not-found' &&
    !(await hasEnded(client, options, signal).catch(() => false))
  );
}
