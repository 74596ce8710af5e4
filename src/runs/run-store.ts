import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './file-error';
import { ObjectStore } from './object-store';
import { livingOwner } from './owner-lock';
import { RunError } from './run-error';
import { RunFolder } from './run-folder';
import { isRunId } from './run-id';
import type { RunRecord } from './run-record';
import { isEnded } from './run-status';

/** A run in a list: its record, or why that cannot be read. */
export type ListedRun =
  | { readonly id: string; readonly record: RunRecord }
  | { readonly id: string; readonly problem: RunError };

/** The runs and objects of one store folder. */
export class RunStore {
  readonly objects: ObjectStore;

  constructor(readonly path: string) {
    this.objects = new ObjectStore(join(path, 'objects'));
  }

  /** The folder of what is kept of steps for later runs. */
  get cache(): string {
    return join(this.path, 'cache');
  }

  /** @throws RunError `no-such-run` for a text that cannot be an id */
  run(id: string): RunFolder {
    if (!isRunId(id)) {
      throw noSuchRun(id);
    }
    return new RunFolder(join(this.path, 'runs', id));
  }

  /** The ids of all runs, oldest first. */
  async ids(): Promise<string[]> {
    try {
      const names = await readdir(join(this.path, 'runs'));
      return names.filter(isRunId).sort();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') {
        return [];
      }
      throw error;
    }
  }

  async list(): Promise<ListedRun[]> {
    const ids = await this.ids();
    return Promise.all(ids.map(id => this._listed(id)));
  }

  /**
   * The id that a person means by its beginning.
   *
   * @throws RunError `no-such-run`, `ambiguous-run`
   */
  async find(beginning: string): Promise<string> {
    const ids = await this.ids();
    const fitting = ids.filter(id => id.startsWith(beginning));
    const [first] = fitting;
    if (ids.includes(beginning)) {
      return beginning;
    }
    if (first === undefined || beginning === '') {
      throw noSuchRun(beginning);
    }
    if (fitting.length > 1) {
      throw new RunError(
        'ambiguous-run',
        `${fitting.length} runs begin with '${beginning}'`,
        `Give more of the id: ${fitting.join(', ')}.`
      );
    }
    return first;
  }

  /**
   * What is known of a run. One of this machine that says it runs though nobody
   * runs it any more was interrupted, with all that it had not ended. One that
   * goes on elsewhere may be further than its books.
   *
   * @throws RunError `no-such-run`, `run-is-newer`, `run-is-damaged`
   */
  async read(id: string): Promise<RunRecord> {
    const folder = this.run(id);
    const record = await folder.readRecord();
    if (
      isEnded(record.status) ||
      record.engine !== 'local' ||
      (await livingOwner(folder.owner))
    ) {
      return record;
    }
    // It may have ended between the two looks.
    const latest = await folder.readRecord();
    return isEnded(latest.status) ? latest : interrupted(latest);
  }

  /**
   * Forgets a run, also one that cannot be read.
   *
   * @throws RunError `no-such-run`, `run-is-active`, `run-is-pinned`
   */
  async remove(id: string): Promise<void> {
    const folder = this.run(id);
    const owner = await livingOwner(folder.owner);
    if (owner) {
      throw new RunError(
        'run-is-active',
        `Run ${id} is being executed by process ${owner.pid} on ${owner.host}`,
        'Wait for its end, or cancel it.',
        { run: id }
      );
    }
    if (!(await this.ids()).includes(id)) {
      throw noSuchRun(id);
    }
    if (folder.isPinned) {
      throw new RunError(
        'run-is-pinned',
        `Run ${id} is pinned`,
        'Unpin it first: it was to be kept.'
      );
    }
    await folder.remove();
  }

  private async _listed(id: string): Promise<ListedRun> {
    try {
      return { id, record: await this.read(id) };
    } catch (error) {
      if (error instanceof RunError) {
        return { id, problem: error };
      }
      throw error;
    }
  }
}

function interrupted(record: RunRecord): RunRecord {
  return {
    ...record,
    status: 'interrupted',
    steps: record.steps.map(step =>
      isEnded(step.status) ? step : { ...step, status: 'interrupted' }
    )
  };
}

function noSuchRun(id: string): RunError {
  return new RunError(
    'no-such-run',
    `There is no run '${id}' here`,
    'Choose one of those that are listed.'
  );
}
