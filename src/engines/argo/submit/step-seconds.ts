import { RunError } from '../../../runs/run-error';
import type { RunRecord } from '../../../runs/run-record';
import type { RunStore } from '../../../runs/run-store';

/** How many runs are looked through, from the last one back. */
const MOST = 20;

/**
 * How long the steps of a notebook took when they ran last, on whatever
 * engine, in seconds, by their ids. What came from the cache did not run.
 *
 * @param run - whose notebook and steps are meant
 */
export async function stepSeconds(
  store: RunStore,
  { notebook, pipeline }: Pick<RunRecord, 'notebook' | 'pipeline'>
): Promise<ReadonlyMap<string, number>> {
  const wanted = pipeline.steps.map(each => each.id);
  const found = new Map<string, number>();
  const ids = await store.ids();
  for (const id of ids.reverse().slice(0, MOST)) {
    if (wanted.every(each => found.has(each))) {
      break;
    }
    const record = await readRecord(store, id);
    if (record?.notebook.path !== notebook.path) {
      continue;
    }
    for (const { step, status, seconds } of record.steps) {
      if (status === 'succeeded' && seconds !== undefined && !found.has(step)) {
        found.set(step, seconds);
      }
    }
  }
  return found;
}

/** @returns undefined where it cannot be read: then it tells nothing */
async function readRecord(
  store: RunStore,
  id: string
): Promise<RunRecord | undefined> {
  try {
    return await store.run(id).readRecord();
  } catch (error) {
    if (error instanceof RunError) {
      return undefined;
    }
    throw error;
  }
}
