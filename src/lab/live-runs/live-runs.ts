import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import type { RunRecord } from '../../service/api/runs';
import type { IService, RunPlace, StartedRun } from '../api/service';
import { isEnded } from '../runs/statuses';

/** How often to look, in ms: while something runs, and else. */
const PACE = { live: 2_000, idle: 15_000, longest: 120_000 } as const;

/** A run that goes on, or has just ended. */
export interface LiveRun {
  readonly place: RunPlace;
  readonly record: RunRecord;
}

/** How many of the steps of a run have ended. */
export function stepsDone({ steps }: RunRecord): number {
  return steps.filter(each => isEnded(each.status)).length;
}

/** The runs that go on, of all notebooks, as far as the service executes them. */
export class LiveRuns implements IDisposable {
  private _runs: ReadonlyMap<string, LiveRun> = new Map();
  /** The ids of those that this page has begun, or has resumed. */
  private readonly _begun = new Set<string>();
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, LiveRun>(this);
  private readonly _poll: Poll;

  constructor(private readonly _service: IService) {
    this._poll = new Poll({
      name: 'cellway:live-runs',
      factory: () => this.refresh(),
      frequency: { interval: PACE.idle, backoff: true, max: PACE.longest },
      standby: 'when-hidden'
    });
    _service.started.connect(this._onStarted, this);
  }

  /** In the order in which they were made. */
  get runs(): readonly LiveRun[] {
    return [...this._runs.values()];
  }

  /** Emitted when a run begins, gets on or ends. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted once for each run that was seen to go on, with its last record. */
  get ended(): ISignal<this, LiveRun> {
    return this._ended;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Whether this page has begun a run, or has resumed it. */
  hasBegun(id: string): boolean {
    return this._begun.has(id);
  }

  /** Takes in a run of which this page has begun, or has resumed. */
  async begin({ place, record }: StartedRun): Promise<void> {
    this._begun.add(place.id);
    const run =
      record ?? (await this._service.run(place).catch(() => undefined));
    if (run && !this._isDisposed) {
      this._set(new Map(this._runs).set(place.id, { place, record: run }));
      void this._poll.refresh();
    }
  }

  /**
   * Looks what runs.
   *
   * @throws ServiceError
   */
  async refresh(): Promise<void> {
    const known = this._runs;
    const active = await this._service.activeRuns();
    if (this._isDisposed) {
      return;
    }
    const found = new Map(
      active.map(({ notebook, run }) => {
        // A run that this page has made is found under the name that it used.
        const place = known.get(run.id)?.place ?? { id: run.id, notebook };
        return [run.id, { place, record: run }] as const;
      })
    );
    // Those that began while the service was asked are known since.
    const added = [...this._runs].filter(([id]) => !known.has(id));
    this._set(new Map([...found, ...added]));
    await Promise.all(
      [...known.values()]
        .filter(({ place }) => !found.has(place.id))
        .map(run => this._settle(run))
    );
  }

  /** Ends a run. */
  async cancel(place: RunPlace): Promise<void> {
    await this._service.cancel(place);
    await this._poll.refresh();
  }

  dispose(): void {
    this._isDisposed = true;
    this._poll.dispose();
    Signal.clearData(this);
  }

  private _onStarted(_: IService, started: StartedRun): void {
    void this.begin(started);
  }

  private async _settle({ place }: LiveRun): Promise<void> {
    // One that was removed meanwhile has nothing to tell.
    const record = await this._service.run(place).catch(() => undefined);
    if (record && isEnded(record.status) && !this._isDisposed) {
      this._ended.emit({ place, record });
    }
  }

  private _set(runs: ReadonlyMap<string, LiveRun>): void {
    const before = JSON.stringify([...this._runs.values()].map(told));
    this._runs = runs;
    const interval = runs.size > 0 ? PACE.live : PACE.idle;
    if (this._poll.frequency.interval !== interval) {
      this._poll.frequency = { ...this._poll.frequency, interval };
    }
    if (JSON.stringify([...runs.values()].map(told)) !== before) {
      this._changed.emit();
    }
  }
}

/** What is shown of a run. */
function told({ place, record }: LiveRun): unknown {
  return [place, record.status, stepsDone(record), record.marks?.name];
}
