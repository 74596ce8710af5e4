import type { Cursor, Engine, RunHandle } from '../../engines/engine';
import { DEFAULT_ENGINE } from '../../engines/engines';
import type { RunStatus } from '../../runs/run-status';
import { RunStore } from '../../runs/run-store';
import { explained } from '../explained';
import { describeEnd } from './describe-end';
import { followRun, jsonFollower, textFollower } from './follow-run';
import { cancelOnSignal } from './signals';

/**
 * Shows what happens in a run up to its end; Ctrl-C cancels it.
 *
 * @param json - print one event a line
 * @param from - leave out what happened before
 * @returns how it came out
 */
export async function followToEnd(
  engine: Engine,
  handle: RunHandle,
  json = false,
  from: Cursor = ''
): Promise<RunStatus> {
  const release = cancelOnSignal(() => engine.cancel(handle), {
    goesOnElsewhere: engine.name !== DEFAULT_ENGINE
  });
  try {
    const events = engine.watch(handle, from, new AbortController().signal);
    const follower = json
      ? jsonFollower(process.stdout)
      : textFollower(process.stdout, process.stderr);
    const last = await explained(() => followRun(events, follower));
    const store = new RunStore(handle.place);
    const { status, error } = last ?? (await store.read(handle.id));
    if (error !== undefined) {
      console.error(`cellway: ${error}`);
    }
    if (!json && last) {
      console.log(describeEnd(last, store.run(handle.id).executed));
    }
    return status;
  } finally {
    release();
  }
}
