import { watch, type FSWatcher } from 'node:fs';
import { access, rm, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

/** How often it is looked for where the system does not tell of new files, in ms. */
const POLL = 1_000;

/** Asks the process that executes a run to end it. */
export async function requestCancel(path: string): Promise<void> {
  await writeFile(path, '', { mode: 0o600 });
}

/** Takes the request back, or forgets one that has been answered. */
export async function forgetCancel(path: string): Promise<void> {
  await rm(path, { force: true });
}

/** Waits for the request that a run be cancelled: a file that any process may make. */
export class CancelWatch {
  private readonly _poll: NodeJS.Timeout;
  private _watcher: FSWatcher | undefined;
  private _isClosed = false;

  constructor(
    private readonly _path: string,
    /** Called at most once. */
    private readonly _onRequest: () => void
  ) {
    this._poll = setInterval(() => this._look(), POLL).unref();
    try {
      const name = basename(_path);
      this._watcher = watch(
        dirname(_path),
        { persistent: false },
        (_, changed) => {
          if (changed === name) {
            this._look();
          }
        }
      );
      this._watcher.on('error', () => this._watcher?.close());
    } catch {
      // Network file systems have no such thing, and the number of watches is limited.
    }
    this._look();
  }

  close(): void {
    this._isClosed = true;
    clearInterval(this._poll);
    this._watcher?.close();
  }

  private _look(): void {
    access(this._path).then(
      () => {
        if (!this._isClosed) {
          this.close();
          this._onRequest();
        }
      },
      () => undefined
    );
  }
}
