import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ArtifactFile } from '../engines/artifacts';
import { ServiceError } from './service-error';

/** How long a file waits to be fetched, in ms. */
const PATIENCE = 10 * 60 * 1000;

/** Files that have been written for somebody, who has not fetched them yet. */
export class ArtifactFiles {
  private readonly _waiting = new Map<
    string,
    { readonly file: ArtifactFile; readonly timer: NodeJS.Timeout }
  >();

  /** @returns the id under which the file is to be fetched */
  add(file: ArtifactFile): string {
    const id = randomUUID();
    const timer = setTimeout(() => void this._forget(id), PATIENCE);
    timer.unref();
    this._waiting.set(id, { file, timer });
    return id;
  }

  /**
   * Hands out a file; it is gone then.
   *
   * @throws ServiceError `no-such-file`
   */
  take(id: string): {
    readonly file: ArtifactFile;
    readonly content: ReadableStream<Uint8Array>;
  } {
    const found = this._waiting.get(id);
    if (!found) {
      throw new ServiceError(404, {
        code: 'no-such-file',
        message: 'The file is no longer there',
        hint: 'Download it again.'
      });
    }
    const { file } = found;
    const bytes = createReadStream(file.path);
    // Once it is open it can be read, whatever becomes of its name.
    bytes.once('open', () => void this._forget(id));
    bytes.once('error', () => void this._forget(id));
    return {
      file,
      content: Readable.toWeb(bytes) as ReadableStream<Uint8Array>
    };
  }

  private async _forget(id: string): Promise<void> {
    const found = this._waiting.get(id);
    if (found) {
      this._waiting.delete(id);
      clearTimeout(found.timer);
      await rm(found.file.path, { force: true });
    }
  }
}
