import type { RunStatus } from '../../runs/run-status';

/** How much there is of things, or is taken of them, by their names. */
export type Amounts = Readonly<Record<string, number>>;

/** A step as the scheduler sees it. What it says may change as others end. */
export interface Task {
  readonly id: string;
  /** The ids of the tasks that have to be done before. */
  readonly after: readonly string[];
  /** Whether it is to run at all; yes if absent. */
  readonly isWanted?: boolean;
  /** What it takes while it runs; nothing if absent. */
  readonly takes?: Amounts;
}

/** How a task that was started came out. */
export type TaskEnd = 'succeeded' | 'cached' | 'failed' | 'cancelled';

export interface ScheduleOptions {
  /** How many tasks run at the same time. */
  readonly workers: number;
  /** What there is for all tasks that run at the same time; a task that takes more runs alone. */
  readonly capacity?: Amounts;
  /** After a failure, run what does not depend on it; else nothing that stands below it. */
  readonly keepGoing: boolean;
  /** Cancels what runs, and all that is to come. */
  readonly signal: AbortSignal;
  /** Tasks that are done already. */
  readonly done?: ReadonlySet<string>;
  /** Runs a task; the signal says that it is to end. Does not reject. */
  start(id: string, signal: AbortSignal): Promise<TaskEnd>;
  /**
   * Called when a task has ended.
   *
   * @returns tasks that have to run once more, and with them all that wait for them
   */
  ended?(id: string): Iterable<string>;
  /** Called for each task that is never started. */
  leave(id: string, status: 'skipped' | 'cancelled'): Promise<void>;
}

/**
 * Runs tasks as soon as those before them are done, the upper ones of the
 * notebook first; with one worker that is the order of Run All.
 *
 * @param tasks - in the order of the notebook, each below those that it waits for
 */
export async function schedule(
  tasks: readonly Task[],
  options: ScheduleOptions
): Promise<RunStatus> {
  return new Scheduler(tasks, options).run();
}

interface RunningTask {
  readonly index: number;
  readonly takes: Amounts;
  readonly abort: AbortController;
  /** Set where it has to run once more, whatever comes out. */
  isOutdated?: boolean;
}

class Scheduler {
  private readonly _ends = new Map<string, TaskEnd>();
  private readonly _running = new Map<string, RunningTask>();

  constructor(
    private readonly _tasks: readonly Task[],
    private readonly _options: ScheduleOptions
  ) {
    _options.done?.forEach(id => this._ends.set(id, 'succeeded'));
  }

  async run(): Promise<RunStatus> {
    const { signal } = this._options;
    const cancel = (): void => {
      this._running.forEach(({ abort }) => abort.abort());
    };
    signal.addEventListener('abort', cancel);
    const ends = new Map<string, Promise<void>>();
    try {
      for (;;) {
        this._startReady(ends);
        if (ends.size === 0) {
          break;
        }
        await Promise.race(ends.values());
      }
    } finally {
      signal.removeEventListener('abort', cancel);
      await Promise.all(ends.values());
    }
    return this._leaveRest();
  }

  private _startReady(ends: Map<string, Promise<void>>): void {
    if (this._options.signal.aborted) {
      return;
    }
    const free = this._free();
    const limit = this._limit;
    for (const [index, task] of this._tasks.entries()) {
      if (index >= limit) {
        return;
      }
      if (this._isReady(task)) {
        const takes = this._takes(task);
        const kinds = Object.keys(takes);
        const lacking = kinds.filter(kind => takes[kind] > (free[kind] ?? 0));
        if (lacking.length === 0) {
          this._start(index, task, takes, ends);
          kinds.forEach(kind => (free[kind] = (free[kind] ?? 0) - takes[kind]));
        } else {
          // Kept for it, else those below would take it away again and again.
          lacking.forEach(kind => (free[kind] = 0));
        }
      }
    }
  }

  private get _whole(): Amounts {
    const { workers, capacity } = this._options;
    return { ...capacity, workers };
  }

  private _takes({ takes = {} }: Task): Amounts {
    const whole = this._whole;
    const kinds = Object.keys(takes);
    return kinds.some(kind => takes[kind] > (whole[kind] ?? 0))
      ? whole
      : { ...takes, workers: 1 };
  }

  private _free(): Record<string, number> {
    const free: Record<string, number> = { ...this._whole };
    for (const { takes } of this._running.values()) {
      for (const [kind, amount] of Object.entries(takes)) {
        free[kind] = (free[kind] ?? 0) - amount;
      }
    }
    return free;
  }

  private _isReady({ id, after, isWanted = true }: Task): boolean {
    return (
      isWanted &&
      !this._ends.has(id) &&
      !this._running.has(id) &&
      after.every(each => this._isDone(each))
    );
  }

  private _start(
    index: number,
    { id }: Task,
    takes: Amounts,
    ends: Map<string, Promise<void>>
  ): void {
    const abort = new AbortController();
    const running: RunningTask = { index, takes, abort };
    this._running.set(id, running);
    const end = this._options.start(id, abort.signal).then(status => {
      this._running.delete(id);
      ends.delete(id);
      if (!running.isOutdated) {
        this._ends.set(id, status);
      }
      for (const each of this._options.ended?.(id) ?? []) {
        this._runAgain(each);
      }
      this._stopBelowFailure();
    });
    ends.set(id, end);
  }

  private _runAgain(id: string): void {
    const outdated = new Set([id]);
    for (const task of this._tasks) {
      if (task.after.some(each => outdated.has(each))) {
        outdated.add(task.id);
      }
    }
    for (const each of outdated) {
      this._ends.delete(each);
      const running = this._running.get(each);
      if (running) {
        running.isOutdated = true;
        running.abort.abort();
      }
    }
    // They are ended for a failure that may not come again.
    for (const running of this._running.values()) {
      running.isOutdated ||= running.abort.signal.aborted;
    }
    for (const [each, end] of this._ends) {
      if (end === 'cancelled') {
        this._ends.delete(each);
      }
    }
  }

  /** Tasks from this place on are not to run: Run All would not have reached them. */
  private get _limit(): number {
    const failed = this._options.keepGoing
      ? -1
      : this._tasks.findIndex(({ id }) => this._ends.get(id) === 'failed');
    return failed < 0 ? Infinity : failed;
  }

  private _stopBelowFailure(): void {
    const limit = this._limit;
    for (const running of this._running.values()) {
      if (running.index > limit) {
        running.abort.abort();
      }
    }
  }

  private async _leaveRest(): Promise<RunStatus> {
    const cancelled = this._options.signal.aborted;
    for (const { id, isWanted = true } of this._tasks) {
      if (!this._ends.has(id)) {
        const status = cancelled && isWanted ? 'cancelled' : 'skipped';
        await this._options.leave(id, status);
      }
    }
    const ends = [...this._ends.values()];
    const isUndone = ({ id, isWanted = true }: Task): boolean =>
      isWanted && !this._isDone(id);
    return cancelled && this._tasks.some(isUndone)
      ? 'cancelled'
      : ends.includes('failed')
        ? 'failed'
        : 'succeeded';
  }

  private _isDone(id: string): boolean {
    const end = this._ends.get(id);
    return end === 'succeeded' || end === 'cached';
  }
}
