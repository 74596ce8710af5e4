/** An end to a request: its caller's, or that its time is over. */
export class Deadline {
  private readonly _controller = new AbortController();
  private readonly _timer: NodeJS.Timeout;
  private readonly _end: number;
  private _isOver = false;

  /** @param ms - how long there is from now */
  constructor(
    ms: number,
    private readonly _caller?: AbortSignal
  ) {
    this._end = Date.now() + ms;
    this._timer = setTimeout(() => {
      this._isOver = true;
      this._controller.abort();
    }, ms);
    if (_caller?.aborted) {
      this._abort();
    } else {
      _caller?.addEventListener('abort', this._abort);
    }
  }

  get signal(): AbortSignal {
    return this._controller.signal;
  }

  /** Whether the time is over, rather than the caller gone. */
  get isOver(): boolean {
    return this._isOver;
  }

  /** In ms. */
  get left(): number {
    return Math.max(0, this._end - Date.now());
  }

  /** The time no longer matters, because a stream has begun; the caller does. */
  stopClock(): void {
    clearTimeout(this._timer);
  }

  /** To be called at the end. */
  dispose(): void {
    this.stopClock();
    this._caller?.removeEventListener('abort', this._abort);
  }

  private readonly _abort = (): void =>
    this._controller.abort(this._caller?.reason);
}
