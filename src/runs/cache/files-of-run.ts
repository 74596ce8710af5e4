import { readdir, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { lookAt, stampOfNames } from '../file-stamp';
import type { ObjectStore } from '../object-store';
import type { CacheRecord, FoundState, LeftState } from './cache-record';
import { restoreFile, restoreFolder } from './file-copies';
import type { FileHashes } from './file-hashes';

type LeftFiles = CacheRecord['written'];

/**
 * Files as the steps of a run have left them, of which some did not run: what
 * they would have written need not be on the disk yet. It is put there only
 * when somebody is to see it, and only as the last of them left it, so that
 * files that are as they should be in the end are not touched.
 */
export class FilesOfRun {
  /** By their paths without links; in the order in which they were left. */
  private readonly _left = new Map<string, LeftState>();
  private _settling: Promise<void> = Promise.resolve();

  constructor(
    private readonly _hashes: FileHashes,
    private readonly _objects: ObjectStore
  ) {}

  /**
   * What a step would find at a path.
   *
   * @param listed - whether the names in a folder count
   * @returns undefined where nobody can tell
   */
  async find(path: string, listed = false): Promise<FoundState | undefined> {
    if (this._left.size === 0) {
      return this._look(path, listed);
    }
    const real = await this._real(path);
    const left = this._left.get(real);
    if (left?.kind === 'file') {
      return { kind: 'file', hash: left.hash };
    }
    const below = this._below(real);
    if (below.size === 0 && left?.kind !== 'folder') {
      return left ?? this._look(path, listed);
    }
    return {
      kind: 'folder',
      stamp: listed ? await stampWith(path, below) : ''
    };
  }

  /** Whether what a step has left can be there when it is needed. */
  async canLeave(files: LeftFiles): Promise<boolean> {
    for (const { path, state } of files) {
      if (!(await this._canLeave(path, state))) {
        return false;
      }
    }
    return true;
  }

  /** Notes what a step would have left. */
  async leave(files: LeftFiles): Promise<void> {
    for (const { path, state } of files) {
      const real = await this._real(path);
      this._left.delete(real);
      this._left.set(real, state);
    }
  }

  /**
   * Puts on the disk what is not there yet.
   *
   * @throws the error of the file system, or one that names the file
   */
  async settle(): Promise<void> {
    const settle = (): Promise<void> => this._settle();
    this._settling = this._settling.then(settle, settle);
    await this._settling;
  }

  private async _settle(): Promise<void> {
    for (const [path, state] of [...this._left]) {
      if (!(await this._isThere(path, state))) {
        const done =
          state.kind === 'folder'
            ? await restoreFolder(path)
            : state.kind === 'file' &&
              (await restoreFile(path, state, this._objects));
        if (!done) {
          throw new Error(
            `${path} cannot be put back as a step has left it; run again without the cache`
          );
        }
      }
      if (this._left.get(path) === state) {
        this._left.delete(path);
      }
    }
  }

  /** Nothing is ever removed: a step that did so is to do it itself. */
  private async _canLeave(path: string, state: LeftState): Promise<boolean> {
    if (await this._isThere(path, state)) {
      return true;
    }
    switch (state.kind) {
      case 'absent':
        return false;
      case 'folder':
        return (await lookAt(path)).kind === 'absent';
      case 'file':
        return (
          (await lookAt(path)).kind !== 'folder' &&
          (await this._objects.isWhole(state.hash))
        );
    }
  }

  private async _isThere(path: string, state: LeftState): Promise<boolean> {
    const { kind } = await lookAt(path);
    return (
      kind === state.kind &&
      (state.kind !== 'file' ||
        (await this._hashes.of(path))?.hash === state.hash)
    );
  }

  private async _look(
    path: string,
    listed: boolean
  ): Promise<FoundState | undefined> {
    const { kind, stamp } = await lookAt(path, listed);
    if (kind !== 'file') {
      return kind === 'folder' ? { kind, stamp } : { kind };
    }
    const hashed = await this._hashes.of(path);
    return hashed && { kind, hash: hashed.hash };
  }

  /** What is left below a folder: the name in it, and whether it is there. */
  private _below(folder: string): Map<string, boolean> {
    const names = new Map<string, boolean>();
    for (const [path, { kind }] of this._left) {
      if (path.startsWith(folder + sep)) {
        const [name, ...deeper] = relative(folder, path).split(sep);
        if (kind !== 'absent') {
          names.set(name, true);
        } else if (deeper.length === 0 && !names.has(name)) {
          names.set(name, false);
        }
      }
    }
    return names;
  }

  private async _real(path: string): Promise<string> {
    return (
      (await realpath(path).catch(() => undefined)) ??
      join(
        await realpath(dirname(path)).catch(() => dirname(path)),
        basename(path)
      )
    );
  }
}

async function stampWith(
  folder: string,
  left: ReadonlyMap<string, boolean>
): Promise<string> {
  const found = await readdir(folder, { encoding: 'buffer' }).catch(() => []);
  const others = found.filter(name => !left.has(name.toString('utf8')));
  const present = [...left].filter(([, isThere]) => isThere);
  return stampOfNames([
    ...others,
    ...present.map(([name]) => Buffer.from(name))
  ]);
}
