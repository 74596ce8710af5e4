import type { Pipeline } from '../../../pipeline/model';
import type { OwnerLock } from '../../../runs/owner-lock';
import { readSubmitted } from '../../../runs/read-submitted';
import { RunJournal } from '../../../runs/run-journal';
import type { RunRecord } from '../../../runs/run-record';
import type { RunStore } from '../../../runs/run-store';
import type { CachedStep } from '../../cache/cached-step';
import { explainFullDisk } from '../../pods/reasons/full-disk';
import { DataResults } from '../../pods/results/data-results';
import { endUnsubmitted, FollowedRuns } from '../../recording/followed-runs';
import { RunBooks } from '../../recording/run-books';
import { cacheOf } from '../cache-of';
import type { Clusters } from '../clusters';
import { workflowName } from '../compile/compile-run';
import { fullClaim } from '../results/full-claim';
import { reachRun } from '../results/reach-run';
import { removeObjects } from '../run-objects';
import { RunFollower } from './run-follower';

/** The runs on clusters with Argo whose books this process keeps. */
export class ArgoRuns extends FollowedRuns {
  /** @param _runner - the path of the runner's program */
  constructor(
    private readonly _clusters: Clusters,
    private readonly _runner: string
  ) {
    super();
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
    const follow = (): Promise<void> => follower.follow();
    this.keep({ store, journal, abort, lock, follow });
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

  protected override async takeUp(
    store: RunStore,
    record: RunRecord,
    lock: OwnerLock
  ): Promise<boolean> {
    if (record.status === 'running') {
      await this.follow(store, record, lock);
      return true;
    }
    // Its objects were not all made.
    const { client, namespace } = await this._clusters.of(record);
    await removeObjects(client, namespace, record.id);
    await endUnsubmitted(
      store,
      record,
      'The run was not brought to the cluster'
    );
    return false;
  }
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
  const claim = fullClaim(record);
  const books = new RunBooks({
    notebook,
    pipeline,
    store,
    journal,
    cache,
    explain: failure => explainFullDisk(failure, claim)
  });
  await books.open();
  if (record.status === 'pending') {
    await journal.start();
    await books.takeCached(cached);
  }
  return { journal, books, pipeline };
}
