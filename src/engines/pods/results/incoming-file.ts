import { createHash, randomUUID, type Hash } from 'node:crypto';
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../../../runs/whole-file';
import { bytesOf, type PieceLine } from './reader-line';

/** A file that is to be fetched. */
export interface WantedFile {
  /** Below the folder of data, with `/`. */
  readonly path: string;
  /** The path of the file to write. */
  readonly to: string;
  /** How many bytes it has, as far as that is known. */
  readonly size?: number;
  /** The SHA-256 that it has to have, where that is known. */
  readonly hash?: string;
}

/** How many bytes are written at once. */
const BLOCK = 1024 * 1024;

/**
 * A file that comes in pieces, of which some may come twice or not at all. It
 * gets its name when all of it is there.
 */
export class IncomingFile {
  private readonly _temporary: string;
  private _file: FileHandle | undefined;
  private _hash: Hash = createHash('sha256');
  private _at = 0;
  private _block: Buffer[] = [];
  private _blockSize = 0;

  constructor(readonly wanted: WantedFile) {
    const { to } = wanted;
    const name = `.${basename(to)}.${randomUUID()}.tmp`;
    this._temporary = join(dirname(to), name);
  }

  /** How many of its first bytes have come. */
  get at(): number {
    return this._at;
  }

  /** @returns false where something before it is missing, or it is broken */
  async take(line: PieceLine): Promise<boolean> {
    if (line.at > this._at) {
      return false;
    }
    let bytes: Buffer;
    try {
      bytes = bytesOf(line).subarray(this._at - line.at);
    } catch {
      return false;
    }
    this._hash.update(bytes);
    this._at += bytes.length;
    this._block.push(bytes);
    this._blockSize += bytes.length;
    if (this._blockSize >= BLOCK) {
      await this._write();
    }
    return true;
  }

  /**
   * Gives it its name.
   *
   * @param sha256 - of the file that was read
   * @returns false where that is not what has come: then it begins anew
   */
  async finish(size: number, sha256: string): Promise<boolean> {
    if (size !== this._at || sha256 !== this._hash.digest('hex')) {
      await this.discard();
      return false;
    }
    await this._write();
    const { to } = this.wanted;
    await this._file?.sync();
    await this._file?.close();
    this._file = undefined;
    await rename(this._temporary, to);
    await syncFolder(dirname(to));
    return true;
  }

  /** Forgets what has come. */
  async discard(): Promise<void> {
    await this._file?.close();
    this._file = undefined;
    await rm(this._temporary, { force: true });
    this._hash = createHash('sha256');
    this._at = 0;
    this._block = [];
    this._blockSize = 0;
  }

  private async _write(): Promise<void> {
    if (!this._file) {
      const folder = dirname(this.wanted.to);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      this._file = await open(this._temporary, 'wx', 0o600);
    }
    const block = Buffer.concat(this._block, this._blockSize);
    this._block = [];
    this._blockSize = 0;
    await this._file.writeFile(block);
  }
}
