import { RunStore } from '../../runs/run-store';
import { findStore } from '../../runs/store-folder';
import { CallError } from '../command';
import { explained } from '../explained';

/** The store of a folder; undefined where nothing has run yet. */
export async function storeAt(folder: string): Promise<RunStore | undefined> {
  const path = await findStore(folder);
  return path === undefined ? undefined : new RunStore(path);
}

/**
 * Finds the run that a person means by the beginning of its id.
 *
 * @throws CallError where there is none, or several
 */
export async function findRun(
  folder: string,
  beginning: string
): Promise<{ store: RunStore; id: string }> {
  const store = await storeAt(folder);
  if (store === undefined) {
    throw new CallError(`Nothing has run yet in ${folder}.`);
  }
  return explained(async () => ({ store, id: await store.find(beginning) }));
}
