import { EventWriter } from './event-log';
import type { RunEvent } from './run-event';
import type { RunFolder } from './run-folder';
import type { RunRecord, StepRun } from './run-record';
import type { RunStatus } from './run-status';
import type { StepFailure } from './step-failure';

/**
 * Keeps what happens in a run: the record and the events, in step with each
 * other. Whoever reads an event finds what it tells in the record already.
 */
export class RunJournal {
  private _writing: Promise<void> = Promise.resolve();
  private readonly _listeners = new Set<() => void>();
  private readonly _begun = performance.now();
  private _isClosed = false;

  private constructor(
    private readonly _folder: RunFolder,
    private readonly _events: EventWriter,
    private _record: RunRecord
  ) {}

  static async open(folder: RunFolder, record: RunRecord): Promise<RunJournal> {
    const events = await EventWriter.open(folder.events);
    return new RunJournal(folder, events, record);
  }

  get record(): RunRecord {
    return this._record;
  }

  /** Whether all has been written that will be. */
  get isClosed(): boolean {
    return this._isClosed;
  }

  /** Resolves when there is something new to read, or the signal aborts. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const done = (): void => {
        this._listeners.delete(done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      this._listeners.add(done);
      signal.addEventListener('abort', done);
    });
  }

  async start(): Promise<void> {
    const { id, notebook, steps } = this._record;
    const time = now();
    await this._change({ status: 'running', started: time });
    this.tell([
      {
        type: 'start',
        time,
        id,
        notebook: notebook.path,
        steps: steps.map(each => each.step)
      }
    ]);
  }

  async startStep(step: string, tries: number): Promise<void> {
    const time = now();
    await this._changeStep({
      step,
      status: 'running',
      started: time,
      ...(tries > 1 && { tries })
    });
    this.tell([{ type: 'step', time, step, status: 'running' }]);
  }

  /** @param seconds - wall time; absent for a step that never began */
  async endStep(
    step: string,
    status: RunStatus,
    seconds?: number,
    error?: StepFailure
  ): Promise<void> {
    const time = now();
    const { started, tries } = this._stepRun(step);
    const end = {
      status,
      ...(seconds !== undefined && { seconds }),
      ...(error && { error })
    };
    await this._changeStep({
      step,
      ...(started !== undefined && { started, ended: time }),
      ...(tries !== undefined && { tries }),
      ...end
    });
    this.tell([{ type: 'step', time, step, ...end }]);
  }

  async end(status: RunStatus, error?: string): Promise<void> {
    const time = now();
    const seconds = rounded((performance.now() - this._begun) / 1000);
    const end = { status, seconds, ...(error !== undefined && { error }) };
    await this._change({ ...end, ended: time }, true);
    const { id, steps } = this._record;
    this.tell([
      {
        type: 'run',
        time,
        id,
        ...end,
        steps: steps.map(each => ({
          name: each.step,
          status: each.status,
          ...(each.seconds !== undefined && { seconds: each.seconds })
        }))
      }
    ]);
  }

  /** Appends events that change nothing in the record. */
  tell(events: readonly RunEvent[]): void {
    this._events.append(events);
    this._notify();
  }

  async close(): Promise<void> {
    try {
      await this._writing;
      await this._events.close();
    } finally {
      this._isClosed = true;
      this._notify();
    }
  }

  private _notify(): void {
    for (const listener of [...this._listeners]) {
      listener();
    }
  }

  private _stepRun(step: string): Partial<StepRun> {
    return this._record.steps.find(each => each.step === step) ?? {};
  }

  private async _changeStep(changed: StepRun): Promise<void> {
    const steps = this._record.steps.map(each =>
      each.step === changed.step ? changed : each
    );
    await this._change({ steps });
  }

  /** Writes follow each other, each of the latest state. */
  private async _change(
    change: Partial<RunRecord>,
    durable = false
  ): Promise<void> {
    this._record = { ...this._record, ...change };
    const write = (): Promise<void> =>
      this._folder.writeRecord(this._record, { durable });
    this._writing = this._writing.then(write, write);
    await this._writing;
  }
}

function now(): string {
  return new Date().toISOString();
}

/** Seconds to the microsecond. */
export function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
