import { createHash } from 'node:crypto';
import { findShadow } from '../file-stamp';
import type { ObjectStore } from '../object-store';
import type { Observed, SeenFile } from '../observed';
import type { CacheRecord, FoundState, LeftState } from './cache-record';
import { keepFile } from './file-copies';
import { isMadeUp, type FileHashes } from './file-hashes';
import type { FilesOfRun } from './files-of-run';

/** The largest file of which the content is kept, in bytes. */
export const LARGEST_KEPT = 256 * 1024 * 1024;

type Observations = Pick<
  CacheRecord,
  'read' | 'written' | 'environment' | 'packages' | 'searched'
>;

/** The world as a step would find it now, beside its inputs. */
export interface World {
  readonly files: FilesOfRun;
  /** All environment variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the names of installed modules stand for. */
  readonly packages: Readonly<Record<string, string>>;
}

/** Whether a step that ran now would see what is recorded, and can leave it. */
export async function stillHolds(
  recorded: Observations,
  { files, environment, packages }: World
): Promise<boolean> {
  const { read, written, searched } = recorded;
  const names = Object.keys(recorded.packages);
  if (
    !Object.entries(recorded.environment).every(
      ([name, seen]) => digestOf(environment[name]) === seen
    ) ||
    !names.every(name => (packages[name] ?? null) === recorded.packages[name])
  ) {
    return false;
  }
  for (const { path, state } of read) {
    const isListed = state.kind === 'folder' && state.stamp !== '';
    if (!isSame(state, await files.find(path, isListed))) {
      return false;
    }
  }
  return (
    (await findShadow(searched, names)) === undefined &&
    (await files.canLeave(written))
  );
}

/** What a step has seen cannot be told from what was there a moment later. */
export class NotRecordableError extends Error {}

/**
 * Puts what a step has observed so that it can be compared later, and keeps
 * the content of what it has written.
 *
 * @throws NotRecordableError where a file has changed meanwhile
 */
export async function record(
  observed: Observed,
  { environment, packages }: Omit<World, 'files'>,
  hashes: FileHashes,
  objects: ObjectStore
): Promise<Observations> {
  const changed = new Set(observed.written.map(each => each.path));
  const read: Observations['read'] = [];
  for (const seen of observed.read) {
    const state = await foundState(seen, changed.has(seen.path), hashes);
    read.push({ path: seen.path, state });
  }
  const written: Observations['written'] = [];
  for (const seen of observed.written) {
    const state = await leftState(seen, hashes, objects);
    written.push({ path: seen.path, state });
  }
  return {
    read,
    written,
    // One that was different had been set by the step itself, or for it.
    environment: Object.fromEntries(
      Object.entries(observed.environment).filter(
        ([name, seen]) => digestOf(environment[name]) === seen
      )
    ),
    packages: Object.fromEntries(
      observed.packages.map(name => [name, packages[name] ?? null])
    ),
    searched: observed.searched
  };
}

async function foundState(
  { path, kind, stamp, before }: SeenFile,
  isChanged: boolean,
  hashes: FileHashes
): Promise<FoundState> {
  switch (kind) {
    case 'absent':
      return { kind };
    case 'folder':
      return { kind, stamp };
    case 'file': {
      if (before !== undefined) {
        return { kind, hash: before };
      }
      if (isChanged) {
        throw new NotRecordableError(
          `'${path}', which the step has read and changed, is too large to keep what it was`
        );
      }
      const now = await hashes.of(path);
      if (now === undefined || (now.stamp !== stamp && !isMadeUp(path))) {
        throw changedMeanwhile(path);
      }
      return { kind, hash: now.hash };
    }
  }
}

async function leftState(
  { path, kind, stamp }: SeenFile,
  hashes: FileHashes,
  objects: ObjectStore
): Promise<LeftState> {
  if (kind !== 'file') {
    return { kind };
  }
  const now = await hashes.of(path);
  if (now === undefined || now.stamp !== stamp) {
    throw changedMeanwhile(path);
  }
  const { hash, size, mode } = now;
  if (size <= LARGEST_KEPT && !(await keepFile(path, hash, objects))) {
    throw changedMeanwhile(path);
  }
  return { kind, hash, size, mode };
}

function changedMeanwhile(path: string): NotRecordableError {
  return new NotRecordableError(`'${path}' changed while the step ran`);
}

function isSame(recorded: FoundState, now: FoundState | undefined): boolean {
  return JSON.stringify(recorded) === JSON.stringify(now);
}

function digestOf(value: string | null | undefined): string | null {
  return value === null || value === undefined
    ? null
    : createHash('sha256').update(value).digest('hex');
}
