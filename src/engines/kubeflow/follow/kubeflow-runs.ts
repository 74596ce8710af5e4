import { existsSync } from 'node:fs';
import type { OwnerLock } from '../../../runs/owner-lock';
import { readSubmitted } from '../../../runs/read-submitted';
import { RunJournal } from '../../../runs/run-journal';
import type { RunRecord } from '../../../runs/run-record';
import type { RunStore } from '../../../runs/run-store';
import { explainFullDisk } from '../../pods/reasons/full-disk';
import { endUnsubmitted, FollowedRuns } from '../../recording/followed-runs';
import { RunBooks } from '../../recording/run-books';
import type { Servers } from '../servers';
import { RunFollower } from './run-follower';

/** The runs on Kubeflow whose books this process keeps. */
export class KubeflowRuns extends FollowedRuns {
  /** @param _every - how often it is looked after runs, in ms */
  constructor(
    private readonly _servers: Servers,
    private readonly _every: number
  ) {
    super();
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
    const books = new RunBooks({
      notebook,
      pipeline,
      store,
      journal,
      explain: failure => explainFullDisk(failure)
    });
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
      every: this._every,
      isCancelled: () => existsSync(folder.cancel)
    });
    const follow = (): Promise<void> => follower.follow();
    this.keep({ store, journal, abort, lock, follow });
  }

  protected override async takeUp(
    store: RunStore,
    record: RunRecord,
    lock: OwnerLock
  ): Promise<boolean> {
    const submitted = await this._submitted(store, record);
    if (submitted) {
      await this.follow(store, submitted, lock);
    } else {
      const message = 'The run was not brought to Kubeflow';
      await endUnsubmitted(store, record, message);
    }
    return submitted !== undefined;
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
    if (!found) {
      return undefined;
    }
    const known = { ...made, run: found.run_id };
    const again = { ...record, options: { ...options, made: known } };
    await store.run(record.id).writeRecord(again, { durable: true });
    return again;
  }
}
