import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { IService, RunPlace } from '../api/service';
import type { LiveRun, LiveRuns } from './live-runs';

/** The notebooks that are open in this page, in front or not. */
export interface IOpenNotebooks {
  /** @param path - in the contents, without the name of a drive */
  has(path: string): boolean;
  readonly changed: ISignal<unknown, unknown>;
}

/**
 * The runs that whoever sits at this page is told of: those that the page has
 * begun or resumed, and those of notebooks that are open in it. On a server
 * that several people share, all others are only listed among what runs.
 */
export class OwnRuns implements IDisposable {
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, LiveRun>(this);

  constructor(
    private readonly _live: LiveRuns,
    private readonly _service: IService,
    private readonly _open: IOpenNotebooks
  ) {
    _live.changed.connect(this._onChanged, this);
    _live.ended.connect(this._onEnded, this);
    _open.changed.connect(this._onChanged, this);
  }

  get runs(): readonly LiveRun[] {
    return this._live.runs.filter(({ place }) => this.has(place));
  }

  /** Emitted when one begins, gets on or ends, and when a notebook is opened or closed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** As that of `LiveRuns`. */
  get ended(): ISignal<this, LiveRun> {
    return this._ended;
  }

  /** Whether whoever sits here is told of a run. */
  has({ id, notebook }: RunPlace): boolean {
    return (
      this._live.hasBegun(id) ||
      this._service.hasSubmitted(id) ||
      this._open.has(notebook)
    );
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.disconnectReceiver(this);
    Signal.clearData(this);
  }

  private _onChanged(): void {
    this._changed.emit();
  }

  private _onEnded(_: LiveRuns, run: LiveRun): void {
    if (this.has(run.place)) {
      this._ended.emit(run);
    }
  }
}
