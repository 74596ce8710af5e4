import type { WatchedEvent } from '../../engines/engine';
import { traceback } from '../../engines/recording/log-lines';
import type { RunEvent } from '../../runs/run-event';
import { describeFailure } from './describe-failure';
import { describeRunDiagnostic } from './describe-run-diagnostic';
import { Progress, type Screen } from './progress';

/** Takes what happens in a run, and tells it. */
export interface Follower {
  tell(event: RunEvent): void;
  stop(): void;
}

/** One event a line, for programs. */
export function jsonFollower(screen: Screen): Follower {
  return {
    tell: event => {
      const told = { ...event, cursor: undefined };
      screen.write(`${JSON.stringify(told)}\n`);
    },
    stop: () => undefined
  };
}

/** Progress for people; the failed cells with their tracebacks on the error stream. */
export function textFollower(screen: Screen, errors: Screen): Follower {
  const progress = new Progress(screen);
  const tracebacks = new Map<string, string>();
  return {
    tell: event => {
      if (event.type === 'output' && event.output.output_type === 'error') {
        tracebacks.set(event.step, traceback(event.output));
      }
      progress.show(event);
      if (event.type === 'diagnostic') {
        progress.note(describeRunDiagnostic(event.step, event.diagnostic));
      }
      if (event.type === 'step' && event.error) {
        const { step, error } = event;
        const shown = tracebacks.get(step) ?? '';
        const text = describeFailure(step, error, shown, !!errors.isTTY);
        if (screen.isTTY && errors.isTTY) {
          progress.note(text);
        } else {
          errors.write(`${text}\n`);
        }
      }
    },
    stop: () => progress.stop()
  };
}

/**
 * Tells the events of a run up to its end.
 *
 * @returns the event that ends it; undefined where it could not be written
 */
export async function followRun(
  events: AsyncIterable<WatchedEvent>,
  follower: Follower
): Promise<Extract<RunEvent, { type: 'run' }> | undefined> {
  let last: Extract<RunEvent, { type: 'run' }> | undefined;
  try {
    for await (const event of events) {
      follower.tell(event);
      last = event.type === 'run' ? event : last;
    }
  } finally {
    follower.stop();
  }
  return last;
}
