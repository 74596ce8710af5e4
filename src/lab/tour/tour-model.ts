import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { AnchorName } from './anchors';

/** One thing that the tour speaks of. */
export interface TourStep {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly anchor: AnchorName;
  /** Whether there is anything to speak of at the moment. */
  readonly isThere: () => boolean;
  /** Whether to go on by itself when there is nothing to speak of any more. */
  readonly isPassing?: boolean;
  /** A command that brings the anchor in sight. */
  readonly show?: string;
  /** What can be done about it at once. */
  readonly action?: { readonly label: string; readonly command: string };
}

/** Where in the tour somebody is. What is not there is passed over, and comes back when it is. */
export class TourModel implements IDisposable {
  private _position = 0;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _ended = new Signal<this, void>(this);

  /** @param _steps - at least one of them is there */
  constructor(private readonly _steps: readonly TourStep[]) {
    this._position = Math.max(
      0,
      _steps.findIndex(each => each.isThere())
    );
  }

  get step(): TourStep {
    return this._steps[this._position];
  }

  /** Which one it is, from 1. */
  get number(): number {
    return this._shown.indexOf(this.step) + 1;
  }

  get count(): number {
    return this._shown.length;
  }

  get isLast(): boolean {
    return this._find(1) === undefined;
  }

  get isFirst(): boolean {
    return this._find(-1) === undefined;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted once. */
  get ended(): ISignal<this, void> {
    return this._ended;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Goes on; ends behind the last step. */
  next(): void {
    const next = this._find(1);
    if (next === undefined) {
      this.end();
    } else {
      this._goTo(next);
    }
  }

  back(): void {
    const before = this._find(-1);
    if (before !== undefined) {
      this._goTo(before);
    }
  }

  /** Goes on where what is spoken of is done. */
  pass(): void {
    const { isPassing = false, isThere } = this.step;
    if (isPassing && !isThere()) {
      this.next();
    }
  }

  end(): void {
    if (!this._isDisposed) {
      this._ended.emit();
      this.dispose();
    }
  }

  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private get _shown(): readonly TourStep[] {
    return this._steps.filter(each => each === this.step || each.isThere());
  }

  /** The position of the nearest step that is there. */
  private _find(direction: 1 | -1): number | undefined {
    let position = this._position + direction;
    while (this._steps[position] && !this._steps[position].isThere()) {
      position += direction;
    }
    return this._steps[position] ? position : undefined;
  }

  private _goTo(position: number): void {
    this._position = position;
    this._changed.emit();
  }
}
