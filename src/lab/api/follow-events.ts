import type { WatchedEvent } from '../../service/api/runs';
import type { IService, RunPlace } from './service';
import { ServiceError, unreachable } from './service-error';

/** The first pause before a stream is asked for again, and the longest, in ms. */
const PAUSES = { first: 250, longest: 10_000 };

export interface FollowOptions {
  /** '' is the beginning. */
  readonly from?: string;
  readonly signal: AbortSignal;
  /** Called when the stream is cut off, and with undefined when it goes on. */
  readonly onInterruption?: (problem: ServiceError | undefined) => void;
  /** Waits between tries, in ms; ends early where the signal aborts. */
  readonly pause?: (duration: number, signal: AbortSignal) => Promise<void>;
}

/**
 * The events of a run up to its end. Where the stream is cut off, it goes on
 * from the last event, as often as that takes.
 *
 * @throws ServiceError where asking again would not help
 */
export async function* followEvents(
  service: IService,
  place: RunPlace,
  { from = '', signal, onInterruption, pause = sleep }: FollowOptions
): AsyncGenerator<WatchedEvent> {
  let cursor = from;
  let wait = 0;
  while (!signal.aborted) {
    try {
      for await (const event of service.events(place, cursor, signal)) {
        if (wait > 0) {
          wait = 0;
          onInterruption?.(undefined);
        }
        cursor = event.cursor;
        yield event;
      }
      if (wait > 0) {
        onInterruption?.(undefined);
      }
      return;
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      const problem = error instanceof ServiceError ? error : unreachable();
      if (!problem.isPassing) {
        throw problem;
      }
      wait = Math.min(Math.max(wait * 2, PAUSES.first), PAUSES.longest);
      onInterruption?.(problem);
      await pause(wait, signal);
    }
  }
}

function sleep(duration: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, duration);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
