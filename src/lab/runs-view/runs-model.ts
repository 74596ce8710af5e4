import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  MarkChange,
  MetricsOfRuns,
  RunRecord
} from '../../service/api/runs';
import type { IService } from '../api/service';
import { asServiceError, type ServiceError } from '../api/service-error';
import { DoomedRuns } from './doomed-runs';

/** How many runs are listed. */
const LIMIT = 500;

/** How often to look for others, in ms. */
const PACE = 5_000;

/** The runs of a notebook with what each printed for its metrics. */
export class RunsModel implements IDisposable {
  private _runs: readonly RunRecord[] | undefined;
  private _metrics: MetricsOfRuns = {};
  private _problem: ServiceError | undefined;
  /** Of the runs for which metrics were read. */
  private _read = '';
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _poll: Poll;
  readonly doomed: DoomedRuns;

  constructor(
    private readonly _service: IService,
    /** The notebook's path in the contents. */
    readonly notebook: string
  ) {
    this.doomed = new DoomedRuns(id =>
      _service.remove({ id, notebook: this.notebook })
    );
    this.doomed.changed.connect(this._emit, this);
    this._poll = new Poll({
      auto: false,
      name: 'cellway:runs-view',
      factory: () => this._refresh(),
      frequency: { interval: PACE, backoff: true, max: 60_000 },
      standby: 'when-hidden'
    });
  }

  /** Newest first, without those that are to be removed; undefined before they are read. */
  get runs(): readonly RunRecord[] | undefined {
    return this._runs?.filter(each => !this.doomed.has(each.id));
  }

  get metrics(): MetricsOfRuns {
    return this._metrics;
  }

  get problem(): ServiceError | undefined {
    return this._problem ?? this.doomed.problem;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Keeps the list up to date, while it is seen. */
  async goOn(): Promise<void> {
    await this._poll.start();
    await this._poll.refresh();
  }

  async pause(): Promise<void> {
    await this._poll.stop();
  }

  /** Text of the notebook that a run was made of. */
  async source(id: string): Promise<string> {
    return this._service.sourceNotebook({ id, notebook: this.notebook });
  }

  async mark(id: string, change: MarkChange): Promise<void> {
    try {
      const record = await this._service.mark(
        { id, notebook: this.notebook },
        change
      );
      this._runs = this._runs?.map(each => (each.id === id ? record : each));
      this._problem = undefined;
    } catch (error) {
      this._problem = asServiceError(error);
    }
    this._emit();
  }

  dispose(): void {
    this._isDisposed = true;
    this._poll.dispose();
    Signal.clearData(this);
  }

  private async _refresh(): Promise<void> {
    try {
      const found = await this._service.runs(this.notebook, LIMIT);
      const runs = found.filter((run): run is RunRecord => !('problem' in run));
      const read = JSON.stringify(runs.map(each => [each.id, each.ended]));
      if (read !== this._read) {
        this._metrics = await this._service.metrics(this.notebook, LIMIT);
        this._read = read;
      }
      this._runs = runs;
      this._problem = undefined;
    } catch (error) {
      this._problem = asServiceError(error);
      throw error;
    } finally {
      this._emit();
    }
  }

  private _emit(): void {
    if (!this._isDisposed) {
      this._changed.emit();
    }
  }
}
