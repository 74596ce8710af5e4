import { noteAbsence } from '../client/absences';
import { describeCall, openCall, type Call } from '../client/call';
import { explainFailure } from '../client/explain-failure';
import { explainStatus, type Status } from '../client/explain-answer';
import type { In, KubernetesClient } from '../client/kubernetes-client';
import type { Query } from '../client/list';
import { readLines } from '../client/read-answer';
import { KubernetesError } from '../kubernetes-error';
import type { Objects } from '../objects';
import { resourcePath } from '../resource-path';
import { RESOURCES, type ResourceTo } from '../resources';

/** An event as the API server sends it. */
export interface ServerEvent<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly object: T;
}

export interface WatchOnceOptions extends In, Query {
  readonly signal: AbortSignal;
  /** The resource version to go on from. */
  readonly version: string;
  /** How long the connection may be silent, in ms. */
  readonly silence: number;
  /** How long the server lets it last, in s. */
  readonly lifetime: number;
}

/**
 * The events of one connection, until the server ends it.
 *
 * @throws KubernetesError, `unreachable` where it breaks or is silent for too
 * long, `expired` where the version is too old
 */
export async function* watchOnce<R extends ResourceTo<'watch'>>(
  client: KubernetesClient,
  resource: R,
  options: WatchOnceOptions
): AsyncGenerator<ServerEvent<Objects[R]>> {
  const { channel } = client;
  const { signal, silence, lifetime } = options;
  const namespace = RESOURCES[resource].isNamespaced
    ? client.open(options.namespace)
    : undefined;
  const call: Call = {
    method: 'GET',
    path: resourcePath(resource, namespace ?? ''),
    query: {
      watch: 'true',
      allowWatchBookmarks: 'true',
      resourceVersion: options.version,
      timeoutSeconds: lifetime,
      labelSelector: options.labels,
      fieldSelector: options.fields
    },
    ...describeCall('watch', resource),
    namespace,
    isRepeatable: true,
    isPatient: true,
    silence
  };
  const { body, deadline } = await openCall(channel, call, { signal });
  deadline.stopClock();
  try {
    for await (const line of readLines(body)) {
      const event = JSON.parse(line) as
        | ServerEvent<Objects[R]>
        | { readonly type: 'ERROR'; readonly object: Status };
      if (event.type === 'ERROR') {
        throw explainStatus(call, event.object);
      }
      yield event;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof KubernetesError) {
      throw error;
    }
    noteAbsence(channel);
    throw explainFailure(channel, call, error);
  } finally {
    body.destroy();
    deadline.dispose();
  }
}
