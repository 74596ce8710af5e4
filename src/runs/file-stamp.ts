import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './file-error';
import type { SeenFile } from './observed';

/** What is at a path, as `SeenFile` puts it. */
export type Look = Pick<SeenFile, 'kind' | 'stamp'>;

const LISTED = 'names:';

const ABSENT: Look = { kind: 'absent', stamp: '' };

/** Names that come and go as notebooks are edited and run; no step is after them. */
const PASSING = /^(\.cellway|\.ipynb_checkpoints|__pycache__|\.~.*)$/;

/** Tells whether a step would find at a path what another one has found there. */
export async function stillHolds(seen: SeenFile): Promise<boolean> {
  const listed = seen.kind === 'folder' && seen.stamp.startsWith(LISTED);
  const now = await lookAt(seen.path, listed);
  return now.kind === seen.kind && now.stamp === seen.stamp;
}

/**
 * Looks at a path as the runner does (`cellway/runner/observing/stamps.py`).
 *
 * @param listed - whether the names in a folder count
 */
export async function lookAt(path: string, listed = false): Promise<Look> {
  try {
    const found = await stat(path, { bigint: true });
    if (!found.isDirectory()) {
      const { dev, ino, size, mtimeNs } = found;
      return { kind: 'file', stamp: [dev, ino, size, mtimeNs].join(':') };
    }
    return { kind: 'folder', stamp: listed ? await namesIn(path) : '' };
  } catch (error) {
    // What cannot be looked at does not exist for the step either.
    if (errorCode(error) === undefined) {
      throw error;
    }
    return ABSENT;
  }
}

async function namesIn(folder: string): Promise<string> {
  return stampOfNames(await readdir(folder, { encoding: 'buffer' }));
}

/**
 * The stamp of a folder in which there are these names: in bytes, since they
 * need not be UTF-8.
 */
export function stampOfNames(names: readonly Buffer[]): string {
  const digest = createHash('sha256');
  names
    .filter(name => !PASSING.test(name.toString('latin1')))
    .sort(Buffer.compare)
    .forEach(name => digest.update(name).update('\0'));
  return LISTED + digest.digest('hex');
}

/**
 * The first module in one of the folders that Python would take for an
 * installed one of the same name.
 */
export async function findShadow(
  folders: readonly string[],
  packages: readonly string[]
): Promise<string | undefined> {
  const names = new Set(packages);
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(
      () => []
    );
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (
        names.has(moduleName(entry.name)) &&
        // Of two folders, one with an `__init__.py` goes before one without.
        (MODULE.test(entry.name) ||
          (await lookAt(join(path, '__init__.py'))).kind === 'file')
      ) {
        return path;
      }
    }
  }
  return undefined;
}

/** The end of a file that is a module: `.py`, `.cpython-313-darwin.so`. */
const MODULE = /(\.[\w-]+)?\.(so|pyd)$|\.pyc?$/;

function moduleName(entry: string): string {
  return entry.replace(MODULE, '');
}
