import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { RunEvent, RunRecord } from '../../service/api/runs';
import type { IService, RunPlace } from '../api/service';
import { ServiceError, unreachable } from '../api/service-error';
import { Pace } from './pace';
import { settled, stateOf, type RunState } from './run-state';
import { isEnded } from './statuses';

/** How long events are taken without a pause, in ms. */
const SLICE = 12;

/** How often it is told at most that events have come, in ms: nobody reads faster. */
const PACE = 250;

/** A run that is watched. It goes on being watched when its notebook is renamed or closed. */
export class RunModel implements IDisposable {
  private _state: RunState;
  /** What the events say that were heard so far. */
  private _told: RunState;
  /** Whether events are heard that are long past: they are shown together at the end. */
  private _isReplaying: boolean;
  private _cursor = '';
  private _problem: ServiceError | undefined;
  private _watch: AbortController | undefined;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _pace = new Pace(() => this._changed.emit(), PACE);
  private readonly _heard = new Signal<this, RunEvent>(this);

  constructor(
    private readonly _service: IService,
    /** Where the run is found, whatever becomes of the notebook meanwhile. */
    readonly place: RunPlace,
    record: RunRecord
  ) {
    this._state = stateOf(record);
    this._told = this._state;
    this._isReplaying = isEnded(record.status);
  }

  get state(): RunState {
    return this._state;
  }

  /** Why nothing new is heard of the run at the moment. */
  get problem(): ServiceError | undefined {
    return this._problem;
  }

  /**
   * Emitted at once for the first event and where the run begins or ends; a few
   * times a second while events pour in.
   */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted for every event, also for those that are long past. */
  get heard(): ISignal<this, RunEvent> {
    return this._heard;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Says that the run goes on, before its first event does. */
  expectMore(): void {
    if (isEnded(this._told.status)) {
      this._told = { ...this._told, status: 'pending' };
    }
    this._isReplaying = false;
    this._set(this._told);
  }

  /**
   * Takes the events behind those that are known, and returns when the run
   * has ended. Does nothing while that goes on already.
   */
  async watch(): Promise<void> {
    if (this._watch || this._isDisposed) {
      return;
    }
    const watch = new AbortController();
    this._watch = watch;
    try {
      await this._follow(watch.signal);
    } catch (error) {
      this._setProblem(error instanceof ServiceError ? error : unreachable());
    } finally {
      if (this._watch === watch) {
        this._watch = undefined;
      }
    }
  }

  /** Listens no more, until `watch` is called again. */
  pause(): void {
    this._watch?.abort();
    this._watch = undefined;
    this._setProblem(undefined);
  }

  dispose(): void {
    this._isDisposed = true;
    this._watch?.abort();
    this._pace.dispose();
    Signal.clearData(this);
  }

  private async _follow(signal: AbortSignal): Promise<void> {
    const { followEvents, reduce } = await import(
      /* webpackChunkName: "watching" */ './watching'
    );
    const events = followEvents(this._service, this.place, {
      from: this._cursor,
      signal,
      onInterruption: problem => this._setProblem(problem)
    });
    let begun = performance.now();
    for await (const event of events) {
      // Thousands of events may have come at once: the page is to stay alive.
      if (performance.now() - begun > SLICE) {
        await new Promise(resolve => setTimeout(resolve));
        begun = performance.now();
      }
      if (signal.aborted) {
        return;
      }
      this._cursor = event.cursor;
      this._told = reduce(this._told, event);
      this._heard.emit(event);
      if (!this._isReplaying) {
        this._set(this._told);
      }
    }
    if (!signal.aborted) {
      // A process that was killed has written no last event.
      const record = await this._service.run(this.place);
      if (isEnded(record.status)) {
        this._told = settled(this._told, record);
        this._set(this._told);
      }
    }
  }

  private _set(state: RunState): void {
    if (state !== this._state && !this._isDisposed) {
      const isTurn = state.status !== this._state.status;
      this._state = state;
      if (isTurn) {
        this._pace.callNow();
      } else {
        this._pace.call();
      }
    }
  }

  private _setProblem(problem: ServiceError | undefined): void {
    if (problem !== this._problem && !this._isDisposed) {
      this._problem = problem;
      this._pace.callNow();
    }
  }
}
