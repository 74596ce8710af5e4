import type { Readable } from 'node:stream';
import type { Channel, ChannelRequest } from '../connection/channel';
import { KubernetesError } from '../kubernetes-error';
import { RESOURCES, type Resource, type Verb } from '../resources';
import type { Rule } from '../rule';
import { mayBeSettling, noteAbsence } from './absences';
import { Deadline } from './deadline';
import { explainAnswer } from './explain-answer';
import { explainFailure, isNotSent, isOfCertificate } from './explain-failure';
import { Backoff, pause } from './backoff';
import { readText } from './read-answer';

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** How long it may take with all that is tried again, in ms. */
  readonly deadline?: number;
}

/** One thing asked of the API server. */
export interface Call {
  readonly method: ChannelRequest['method'];
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The right that it needs. */
  readonly rule: Rule;
  readonly kind: string;
  readonly namespace?: string;
  readonly name?: string;
  /** Whether doing it twice is as doing it once. */
  readonly isRepeatable: boolean;
  /** Whether who asks puts up with refusals that may pass. */
  readonly isPatient?: boolean;
  readonly silence?: number;
}

export const DEADLINE = 30_000;
const BACKOFF = { first: 250, most: 5_000 };

/** Statuses that tell of a moment rather than of what was asked. */
const PASSING = [500, 502, 503, 504];

/** What the table says of a call to a resource. */
export function describeCall(
  verb: Verb,
  resource: Resource
): Pick<Call, 'rule' | 'kind'> {
  const { group, kind, isNamespaced } = RESOURCES[resource];
  return { kind, rule: { verb, group, resource, isNamespaced } };
}

/** An answer whose stream is to be read, and how to be done with it. */
export interface OpenAnswer {
  readonly body: Readable;
  /** Its clock runs on. */
  readonly deadline: Deadline;
}

/**
 * Asks until there is a good answer. Tries again what is refused for the
 * moment, and what got no answer where that can do no harm.
 *
 * @throws KubernetesError; the signal's reason once that is aborted
 */
export async function openCall(
  channel: Channel,
  call: Call,
  options: CallOptions = {}
): Promise<OpenAnswer> {
  const deadline = new Deadline(options.deadline ?? DEADLINE, options.signal);
  try {
    const body = await insist(channel, call, deadline, async each => each);
    return { body, deadline };
  } catch (error) {
    deadline.dispose();
    options.signal?.throwIfAborted();
    throw error;
  }
}

/** As openCall: the JSON that a call gives. */
export async function callJson<T>(
  channel: Channel,
  call: Call,
  options: CallOptions = {}
): Promise<T> {
  const deadline = new Deadline(options.deadline ?? DEADLINE, options.signal);
  let text: string;
  try {
    text = await insist(channel, call, deadline, readText);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    deadline.dispose();
  }
  try {
    return JSON.parse(text) as T;
  } catch (error) {
    throw explainFailure(channel, call, error);
  }
}

type Read<T> = (body: Readable) => Promise<T>;

/** Tries until an answer was read, or the deadline is over. */
async function insist<T>(
  channel: Channel,
  call: Call,
  deadline: Deadline,
  read: Read<T>
): Promise<T> {
  const backoff = new Backoff(BACKOFF);
  let last: KubernetesError | undefined;
  try {
    for (;;) {
      const outcome = await attempt(channel, call, deadline.signal, read);
      if ('read' in outcome) {
        return outcome.read;
      }
      const wait = backoff.next(outcome.wait);
      if (!outcome.mayRepeat || wait >= deadline.left) {
        throw outcome.error;
      }
      last = outcome.error;
      await pause(wait, deadline.signal);
    }
  } catch (error) {
    throw deadline.isOver && !(error instanceof KubernetesError)
      ? (last ?? explainFailure(channel, call, new Error('no answer in time')))
      : error;
  }
}

interface Failure {
  readonly error: KubernetesError;
  readonly mayRepeat: boolean;
  /** What the server asked to wait, in ms. */
  readonly wait?: number;
}

async function attempt<T>(
  channel: Channel,
  call: Call,
  signal: AbortSignal,
  read: Read<T>
): Promise<{ readonly read: T } | Failure> {
  try {
    const { status, body, header } = await channel.send(
      requestOf(call, signal)
    );
    if (status >= 200 && status < 300) {
      return { read: await read(body) };
    }
    const error = explainAnswer(channel, call, status, await readText(body));
    const wait = Number(header('retry-after')) * 1000;
    return {
      error,
      mayRepeat:
        error.code === 'too-many-requests' ||
        isOfQuota(error) ||
        (error.code === 'forbidden' &&
          !call.isPatient &&
          mayBeSettling(channel)) ||
        (call.isRepeatable && PASSING.includes(status)),
      ...(wait > 0 && { wait })
    };
  } catch (error) {
    if (signal.aborted || error instanceof KubernetesError) {
      throw error;
    }
    noteAbsence(channel);
    return {
      error: explainFailure(channel, call, error),
      mayRepeat:
        !isOfCertificate(error) && (call.isRepeatable || isNotSent(error))
    };
  }
}

function requestOf(call: Call, signal: AbortSignal): ChannelRequest {
  const { method, path, headers, body, silence } = call;
  return {
    method,
    path: path + queryOf(call),
    headers: {
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal,
    silence
  };
}

/** Two creations at once have met at the quota's count: nothing was made. */
function isOfQuota({ code, message }: KubernetesError): boolean {
  return code === 'conflict' && message.includes('resourcequotas');
}

function queryOf({ query = {} }: Call): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]]
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
