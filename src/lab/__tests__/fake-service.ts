import type {
  ActiveRuns,
  Health,
  MarkChange,
  MetricsOfRuns,
  NewRun,
  RunEvent,
  RunList,
  RunRecord,
  RunStatus,
  WatchedEvent
} from '../../service/api/runs';
import type { Examples, Finding } from '../../service/api/surroundings';
import type { IClusterCalls } from '../api/clusters';
import { Signal } from '@lumino/signaling';
import type {
  IService,
  RunPlace,
  RunRequests,
  StartedRun
} from '../api/service';
import { ServiceError } from '../api/service-error';

const TIME = '2026-01-02T03:04:05.000Z';

/** The record of a run with two steps, `load` of cells 0 and 1, and `train` of cell 2. */
export function runRecord(
  id: string,
  status: RunStatus,
  more: Partial<RunRecord> = {}
): RunRecord {
  return {
    format: 1,
    id,
    engine: 'local',
    notebook: { path: '/home/me/work/a.ipynb', hash: '' },
    pipeline: {
      steps: [
        { id: 'load', name: 'load', cells: [0, 1], after: [] },
        { id: 'train', name: 'train', cells: [2], after: ['load'] }
      ]
    },
    parameters: {},
    keepGoing: false,
    status,
    created: TIME,
    steps: [
      { step: 'load', status },
      { step: 'train', status }
    ],
    ...more
  };
}

/** Events of a run, without the time. */
export type FakeEvent = RunEvent extends infer Each
  ? Each extends RunEvent
    ? Omit<Each, 'time'>
    : never
  : never;

export const START: FakeEvent = {
  type: 'start',
  id: 'r1',
  notebook: 'a.ipynb',
  steps: ['load', 'train']
};

export function ended(status: RunStatus): FakeEvent {
  return { type: 'run', id: 'r1', status, seconds: 2, steps: [] };
}

export function withTime(event: FakeEvent): RunEvent {
  return { time: TIME, ...event } as RunEvent;
}

/** A broken connection, instead of an event. */
export const BROKEN = Symbol('broken');

/** A service with runs in memory, whose events a test pushes. */
export class FakeService implements IService {
  /** Tests of artifacts set what they need of it. */
  readonly ofRuns = {} as RunRequests;
  /** Tests of clusters too. */
  readonly clusters = {} as IClusterCalls;
  readonly calls: string[] = [];
  readonly started = new Signal<this, StartedRun>(this);
  readonly records = new Map<string, RunRecord>();
  submitted: NewRun | undefined;
  /** The next call fails with it. */
  failure: ServiceError | undefined;
  notebookText = '{"cells": []}';
  metricsOfRuns: MetricsOfRuns = {};
  private readonly _events: (FakeEvent | typeof BROKEN)[] = [];
  private _wake: (() => void)[] = [];
  private _isOver = false;

  /** Lets watchers hear of events; behind the last one, with `end`, that it is over. */
  push(...events: (FakeEvent | typeof BROKEN)[]): void {
    this._events.push(...events);
    this._awaken();
  }

  end(record: RunRecord): void {
    this.records.set(record.id, record);
    this._isOver = true;
    this._awaken();
  }

  goOn(): void {
    this._isOver = false;
  }

  async health(): Promise<Health> {
    return { version: '0', pid: 1, node: '24' };
  }

  async findings(): Promise<readonly Finding[]> {
    return [];
  }

  async copyExamples(): Promise<Examples> {
    return { notebook: 'examples/a.ipynb' };
  }

  async runs(notebook: string): Promise<RunList> {
    this._call(`runs ${notebook}`);
    return [...this.records.values()].reverse();
  }

  async activeRuns(): Promise<ActiveRuns> {
    this._call('active');
    return [...this.records.values()]
      .filter(each => ['pending', 'running'].includes(each.status))
      .map(run => ({ notebook: 'a.ipynb', run }));
  }

  async metrics(notebook: string): Promise<MetricsOfRuns> {
    this._call(`metrics ${notebook}`);
    return this.metricsOfRuns;
  }

  async submit(run: NewRun): Promise<RunRecord> {
    this._call(`submit ${run.notebook.path}`);
    this.submitted = run;
    const record = runRecord(run.id, 'pending');
    this.records.set(run.id, record);
    const place = { id: run.id, notebook: run.notebook.path };
    this.started.emit({ place, record });
    return record;
  }

  async run({ id }: RunPlace): Promise<RunRecord> {
    this._call(`run ${id}`);
    const record = this.records.get(id);
    if (!record) {
      throw noSuchRun();
    }
    return record;
  }

  hasSubmitted(id: string): boolean {
    return this.submitted?.id === id;
  }

  async *events(
    { id, notebook }: RunPlace,
    from: string,
    signal: AbortSignal
  ): AsyncGenerator<WatchedEvent> {
    this._call(`events ${id} ${notebook} ${from}`);
    for (let i = Number(from); ; i++) {
      while (i >= this._events.length) {
        if (this._isOver || signal.aborted) {
          return;
        }
        await new Promise<void>(resolve => {
          this._wake.push(resolve);
          signal.addEventListener('abort', () => resolve());
        });
      }
      const event = this._events[i];
      if (event === BROKEN) {
        // It is broken once; the next time the event is passed over.
        this._events.splice(i, 1);
        throw new TypeError('network error');
      }
      if (event) {
        yield { ...withTime(event), cursor: String(i + 1) };
      }
    }
  }

  async executedNotebook({ id }: RunPlace): Promise<string> {
    this._call(`notebook ${id}`);
    return this.notebookText;
  }

  async sourceNotebook({ id }: RunPlace): Promise<string> {
    this._call(`source ${id}`);
    return this.notebookText;
  }

  async mark({ id }: RunPlace, change: MarkChange): Promise<RunRecord> {
    this._call(`mark ${id} ${JSON.stringify(change)}`);
    const { name, note, pinned } = change;
    const record = {
      ...(await this.run({ id, notebook: '' })),
      marks: { name, note, ...(pinned && { pinned: true as const }) }
    };
    this.records.set(id, record);
    return record;
  }

  async cancel({ id, notebook }: RunPlace): Promise<void> {
    this._call(`cancel ${id} ${notebook}`);
  }

  async resume({ id, notebook }: RunPlace): Promise<void> {
    this._call(`resume ${id} ${notebook}`);
  }

  async remove({ id }: RunPlace): Promise<void> {
    this._call(`remove ${id}`);
    this.records.delete(id);
  }

  private _call(call: string): void {
    this.calls.push(call);
    const { failure } = this;
    if (failure) {
      this.failure = undefined;
      throw failure;
    }
  }

  private _awaken(): void {
    this._wake.splice(0).forEach(each => each());
  }
}

export function noSuchRun(): ServiceError {
  return new ServiceError(404, {
    code: 'no-such-run',
    message: 'There is no such run.',
    hint: 'Look at the list.'
  });
}

export function serviceDown(): ServiceError {
  return new ServiceError(503, {
    code: 'service-down',
    message: 'The service does not run.',
    hint: 'Look at its log.'
  });
}

/** Waits until something holds that promises bring about. */
export async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 2000; i++) {
    if (condition()) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 1));
  }
  throw new Error(`never came true: ${condition}`);
}
