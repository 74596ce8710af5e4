import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { MarkChange, RunRecord } from '../../service/api/runs';
import type { IService, RunPlace } from '../api/service';
import { blockingRun, ServiceError, unreachable } from '../api/service-error';
import { RunModel } from '../runs/run-model';
import { isEnded } from '../runs/statuses';
import { RunDetails } from './run-details';

/** A run as a view of its own shows it: all that its record and its events tell. */
export class RunViewModel implements IDisposable {
  private _record: RunRecord | undefined;
  private _run: RunModel | undefined;
  private _problem: ServiceError | undefined;
  private _isAsking = false;
  private _isSeen = false;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  readonly details = new RunDetails();

  constructor(
    private readonly _service: IService,
    readonly place: RunPlace
  ) {}

  /** As it was when it was read last; undefined before. Its state tells more. */
  get record(): RunRecord | undefined {
    return this._record;
  }

  get run(): RunModel | undefined {
    return this._run;
  }

  get problem(): ServiceError | undefined {
    return this._problem ?? this._run?.problem;
  }

  /** The other run of the notebook that stands in the way of what was asked for, where one does. */
  get blocking(): RunPlace | undefined {
    const id = blockingRun(this._problem);
    return id === undefined || id === this.place.id
      ? undefined
      : { ...this.place, id };
  }

  /** Whether something is asked of the service at the moment. */
  get isAsking(): boolean {
    return this._isAsking;
  }

  /** Whether its person has started it from this page, so that what it shows may run code in the page. */
  get isTrusted(): boolean {
    return this._service.hasSubmitted(this.place.id);
  }

  /** As that of `RunModel`, and for what is asked of the service. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Listens, while the view is seen; see `NotebookRuns.pause`. */
  async goOn(): Promise<void> {
    this._isSeen = true;
    if (!this._run) {
      await this._load();
    }
    this._watch();
  }

  pause(): void {
    this._isSeen = false;
    this._run?.pause();
  }

  async retry(): Promise<void> {
    this._problem = undefined;
    await this.goOn();
  }

  /** Ends the run, or another one. */
  async cancel(place = this.place): Promise<void> {
    await this._ask(() => this._service.cancel(place));
  }

  async resume(): Promise<void> {
    await this._ask(async () => {
      await this._service.resume(this.place);
      this._run?.expectMore();
      this._watch();
    });
  }

  async mark(change: MarkChange): Promise<void> {
    await this._ask(async () => {
      this._record = await this._service.mark(this.place, change);
    });
  }

  dispose(): void {
    this._isDisposed = true;
    this._run?.dispose();
    Signal.clearData(this);
  }

  private async _load(): Promise<void> {
    await this._ask(async () => {
      const record = await this._service.run(this.place);
      if (!this._run && !this._isDisposed) {
        this._record = record;
        this._run = new RunModel(this._service, this.place, record);
        this._run.heard.connect((_, event) => this.details.apply(event));
        this._run.changed.connect(this._emit, this);
      }
    });
  }

  private _watch(): void {
    const run = this._isSeen ? this._run : undefined;
    void run?.watch().then(async () => {
      if (!this._isDisposed && isEnded(run.state.status)) {
        this._record = await this._service
          .run(this.place)
          .catch(() => this._record);
        this._emit();
      }
    });
  }

  private async _ask(call: () => Promise<void>): Promise<void> {
    this._isAsking = true;
    this._problem = undefined;
    this._emit();
    try {
      await call();
    } catch (error) {
      this._problem = error instanceof ServiceError ? error : unreachable();
    }
    this._isAsking = false;
    this._emit();
  }

  private _emit(): void {
    if (!this._isDisposed) {
      this._changed.emit();
    }
  }
}
