import type { IDisposable } from '@lumino/disposable';

/** Calls a function at once, then no more often than wanted; the last call is never lost. */
export class Pace implements IDisposable {
  private _timer: ReturnType<typeof setTimeout> | undefined;
  private _isWanted = false;
  private _isDisposed = false;

  /** @param _interval - from one call to the next at least, in ms */
  constructor(
    private readonly _call: () => void,
    private readonly _interval: number
  ) {}

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Calls at once where the last call was long ago, else as soon as it was. */
  call(): void {
    if (this._timer === undefined) {
      this.callNow();
    } else {
      this._isWanted = true;
    }
  }

  /** Calls at once, whenever the last call was. */
  callNow(): void {
    if (this._isDisposed) {
      return;
    }
    clearTimeout(this._timer);
    this._isWanted = false;
    this._timer = setTimeout(() => {
      this._timer = undefined;
      if (this._isWanted) {
        this.callNow();
      }
    }, this._interval);
    this._call();
  }

  dispose(): void {
    this._isDisposed = true;
    clearTimeout(this._timer);
  }
}
