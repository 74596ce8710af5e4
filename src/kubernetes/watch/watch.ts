import { Backoff, pause, type BackoffOptions } from '../client/backoff';
import type { In, KubernetesClient } from '../client/kubernetes-client';
import type { Listed, Query } from '../client/list';
import { isPassing, KubernetesError } from '../kubernetes-error';
import type { Objects } from '../objects';
import type { ResourceTo } from '../resources';
import { bare } from './bare';
import { KnownObjects, type Change } from './known-objects';
import { watchOnce } from './watch-once';

export type WatchEvent<T> =
  | Change<T>
  /** All that was there has been told: once at the beginning, and after each break. */
  | { readonly type: 'synced' };

export interface WatchTiming extends BackoffOptions {
  /** How long a connection may be silent, in ms; the server sends a bookmark each minute. */
  readonly silence: number;
  /** How long the server lets a connection last, in s. */
  readonly lifetime: number;
  /** How long refusals are put up with, in ms: a server that starts knows no rights yet. */
  readonly patience: number;
}

const TIMING: WatchTiming = {
  first: 500,
  most: 30_000,
  silence: 100_000,
  lifetime: 290,
  patience: 60_000
};

export interface WatchOptions extends In, Query {
  readonly signal: AbortSignal;
  /** Told each time the cluster cannot be watched for a while; the watch goes on. */
  readonly onFailure?: (error: KubernetesError) => void;
  readonly timing?: Partial<WatchTiming>;
}

/**
 * Tells what is there and then each change, whatever becomes of connections
 * and servers. Whoever folds the events has the state of the cluster at each
 * `synced`, and never gets an older object after a newer one. Several changes
 * at once may be told as one. Of objects, what `bare` keeps is told.
 *
 * Ends as the signal does. @throws KubernetesError where the cluster refuses,
 * or does not answer the first time
 */
export async function* watch<
  R extends ResourceTo<'watch'> & ResourceTo<'list'>
>(
  client: KubernetesClient,
  resource: R,
  options: WatchOptions
): AsyncGenerator<WatchEvent<Objects[R]>> {
  const { signal, onFailure } = options;
  const timing = { ...TIMING, ...options.timing };
  const backoff = new Backoff(timing);
  const known = new KnownObjects<Objects[R]>();
  let isListDue = true;
  let hasSynced = false;
  let refusedSince: number | undefined;
  while (!signal.aborted) {
    try {
      if (isListDue) {
        const listed: Listed<Objects[R]> = await client.list(resource, options);
        yield* known.replace(listed.items.map(bare), listed.resourceVersion);
        isListDue = false;
        hasSynced = true;
        yield { type: 'synced' };
      }
      const stream = watchOnce(client, resource, {
        ...options,
        ...timing,
        version: known.version
      });
      for await (const { type, object } of stream) {
        backoff.reset();
        refusedSince = undefined;
        switch (type) {
          case 'ADDED':
          case 'MODIFIED':
            yield* known.put(bare(object));
            break;
          case 'DELETED':
            yield* known.remove(bare(object));
            break;
          case 'BOOKMARK':
            known.bookmark(object.metadata.resourceVersion);
        }
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (!(error instanceof KubernetesError) || !hasSynced) {
        throw error;
      }
      if (error.code === 'expired') {
        isListDue = true;
      } else {
        if (!isPassing(error)) {
          refusedSince ??= Date.now();
          if (Date.now() - refusedSince > timing.patience) {
            throw error;
          }
        }
        onFailure?.(error);
      }
    }
    await pause(backoff.next(), signal).catch(() => undefined);
  }
}
