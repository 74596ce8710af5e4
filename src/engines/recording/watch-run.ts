import { setTimeout } from 'node:timers/promises';
import { EventReader } from '../../runs/event-log';
import type { RunJournal } from '../../runs/run-journal';
import { livingOwner } from '../../runs/owner-lock';
import type { RunStore } from '../../runs/run-store';
import type { Cursor, WatchedEvent } from '../engine';

/** How often the events of a run are looked for that another process executes, in ms. */
const POLL = 250;

/**
 * The events of a run behind a cursor, then those that come, up to the end of
 * the run. Ends early, without an error, where the signal aborts.
 *
 * @param journal - of a run that this process executes
 */
export async function* watchRun(
  store: RunStore,
  id: string,
  from: Cursor,
  signal: AbortSignal,
  journal: RunJournal | undefined
): AsyncGenerator<WatchedEvent> {
  const { events, owner } = store.run(id);
  const log = new EventReader(events, positionOf(from));
  try {
    while (!signal.aborted) {
      // Asked before reading, so that nothing is missed in between.
      const more = journal?.changed(signal);
      const isOver = journal
        ? journal.isClosed
        : (await livingOwner(owner)) === undefined;
      for (const { event, cursor } of log.read()) {
        yield { ...event, cursor: String(cursor) };
        if (signal.aborted) {
          return;
        }
      }
      if (isOver) {
        return;
      }
      await (more ??
        setTimeout(POLL, undefined, { signal }).catch(() => undefined));
    }
  } finally {
    log.close();
  }
}

/** What is no cursor of ours is the beginning: better all events than none. */
function positionOf(cursor: Cursor): number {
  return /^\d{1,15}$/.test(cursor) ? Number(cursor) : 0;
}
