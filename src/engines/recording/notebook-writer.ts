import type { ExecutedNotebook } from '../../runs/executed-notebook';
import { writeWhole } from '../../runs/whole-file';

/** How much of the time may be spent on writing a notebook that changes again soon. */
const EFFORT = 0.02;

/**
 * Writes the executed notebook while a run goes on: a small one after each
 * step, a large one less often. What is behind at a sudden death stands in the
 * results of the steps, from which a run that is resumed makes it again.
 */
export class NotebookWriter {
  private _timer: NodeJS.Timeout | undefined;
  /** When it may be written again, in ms. */
  private _next = 0;
  private _writing: Promise<void> = Promise.resolve();
  private _isWriting = false;
  /** Whether it has changed since what is being written. */
  private _isBehind = false;

  constructor(
    private readonly _path: string,
    private readonly _notebook: ExecutedNotebook,
    private readonly _writeWhole = writeWhole
  ) {}

  /** Sees to it that a change is written soon. */
  async change(): Promise<void> {
    if (this._isWriting) {
      this._isBehind = true;
    } else if (this._next <= performance.now()) {
      await this._write();
    } else {
      this._writeLater();
    }
  }

  /** Writes what is not written yet. */
  async finish(): Promise<void> {
    await this._writing.catch(() => undefined);
    await this._write();
  }

  private _writeLater(): void {
    this._timer ??= setTimeout(() => {
      // What goes wrong is told when the end cannot be written, either.
      this._write().catch(() => undefined);
    }, this._next - performance.now());
  }

  /** Never while it is being written: what began first might end last. */
  private async _write(): Promise<void> {
    clearTimeout(this._timer);
    this._timer = undefined;
    const begun = performance.now();
    this._isWriting = true;
    this._isBehind = false;
    const written = this._writeWhole(this._path, this._notebook.text);
    this._writing = written.finally(() => {
      const now = performance.now();
      this._isWriting = false;
      this._next = now + (now - begun) / EFFORT;
      if (this._isBehind) {
        this._writeLater();
      }
    });
    await this._writing;
  }
}
