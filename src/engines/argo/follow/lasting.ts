import { Backoff, pause } from '../../../kubernetes/client/backoff';
import {
  isPassing,
  type KubernetesError
} from '../../../kubernetes/kubernetes-error';

const BACKOFF = { first: 1_000, most: 30_000 };

/**
 * A watch that also waits for a cluster that does not answer the first time.
 * Ends as the signal does.
 *
 * @param onFailure - called each time it does not answer
 * @throws KubernetesError where the cluster refuses
 */
export async function* lasting<T>(
  begin: () => AsyncIterable<T>,
  signal: AbortSignal,
  onFailure: (error: KubernetesError) => void
): AsyncGenerator<T> {
  const backoff = new Backoff(BACKOFF);
  while (!signal.aborted) {
    try {
      yield* begin();
      return;
    } catch (error) {
      if (!isPassing(error)) {
        throw error;
      }
      onFailure(error);
    }
    await pause(backoff.next(), signal).catch(() => undefined);
  }
}
