import { stat } from 'node:fs/promises';
import { RunError } from './run-error';
import type { RunRecord } from './run-record';
import { isEnded } from './run-status';
import type { ListedRun, RunStore } from './run-store';

/**
 * Lists the runs of a notebook. Keeps the records of those that have ended,
 * since most of a list is the same each time.
 */
export class NotebookRuns {
  /** By the path of the record. */
  private readonly _kept = new Map<string, KeptRecord>();

  /**
   * The latest runs, newest first; behind them those whose record cannot be
   * read, which may be of any notebook.
   *
   * @param notebook - the path by which it was submitted
   */
  async latest(
    store: RunStore,
    notebook: string,
    limit: number
  ): Promise<ListedRun[]> {
    const ids = await store.ids();
    const all = await Promise.all(ids.map(id => this._read(store, id)));
    this._forgetOthers(store, ids);
    const known = all
      .filter(each => each !== undefined && 'record' in each)
      .filter(({ record }) => record.notebook.path === notebook)
      .sort((a, b) => (a.record.created < b.record.created ? 1 : -1));
    const unknown = all.filter(each => each !== undefined && 'problem' in each);
    return [...known, ...unknown].slice(0, limit);
  }

  private async _read(
    store: RunStore,
    id: string
  ): Promise<ListedRun | undefined> {
    const { record: path, marks } = store.run(id);
    try {
      const stamp = `${await stampOf(path)} ${await stampOf(marks)}`;
      const kept = this._kept.get(path);
      if (kept && kept.stamp === stamp) {
        return { id, record: kept.record };
      }
      const record = await store.read(id);
      // Whether one is interrupted depends on more than its record.
      if (isEnded(record.status) && record.status !== 'interrupted') {
        this._kept.set(path, { store: store.path, stamp, record });
      }
      return { id, record };
    } catch (error) {
      if (!(error instanceof RunError)) {
        throw error;
      }
      // It may have been removed since it was listed.
      return error.code === 'no-such-run' ? undefined : { id, problem: error };
    }
  }

  private _forgetOthers(store: RunStore, ids: readonly string[]): void {
    const paths = new Set(ids.map(id => store.run(id).record));
    for (const [path, kept] of this._kept) {
      if (kept.store === store.path && !paths.has(path)) {
        this._kept.delete(path);
      }
    }
  }
}

interface KeptRecord {
  readonly store: string;
  readonly stamp: string;
  readonly record: RunRecord;
}

/** Changes with the file; '' where there is none. */
async function stampOf(path: string): Promise<string> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found ? `${found.ino}:${found.size}:${found.mtimeNs}` : '';
}
