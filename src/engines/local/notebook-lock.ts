import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { livingOwner, OwnedError, OwnerLock } from '../../runs/owner-lock';
import type { RunRecord } from '../../runs/run-record';
import type { RunStore } from '../../runs/run-store';
import { EngineError } from '../engine-error';

/**
 * Makes a run the only one of its notebook: two at once would write the same
 * files, and each might read what the other has half written.
 *
 * @throws EngineError `run-is-active`, which names the other run
 */
export async function lockNotebook(
  store: RunStore,
  { id, notebook: { path } }: RunRecord
): Promise<OwnerLock> {
  const real = await realpath(path).catch(() => path);
  const name = createHash('sha256').update(real).digest('hex').slice(0, 32);
  const lock = join(store.path, 'notebooks', `${name}.json`);
  await mkdir(dirname(lock), { recursive: true, mode: 0o700 });
  try {
    return await OwnerLock.take(lock);
  } catch (error) {
    if (error instanceof OwnedError) {
      const other = await activeRun(store, path, id);
      const { pid, host } = error.owner;
      throw new EngineError(
        'run-is-active',
        `${basename(path)} is being run already: ${other === undefined ? '' : `run ${other}, `}by process ${pid} on ${host}`,
        'Wait for its end, or cancel it.',
        { run: other }
      );
    }
    throw error;
  }
}

/** The latest run of a notebook that is being executed, other than `own`. */
async function activeRun(
  store: RunStore,
  path: string,
  own: string
): Promise<string | undefined> {
  const ids = (await store.ids()).filter(id => id !== own);
  for (const id of ids.reverse()) {
    const folder = store.run(id);
    if (await livingOwner(folder.owner).catch(() => undefined)) {
      const record = await folder.readRecord().catch(() => undefined);
      if (record?.notebook.path === path) {
        return id;
      }
    }
  }
  return undefined;
}
