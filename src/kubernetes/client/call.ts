import type {
  Channel,
  ChannelAnswer,
  ChannelRequest
} from '../connection/channel';
import { KubernetesError } from '../kubernetes-error';
import { RESOURCES, type Resource, type Verb } from '../resources';
import type { Rule } from '../rule';
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

/** An answer whose stream is read, and how to be done with it. */
export interface OpenAnswer {
  readonly answer: ChannelAnswer;
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
  const backoff = new Backoff(BACKOFF);
  let last: KubernetesError | undefined;
  try {
    for (;;) {
      const outcome = await attempt(channel, call, deadline.signal);
      if (!('error' in outcome)) {
        return { answer: outcome, deadline };
      }
      const wait = backoff.next(outcome.wait);
      if (!outcome.mayRepeat || wait >= deadline.left) {
        throw outcome.error;
      }
      last = outcome.error;
      await pause(wait, deadline.signal);
    }
  } catch (error) {
    deadline.dispose();
    options.signal?.throwIfAborted();
    throw deadline.isOver && !(error instanceof KubernetesError)
      ? (last ?? explainFailure(channel, call, new Error('no answer in time')))
      : error;
  }
}

/** The JSON that a call gives. */
export async function callJson<T>(
  channel: Channel,
  call: Call,
  options: CallOptions = {}
): Promise<T> {
  const { answer, deadline } = await openCall(channel, call, options);
  try {
    return JSON.parse(await readText(answer.body)) as T;
  } catch (error) {
    options.signal?.throwIfAborted();
    throw explainFailure(channel, call, error);
  } finally {
    deadline.dispose();
  }
}

interface Failure {
  readonly error: KubernetesError;
  readonly mayRepeat: boolean;
  /** What the server asked to wait, in ms. */
  readonly wait?: number;
}

async function attempt(
  channel: Channel,
  call: Call,
  signal: AbortSignal
): Promise<ChannelAnswer | Failure> {
  let answer: ChannelAnswer;
  try {
    answer = await channel.send({
      method: call.method,
      path: call.path + queryOf(call),
      headers: {
        accept: 'application/json',
        ...(call.body !== undefined && { 'content-type': 'application/json' }),
        ...call.headers
      },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      signal,
      silence: call.silence
    });
  } catch (error) {
    if (signal.aborted || error instanceof KubernetesError) {
      throw error;
    }
    return {
      error: explainFailure(channel, call, error),
      mayRepeat:
        !isOfCertificate(error) && (call.isRepeatable || isNotSent(error))
    };
  }
  if (answer.status >= 200 && answer.status < 300) {
    return answer;
  }
  const body = await readText(answer.body).catch(() => '');
  const error = explainAnswer(channel, call, answer.status, body);
  const wait = Number(answer.header('retry-after')) * 1000;
  return {
    error,
    mayRepeat:
      error.code === 'too-many-requests' ||
      isOfQuota(error) ||
      (call.isRepeatable && PASSING.includes(answer.status)),
    ...(wait > 0 && { wait })
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
