import type { LogLine } from '../../../kubernetes/client/seen-lines';

/** Lines that are given on as they come, to one reader. */
export class LineQueue implements AsyncIterable<LogLine> {
  private readonly _waiting: LogLine[] = [];
  private _hasEnded = false;
  private _error: Error | undefined;
  private _wake: () => void = () => undefined;

  get hasEnded(): boolean {
    return this._hasEnded;
  }

  add(line: LogLine): void {
    this._waiting.push(line);
    this._wake();
  }

  /** @param error - thrown where the reader has read all that came */
  end(error?: Error): void {
    this._hasEnded = true;
    this._error ??= error;
    this._wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LogLine> {
    for (;;) {
      yield* this._waiting.splice(0);
      if (this._waiting.length > 0) {
        continue;
      }
      if (this._error) {
        throw this._error;
      }
      if (this._hasEnded) {
        return;
      }
      await new Promise<void>(resolve => (this._wake = resolve));
    }
  }
}
