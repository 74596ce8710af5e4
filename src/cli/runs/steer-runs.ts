import type { Cursor, Engine, RunHandle } from '../../engines/engine';
import { isEnded } from '../../runs/run-status';
import { withEngineOf } from '../engines';
import { explained } from '../explained';
import { followToEnd } from '../run/follow-to-end';
import { findRun } from './open-store';

/** Ends runs, whichever process executes them. */
export async function cancelRuns(words: readonly string[]): Promise<void> {
  for (const word of words) {
    const { store, id } = await findRun(process.cwd(), word);
    const before = await explained(() => store.read(id));
    await withEngineOf(store, id, (engine, handle) =>
      explained(() => engine.cancel(handle))
    );
    const { status } = await explained(() => store.read(id));
    console.log(
      isEnded(before.status)
        ? `${id} has ended already: ${status}`
        : `${id} ${status}`
    );
  }
}

/**
 * Runs what is left of a run, and shows it.
 *
 * @returns the exit code
 */
export async function resumeRun(
  [word = '']: readonly string[],
  json: boolean
): Promise<number> {
  const { store, id } = await findRun(process.cwd(), word);
  return withEngineOf(store, id, async (engine, handle) => {
    const { status: before } = await explained(() => store.read(id));
    // One that is being executed is refused; its events are not waited for.
    const from = isEnded(before) ? await endOfEvents(engine, handle) : '';
    await explained(() => engine.resume(handle));
    const status = await followToEnd(engine, handle, json, from);
    return status === 'succeeded' ? 0 : 1;
  });
}

/** The cursor behind all that has happened so far. */
async function endOfEvents(engine: Engine, run: RunHandle): Promise<Cursor> {
  let last: Cursor = '';
  const { signal } = new AbortController();
  for await (const { cursor } of engine.watch(run, '', signal)) {
    last = cursor;
  }
  return last;
}
