import type { Channel } from '../connection/channel';
import { KubernetesError } from '../kubernetes-error';
import { callJson, type Call, type CallOptions } from './call';

/** Which objects of a resource are meant. */
export interface Query {
  /** A label selector: `app=a,step in (b,c)`. */
  readonly labels?: string;
  /** A field selector: `metadata.name=a`. */
  readonly fields?: string;
}

export interface Listed<T> {
  readonly items: readonly T[];
  /** What a watch goes on from. */
  readonly resourceVersion: string;
}

export interface Page<T> extends Listed<T> {
  /** Whether the pages before it are void, because they had become too old. */
  readonly isRestart: boolean;
}

/** How many objects a page holds. */
const LIMIT = 500;

interface List<T> {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly resourceVersion?: string;
    readonly continue?: string;
  };
  readonly items: readonly T[] | null;
}

/**
 * The pages of a list. Where the cluster forgets the state that the pages are
 * of (410), all is read again in one.
 */
export async function* listPages<T>(
  channel: Channel,
  call: Call,
  { labels, fields, ...options }: CallOptions & Query
): AsyncGenerator<Page<T>> {
  let token: string | undefined;
  let limit: number | undefined = LIMIT;
  let isRestart = false;
  for (;;) {
    const query = {
      labelSelector: labels,
      fieldSelector: fields,
      limit,
      continue: token
    };
    let list: List<T>;
    try {
      list = await callJson(channel, { ...call, query }, options);
    } catch (error) {
      if (isExpired(error) && token !== undefined) {
        token = undefined;
        limit = undefined;
        isRestart = true;
        continue;
      }
      throw error;
    }
    yield {
      // The items of a list do not say what they are.
      items: (list.items ?? []).map(item => ({
        apiVersion: list.apiVersion,
        kind: list.kind.replace(/List$/, ''),
        ...item
      })),
      resourceVersion: list.metadata.resourceVersion ?? '',
      isRestart
    };
    isRestart = false;
    token = list.metadata.continue || undefined;
    if (token === undefined) {
      return;
    }
  }
}

function isExpired(error: unknown): boolean {
  return error instanceof KubernetesError && error.code === 'expired';
}
