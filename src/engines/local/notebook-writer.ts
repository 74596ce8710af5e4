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

  constructor(
    private readonly _path: string,
    private readonly _notebook: ExecutedNotebook
  ) {}

  /** Sees to it that a change is written soon. */
  async change(): Promise<void> {
    const wait = this._next - performance.now();
    if (wait <= 0) {
      await this._write();
    } else {
      this._timer ??= setTimeout(() => {
        // What goes wrong is told when the end cannot be written, either.
        this._write().catch(() => undefined);
      }, wait);
    }
  }

  /** Writes what is not written yet. */
  async finish(): Promise<void> {
    await this._writing.catch(() => undefined);
    await this._write();
  }

  private async _write(): Promise<void> {
    clearTimeout(this._timer);
    this._timer = undefined;
    const begun = performance.now();
    this._next = Infinity;
    this._writing = writeWhole(this._path, this._notebook.text).finally(() => {
      const now = performance.now();
      this._next = now + (now - begun) / EFFORT;
    });
    await this._writing;
  }
}
