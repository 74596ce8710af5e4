import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { OwnedError, OwnerLock } from '../../runs/owner-lock';
import { RunJournal } from '../../runs/run-journal';
import type { RunRecord } from '../../runs/run-record';
import { isEnded } from '../../runs/run-status';
import type { RunStore } from '../../runs/run-store';
import type { Cursor, WatchedEvent } from '../engine';
import { watchRun } from './watch-run';

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

/** What is followed: the books, and what writes them until the run ends or the signal comes. */
export interface Followed {
  readonly store: RunStore;
  readonly journal: RunJournal;
  readonly abort: AbortController;
  /** Released when the books are closed. */
  readonly lock: OwnerLock;
  readonly follow: () => Promise<void>;
}

/** How long a cluster that has refused is not asked again, in ms. */
const PATIENCE = 10_000;

/** How often it is looked whether somebody keeps the books, in ms. */
const POLL = 100;

/** The runs that go on elsewhere, and whose books this process keeps. */
export abstract class FollowedRuns {
  private readonly _runs = new Map<string, Following>();
  private readonly _problems = new Map<string, Problem>();

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
   * @throws EngineError, RunError, and what the place of the run answers
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
        if (
          isEnded(latest.status) ||
          !(await this.takeUp(store, latest, lock))
        ) {
          await lock.release();
        }
      } catch (error) {
        await lock.release();
        throw error;
      }
    }
  }

  /**
   * Watches a run, whoever keeps its books; takes them over where whoever kept
   * them has gone away.
   *
   * @throws as `attend`
   */
  async *watch(
    store: RunStore,
    id: string,
    from: Cursor,
    signal: AbortSignal
  ): AsyncGenerator<WatchedEvent> {
    let cursor = from;
    while (!signal.aborted) {
      await this.attend(store, id);
      const journal = this.journal(store, id);
      for await (const event of watchRun(store, id, cursor, signal, journal)) {
        ({ cursor } = event);
        yield event;
      }
      const { status } = await store.read(id);
      if (isEnded(status)) {
        return;
      }
      await setTimeout(POLL);
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

  /** Leaves the runs to go on by themselves. */
  async close(): Promise<void> {
    const all = [...this._runs.values()];
    all.forEach(each => each.abort.abort());
    await Promise.all(all.map(each => each.ended));
  }

  /**
   * Follows a run from where its books end, or ends these.
   *
   * @returns whether it is followed
   */
  protected abstract takeUp(
    store: RunStore,
    record: RunRecord,
    lock: OwnerLock
  ): Promise<boolean>;

  /** Has the books of a run written until it ends. */
  protected keep({ store, journal, abort, lock, follow }: Followed): void {
    const key = keyOf(store, journal.record.id);
    const ended = follow()
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
}

/** Ends the books of a run that has come nowhere: its submission was broken off. */
export async function endUnsubmitted(
  store: RunStore,
  record: RunRecord,
  message: string
): Promise<void> {
  const journal = await RunJournal.open(store.run(record.id), record);
  try {
    for (const { step, status } of record.steps) {
      if (!isEnded(status)) {
        await journal.endStep(step, 'interrupted');
      }
    }
    await journal.end('interrupted', message);
  } finally {
    await journal.close();
  }
}

function keyOf(store: RunStore, id: string): string {
  return join(store.path, id);
}
