import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { NewRun, RunList, RunRecord } from '../../service/api/runs';
import type { IService, RunPlace } from '../api/service';
import {
  asServiceError,
  blockingRun,
  type ServiceError
} from '../api/service-error';
import { newRunId } from './run-id';
import { RunModel } from './run-model';
import { isEnded, isResumable } from './statuses';

/** What is asked of the service at the moment. */
export type Asking = 'run' | 'cancel' | 'resume';

/** What a run is made of, beside the notebook's path. */
export type RunOptions = Omit<NewRun, 'id' | 'notebook'> & {
  /** The notebook as it is shown. */
  readonly text: string;
};

/** How many runs are listed. */
const LIMIT = 30;

/** The runs of a notebook: the latest is shown, and watched while it goes on. */
export class NotebookRuns implements IDisposable {
  private _list: readonly RunRecord[] = [];
  private _current: RunModel | undefined;
  private _listProblem: ServiceError | undefined;
  private _askProblem: ServiceError | undefined;
  /** How often something was asked: an older list knows less than we do. */
  private _asked = 0;
  private _asking: Asking | undefined;
  private _refusedAlone: string | undefined;
  private _isLoaded = false;
  private _isPaused = false;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);

  /** @param _path - gives the notebook's path at the time, which a rename changes */
  constructor(
    private readonly _service: IService,
    private readonly _path: () => string
  ) {}

  /** Newest first, without those that cannot be read. */
  get list(): readonly RunRecord[] {
    return this._list;
  }

  /** The run whose state the steps show. */
  get current(): RunModel | undefined {
    return this._current;
  }

  /** What went wrong the last time that something was asked, or what is wrong now. */
  get problem(): ServiceError | undefined {
    return this._askProblem ?? this._listProblem ?? this._current?.problem;
  }

  /** The step that cannot run alone, where that is the problem. */
  get refusedAlone(): string | undefined {
    return this._askProblem?.code === 'input-not-there'
      ? this._refusedAlone
      : undefined;
  }

  /** The run that stands in the way of what was asked for, where one does. */
  get blocking(): RunPlace | undefined {
    const run = blockingRun(this._askProblem);
    return run === undefined ? undefined : { id: run, notebook: this._path() };
  }

  get asking(): Asking | undefined {
    return this._asking;
  }

  /** Whether the list has been read once. */
  get isLoaded(): boolean {
    return this._isLoaded;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  get canRun(): boolean {
    return !this._asking && !this._isRunning;
  }

  get canCancel(): boolean {
    return !this._asking && this._isRunning;
  }

  get canResume(): boolean {
    const status = this._current?.state.status;
    return !this._asking && status !== undefined && isResumable(status);
  }

  /** Reads the list, and watches the latest run. Never throws: see `problem`. */
  async refresh(): Promise<void> {
    const asked = this._asked;
    try {
      const runs = await this._service.runs(this._path(), LIMIT);
      if (asked === this._asked) {
        this._setList(runs.filter(isReadable));
      }
      this._listProblem = undefined;
    } catch (error) {
      this._listProblem = asServiceError(error);
    }
    this._emit();
  }

  /**
   * Listens no more: a browser has six connections to a server for all its
   * tabs, and each run that is listened to takes one.
   */
  pause(): void {
    this._isPaused = true;
    this._current?.pause();
  }

  /** Listens again, and catches up. */
  async goOn(): Promise<void> {
    if (this._isPaused) {
      this._isPaused = false;
      this._watch();
      await this.refresh();
    }
  }

  /** Forgets what went wrong, and reads the list again. */
  async retry(): Promise<void> {
    this._askProblem = undefined;
    await this.refresh();
  }

  /**
   * Makes a run and watches it.
   *
   * @returns undefined where that failed, see `problem`
   */
  async submit({
    text,
    ...options
  }: RunOptions): Promise<RunModel | undefined> {
    const notebook = this._path();
    this._refusedAlone = options.selection?.only;
    await this._ask('run', async () => {
      const record = await this._service.submit({
        ...options,
        id: newRunId(),
        notebook: { path: notebook, text }
      });
      this._list = [record, ...this._list];
      this._show(record, notebook);
    });
    return this._askProblem ? undefined : this._current;
  }

  /** Says why a run cannot even be asked for. */
  refuse(problem: ServiceError): void {
    this._askProblem = problem;
    this._emit();
  }

  /** Ends the shown run, or another one of the notebook. */
  async cancel(place = this._current?.place): Promise<void> {
    if (place) {
      await this._ask('cancel', () => this._service.cancel(place));
    }
  }

  async resume(): Promise<void> {
    const place = this._current?.place;
    if (place) {
      await this._ask('resume', async () => {
        await this._service.resume(place);
        this._current?.expectMore();
        this._watch();
      });
    }
  }

  dispose(): void {
    this._isDisposed = true;
    this._current?.dispose();
    Signal.clearData(this);
  }

  private get _isRunning(): boolean {
    return this._current !== undefined && !isEnded(this._current.state.status);
  }

  private _setList(list: readonly RunRecord[]): void {
    this._list = list;
    this._isLoaded = true;
    this._forgetBlocking();
    const [latest] = list;
    if (latest) {
      this._show(latest);
    }
  }

  /** What was refused for a run that has ended since can be asked for again. */
  private _forgetBlocking(): void {
    const id = this.blocking?.id;
    if (this._list.some(run => run.id === id && isEnded(run.status))) {
      this._askProblem = undefined;
    }
  }

  /** Shows a run unless it is shown already, and watches it while it goes on. */
  private _show(record: RunRecord, notebook = this._path()): void {
    if (record.id !== this._current?.place.id) {
      this._current?.dispose();
      const place = { id: record.id, notebook };
      this._current = new RunModel(this._service, place, record);
      this._current.changed.connect(this._emit, this);
      this._watch();
    } else if (!isEnded(record.status)) {
      // Somebody else may have resumed it.
      if (isEnded(this._current.state.status)) {
        this._current.expectMore();
      }
      this._watch();
    }
  }

  private _watch(): void {
    const run = this._isPaused ? undefined : this._current;
    void run?.watch().then(async () => {
      const isOver = run === this._current && isEnded(run.state.status);
      if (isOver && !this._isDisposed) {
        await this.refresh();
      }
    });
  }

  private async _ask(asking: Asking, call: () => Promise<void>): Promise<void> {
    this._asked++;
    this._asking = asking;
    this._askProblem = undefined;
    this._emit();
    try {
      await call();
    } catch (error) {
      this._askProblem = asServiceError(error);
    }
    this._asked++;
    this._asking = undefined;
    this._emit();
    if (this.blocking) {
      // It was begun elsewhere, and nobody here has seen it yet.
      await this.refresh();
    }
  }

  private _emit(): void {
    if (!this._isDisposed) {
      this._changed.emit();
    }
  }
}

function isReadable(run: RunList[number]): run is RunRecord {
  return !('problem' in run);
}
