import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { errorCode } from './file-error';
import { RunError } from './run-error';
import { writeWhole } from './whole-file';

/** How old the time of an object's file may be while it is wanted, in ms. */
const FRESH = 60 * 60 * 1000;

/**
 * Stored values: files named by the SHA-256 of their bytes, and so the same
 * for the same content, in folders named by the first two digits of it.
 * Runners write them: cellway/runner/objects.py tells what is in them.
 */
export class ObjectStore {
  /** Objects of which this process knows that their bytes are right. */
  private readonly _trusted = new Set<string>();

  constructor(readonly folder: string) {}

  path(hash: string): string {
    return join(this.folder, hash.slice(0, 2), hash);
  }

  /** The size of an object in bytes; undefined where there is none. */
  async size(hash: string): Promise<number | undefined> {
    try {
      const found = await stat(this.path(hash));
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (errorCode(error) === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Whether there is an object of this size, which nobody will tidy away soon:
   * that it is wanted shows in the time of its file.
   */
  async has(hash: string, size: number): Promise<boolean> {
    const path = this.path(hash);
    try {
      const found = await stat(path);
      const now = new Date();
      if (now.getTime() - found.mtimeMs > FRESH) {
        await utimes(path, now, now);
      }
      return found.size === size;
    } catch {
      return false;
    }
  }

  /** Whether an object is there and is what its name says, as `verify` finds out. */
  async isWhole(hash: string): Promise<boolean> {
    return this.verify(hash).then(
      () => true,
      () => false
    );
  }

  /** Stores bytes and returns their hash. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    if (!(await this.has(hash, bytes.length))) {
      const path = this.path(hash);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await writeWhole(path, bytes, { durable: true });
    }
    this._trusted.add(hash);
    return hash;
  }

  /**
   * Takes over an object that a runner of this process says to have written.
   * Its size is checked; its bytes were hashed as they were written.
   *
   * @throws RunError `object-is-missing`, `object-is-damaged`
   */
  async accept(hash: string, size: number): Promise<void> {
    const actual = await this.size(hash);
    if (actual === undefined) {
      throw missing(hash);
    }
    if (actual !== size) {
      throw damaged(hash, `it has ${actual} bytes instead of ${size}`);
    }
    this._trusted.add(hash);
  }

  /**
   * Checks that an object is what its name says, once in a process.
   *
   * @throws RunError `object-is-missing`, `object-is-damaged`
   */
  async verify(hash: string): Promise<void> {
    if ((await this.size(hash)) === undefined) {
      throw missing(hash);
    }
    if (this._trusted.has(hash)) {
      return;
    }
    const digest = createHash('sha256');
    await pipeline(createReadStream(this.path(hash)), digest);
    if (digest.digest('hex') !== hash) {
      // Else the step that makes it would take it for stored already.
      await rm(this.path(hash), { force: true });
      throw damaged(hash, 'its bytes are not those that were stored');
    }
    this._trusted.add(hash);
  }
}

function missing(hash: string): RunError {
  return new RunError(
    'object-is-missing',
    `The stored object ${hash.slice(0, 12)} is missing`,
    'Run the step that made it again.'
  );
}

function damaged(hash: string, reason: string): RunError {
  return new RunError(
    'object-is-damaged',
    `The stored object ${hash.slice(0, 12)} is damaged: ${reason}`,
    'Run the step that made it again.'
  );
}
