import { join } from 'node:path';
import { OwnedError, OwnerLock } from '../../../runs/owner-lock';
import { readSubmitted } from '../../../runs/read-submitted';
import { RunJournal } from '../../../runs/run-journal';
import type { RunRecord } from '../../../runs/run-record';
import { isEnded } from '../../../runs/run-status';
import type { RunStore } from '../../../runs/run-store';
import { RunBooks } from '../../recording/run-books';
import type { Servers } from '../servers';
import { RunFollower } from './run-follower';

interface Following {
  readonly store: RunStore;
  readonly journal: RunJournal;
  readonly abort: AbortController;
  /** Resolves when the books are closed. */
  readonly ended: Promise<void>;
}

/** Why a run could not be followed any more; so it is told for a while. */
interface Problem {
  readonly error: unknown;
  /** In ms. */
  readonly until: number;
}

/** How long a server that has refused is not asked again, in ms. */
const PATIENCE = 10_000;

/** The runs on Kubeflow whose books this process keeps. */
export class FollowedRuns {
  private readonly _runs = new Map<string, Following>();
  private readonly _problems = new Map<string, Problem>();

  /** @param _every - how often it is looked after runs, in ms */
  constructor(
    private readonly _servers: Servers,
    private readonly _every: number
  ) {}

  /** The runs, with the path of the store that each is recorded in. */
  get all(): { readonly id: string; readonly place: string }[] {
    return [...this._runs.values()].map(({ store, journal }) => ({
      id: journal.record.id,
      place: store.path
    }));
  }

  /** The books of a run that are kept here. */
  journal(store: RunStore, id: string): RunJournal | undefined {
    return this._runs.get(join(store.path, id))?.journal;
  }

  /**
   * Takes over the books of a run that goes on, unless another process keeps
   * them; returns when they are open.
   *
   * @throws KubeflowError, EngineError, RunError
   */
  async attend(store: RunStore, id: string): Promise<void> {
    const key = join(store.path, id);
    const problem = this._problems.get(key);
    if (this._runs.has(key)) {
      return;
    }
    if (problem && problem.until > performance.now()) {
      throw problem.error;
    }
    if (isEnded((await store.run(id).readRecord()).status)) {
      return;
    }
    const lock = await this.own(store, id);
    if (lock) {
      try {
        // It may have ended between the two looks.
        const latest = await store.run(id).readRecord();
        const record = isEnded(latest.status)
          ? undefined
          : await this._submitted(store, latest);
        if (record) {
          await this.follow(store, record, lock);
        } else {
          await lock.release();
        }
      } catch (error) {
        await lock.release();
        throw error;
      }
    }
  }

  /** @returns undefined where a process keeps its books already */
  async own(store: RunStore, id: string): Promise<OwnerLock | undefined> {
    try {
      return await OwnerLock.take(store.run(id).owner);
    } catch (error) {
      if (error instanceof OwnedError) {
        return undefined;
      }
      throw error;
    }
  }

  /** Keeps the books of a run that is submitted; the lock is released at the end. */
  async follow(
    store: RunStore,
    record: RunRecord,
    lock: OwnerLock
  ): Promise<void> {
    const { client, made, options } = await this._servers.of(record);
    const cluster = await this._servers.cluster(options);
    const folder = store.run(record.id);
    const { notebook, pipeline } = await readSubmitted(folder);
    const journal = await RunJournal.open(folder, record);
    const books = new RunBooks({ notebook, pipeline, store, journal });
    await books.open();
    if (record.status === 'pending') {
      await journal.start();
    }
    const abort = new AbortController();
    const follower = new RunFollower({
      client,
      run: made.run ?? '',
      pipeline,
      tasks: made.tasks,
      books,
      cluster,
      signal: abort.signal,
      every: this._every
    });
    const key = join(store.path, record.id);
    const ended = follower
      .follow()
      .catch((error: unknown) => {
        const until = performance.now() + PATIENCE;
        this._problems.set(key, { error, until });
      })
      .finally(async () => {
        this._runs.delete(key);
        await journal.close().catch(() => undefined);
        await lock.release();
      });
    this._runs.set(key, { store, journal, abort, ended });
  }

  /** A run whose submission was broken off may have come to the server all the same. */
  private async _submitted(
    store: RunStore,
    record: RunRecord
  ): Promise<RunRecord | undefined> {
    const { client, made, options } = await this._servers.of(record);
    if (made.run !== undefined) {
      return record;
    }
    const { name, experiment } = made;
    const found = await client.runNamed(name, experiment, options.namespace);
    const folder = store.run(record.id);
    if (found) {
      const known = { ...made, run: found.run_id };
      const again = { ...record, options: { ...options, made: known } };
      await folder.writeRecord(again, { durable: true });
      return again;
    }
    const journal = await RunJournal.open(folder, record);
    try {
      for (const { step } of record.steps) {
        await journal.endStep(step, 'interrupted');
      }
      await journal.end('interrupted', 'The run was not brought to Kubeflow');
    } finally {
      await journal.close();
    }
    return undefined;
  }

  /** Leaves the runs to go on by themselves. */
  async close(): Promise<void> {
    const all = [...this._runs.values()];
    all.forEach(each => each.abort.abort());
    await Promise.all(all.map(each => each.ended));
  }
}
