import { EventWriter } from './event-log';
import type { RunEvent } from './run-event';
import type { RunFolder } from './run-folder';
import type { RunRecord, StepRun } from './run-record';
import type { RunStatus } from './run-status';
import type { StepFailure } from './step-failure';

/**
 * How long what happens may wait until it is written together with what comes
 * next, in ms. Steps may take less than to write a file does.
 */
const DELAY = 50;

/** How much of the time may be spent on writing, as long as nothing waits for longer than this, in ms. */
const EFFORT = 0.1;
const MOST = 500;

/**
 * Keeps what happens in a run: the record and the events, in step with each
 * other. Whoever reads an event finds what it tells in the record already.
 */
export class RunJournal {
  private _writing: Promise<void> = Promise.resolve();
  private _timer: NodeJS.Timeout | undefined;
  /** When it is to be written again, in ms. */
  private _next = 0;
  /** Events that are not written yet. */
  private readonly _told: RunEvent[] = [];
  /** Whether the record has changed since it was written. */
  private _isBehind = false;
  private readonly _listeners = new Set<() => void>();
  /** When the run began, in ms. */
  private readonly _begun: number;
  private _isClosed = false;

  private constructor(
    private readonly _folder: RunFolder,
    private readonly _events: EventWriter,
    private _record: RunRecord
  ) {
    const { status, started } = _record;
    // Of a run that goes on, another process may have kept the books so far.
    const past =
      status === 'running' && started !== undefined
        ? Math.max(0, Date.now() - Date.parse(started))
        : 0;
    this._begun = performance.now() - past;
  }

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
    const time = now();
    const { id, notebook, steps } = this._record;
    await this._change({ status: 'running', started: time }, [
      {
        type: 'start',
        time,
        id,
        notebook: notebook.path,
        steps: steps.map(each => each.step)
      }
    ]);
  }

  /** @param started - where it has begun before now */
  async startStep(step: string, tries: number, started = now()): Promise<void> {
    const time = now();
    const status = 'running';
    await this._changeStep(
      { step, status, started, ...(tries > 1 && { tries }) },
      { type: 'step', time, step, status }
    );
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
    await this._changeStep(
      {
        step,
        ...(started !== undefined && { started, ended: time }),
        ...(tries !== undefined && { tries }),
        ...end
      },
      { type: 'step', time, step, ...end }
    );
  }

  /** When it resolves, the disk has the record. */
  async end(status: RunStatus, error?: string): Promise<void> {
    const time = now();
    const seconds = rounded((performance.now() - this._begun) / 1000);
    const end = { status, seconds, ...(error !== undefined && { error }) };
    const { id, steps } = this._record;
    const event: RunEvent = {
      type: 'run',
      time,
      id,
      ...end,
      steps: steps.map(each => ({
        name: each.step,
        status: each.status,
        ...(each.seconds !== undefined && { seconds: each.seconds })
      }))
    };
    this._note({ ...end, ended: time }, [event]);
    await this._write(true);
  }

  /** Appends events that change nothing in the record. */
  tell(events: readonly RunEvent[]): void {
    this._told.push(...events);
    this._writeLater();
  }

  async close(): Promise<void> {
    try {
      await this._write();
    } finally {
      this._isClosed = true;
      await this._events.close();
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

  private async _changeStep(changed: StepRun, event: RunEvent): Promise<void> {
    const steps = this._record.steps.map(each =>
      each.step === changed.step ? changed : each
    );
    await this._change({ steps }, [event]);
  }

  private async _change(
    change: Partial<RunRecord>,
    events: readonly RunEvent[]
  ): Promise<void> {
    this._note(change, events);
    if (this._next <= performance.now()) {
      await this._write();
    } else {
      this._writeLater();
    }
  }

  private _note(change: Partial<RunRecord>, events: readonly RunEvent[]): void {
    this._record = { ...this._record, ...change };
    this._isBehind = true;
    this._told.push(...events);
  }

  private _writeLater(): void {
    this._timer ??= setTimeout(
      () => {
        // What cannot be written stays, and is told when the next change cannot be, either.
        this._write().catch(() => undefined);
      },
      Math.max(0, this._next - performance.now())
    );
  }

  /** Writes follow each other, each of the latest state. */
  private _write(durable = false): Promise<void> {
    clearTimeout(this._timer);
    this._timer = undefined;
    const write = async (): Promise<void> => {
      const begun = performance.now();
      const { length } = this._told;
      if (this._isBehind || durable) {
        const record = this._record;
        await this._folder.writeRecord(record, { durable });
        this._isBehind = record !== this._record;
      }
      this._events.append(this._told.slice(0, length));
      this._told.splice(0, length);
      const now = performance.now();
      const rest = (now - begun) / EFFORT;
      this._next = now + Math.min(Math.max(rest, DELAY), MOST);
      this._notify();
    };
    this._writing = this._writing.then(write, write);
    return this._writing;
  }
}

function now(): string {
  return new Date().toISOString();
}

/** Seconds to the microsecond. */
export function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
