import { join } from 'node:path';
import type { Pipeline } from '../../../pipeline/model';
import { OwnedError, OwnerLock } from '../../../runs/owner-lock';
import { readSubmitted } from '../../../runs/read-submitted';
import { RunJournal } from '../../../runs/run-journal';
import type { RunRecord } from '../../../runs/run-record';
import { isEnded } from '../../../runs/run-status';
import type { RunStore } from '../../../runs/run-store';
import type { CachedStep } from '../../cache/cached-step';
import { DataResults } from '../../pods/results/data-results';
import { cacheOf } from '../cache-of';
import type { Clusters } from '../clusters';
import { workflowName } from '../compile/compile-run';
import { reachRun } from '../results/reach-run';
import { removeObjects } from '../run-objects';
import { RunBooks } from '../../recording/run-books';
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

/** How long a cluster that has refused is not asked again, in ms. */
const PATIENCE = 10_000;

/** The runs on clusters whose books this process keeps. */
export class FollowedRuns {
  private readonly _runs = new Map<string, Following>();
  private readonly _problems = new Map<string, Problem>();

  /** @param _runner - the path of the runner's program */
  constructor(
    private readonly _clusters: Clusters,
    private readonly _runner: string
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
    return this._runs.get(keyOf(store, id))?.journal;
  }

  /**
   * Takes over the books of a run that goes on, unless another process keeps
   * them; returns when they are open.
   *
   * @throws KubernetesError, EngineError, RunError
   */
  async attend(store: RunStore, id: string): Promise<void> {
    const key = keyOf(store, id);
    if (this._runs.has(key)) {
      return;
    }
    const problem = this._problems.get(key);
    if (problem && problem.until > performance.now()) {
      throw problem.error;
    }
    const record = await store.run(id).readRecord();
    if (isEnded(record.status)) {
      return;
    }
    const lock = await this.own(store, id);
    if (lock) {
      try {
        // It may have ended between the two looks.
        const latest = await store.run(id).readRecord();
        if (latest.status === 'running') {
          await this.follow(store, latest, lock);
        } else {
          if (latest.status === 'pending') {
            await this._abandon(store, latest);
          }
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

  /**
   * Keeps the books of a run whose workflow is made; the lock is released at
   * the end.
   *
   * @param cached - the steps that need no pod, where it has just been made
   */
  async follow(
    store: RunStore,
    record: RunRecord,
    lock: OwnerLock,
    cached: ReadonlyMap<string, CachedStep> = new Map()
  ): Promise<void> {
    const { client, namespace } = await this._clusters.of(record);
    const { journal, books, pipeline } = await openBooks(store, record, cached);
    const abort = new AbortController();
    const follower = new RunFollower({
      client,
      namespace,
      run: record.id,
      workflow: workflowName(record.id, record.attempt ?? 1),
      pipeline,
      books,
      results: new DataResults(
        store.run(record.id),
        () => reachRun(record, client, this._runner),
        abort.signal
      ),
      signal: abort.signal
    });
    const key = keyOf(store, record.id);
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

  /** Writes the books of a run that needs nothing of the cluster: all its steps are cached. */
  async settle(
    store: RunStore,
    record: RunRecord,
    lock: OwnerLock,
    cached: ReadonlyMap<string, CachedStep>
  ): Promise<void> {
    const { journal, books } = await openBooks(store, record, cached);
    try {
      await books.end('succeeded');
    } finally {
      await journal.close();
      await lock.release();
    }
  }

  /** Ends a run whose submission was broken off: its objects were not all made. */
  private async _abandon(store: RunStore, record: RunRecord): Promise<void> {
    const { client, namespace } = await this._clusters.of(record);
    await removeObjects(client, namespace, record.id);
    const journal = await RunJournal.open(store.run(record.id), record);
    try {
      for (const { step, status } of record.steps) {
        if (!isEnded(status)) {
          await journal.endStep(step, 'interrupted');
        }
      }
      await journal.end(
        'interrupted',
        'The run was not brought to the cluster'
      );
    } finally {
      await journal.close();
    }
  }

  /** Leaves the runs to go on by themselves. */
  async close(): Promise<void> {
    const all = [...this._runs.values()];
    all.forEach(each => each.abort.abort());
    await Promise.all(all.map(each => each.ended));
  }
}

function keyOf(store: RunStore, id: string): string {
  return join(store.path, id);
}

interface OpenBooks {
  readonly journal: RunJournal;
  readonly books: RunBooks;
  readonly pipeline: Pipeline;
}

async function openBooks(
  store: RunStore,
  record: RunRecord,
  cached: ReadonlyMap<string, CachedStep>
): Promise<OpenBooks> {
  const folder = store.run(record.id);
  const { notebook, pipeline } = await readSubmitted(folder);
  const cache = cacheOf(record, notebook, pipeline, store);
  const journal = await RunJournal.open(folder, record);
  const books = new RunBooks({ notebook, pipeline, store, journal, cache });
  await books.open();
  if (record.status === 'pending') {
    await journal.start();
    await books.takeCached(cached);
  }
  return { journal, books, pipeline };
}
