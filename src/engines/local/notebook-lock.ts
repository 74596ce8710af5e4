import { createHash } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { livingOwner, OwnedError, OwnerLock } from '../../runs/owner-lock';
import type { RunRecord } from '../../runs/run-record';
import { isEnded } from '../../runs/run-status';
import type { RunStore } from '../../runs/run-store';
import { EngineError } from '../engine-error';

/** How long a process may take to leave a notebook whose run it has told to have ended, in ms. */
const PATIENCE = 5_000;

/** How often it is looked whether it has, in ms. */
const POLL = 50;

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
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await OwnerLock.take(lock);
    } catch (error) {
      if (!(error instanceof OwnedError)) {
        throw error;
      }
      const other = await activeRun(store, path, id);
      const goesOn = other !== undefined && !isEnded(other.status);
      if (goesOn || performance.now() > until) {
        const { pid, host } = error.owner;
        throw new EngineError(
          'run-is-active',
          `${basename(path)} is being run already: ${other === undefined ? '' : `run ${other.id}, `}by process ${pid} on ${host}`,
          'Wait for its end, or cancel it.',
          { run: other?.id }
        );
      }
    }
    await setTimeout(POLL);
  }
}

/** The latest run of a notebook that is being executed, other than `own`. */
async function activeRun(
  store: RunStore,
  path: string,
  own: string
): Promise<RunRecord | undefined> {
  const ids = (await store.ids()).filter(id => id !== own);
  for (const id of ids.reverse()) {
    const folder = store.run(id);
    if (await livingOwner(folder.owner).catch(() => undefined)) {
      const record = await folder.readRecord().catch(() => undefined);
      if (record?.notebook.path === path) {
        return record;
      }
    }
  }
  return undefined;
}
