import { rm, stat } from 'node:fs/promises';
import { restoreFile } from './cache/file-copies';
import { lookAt } from './file-stamp';
import type { ObjectStore } from './object-store';
import type { Observed, SeenFile } from './observed';

/** Permissions of a file that is gone. */
const USUAL_MODE = 0o644;

/**
 * Undoes what a step has done to files that it had looked at, so that it finds
 * the same when it runs again. What somebody else has changed since stays.
 */
export async function startOver(
  { read, written }: Observed,
  objects: ObjectStore
): Promise<void> {
  const found = new Map(read.map(each => [each.path, each]));
  for (const left of [...written].reverse()) {
    const seen = found.get(left.path);
    if (seen && (await isUntouched(left))) {
      await undo(seen, left, objects);
    }
  }
}

async function isUntouched({ path, kind, stamp }: SeenFile): Promise<boolean> {
  const now = await lookAt(path);
  return now.kind === kind && now.stamp === stamp;
}

async function undo(
  { path, kind, before }: SeenFile,
  left: SeenFile,
  objects: ObjectStore
): Promise<void> {
  if (kind === 'file' && before !== undefined && left.kind !== 'folder') {
    const mode =
      left.kind === 'file' ? (await stat(path)).mode & 0o777 : USUAL_MODE;
    await restoreFile(path, { hash: before, mode }, objects);
  } else if (kind === 'absent' && left.kind === 'file') {
    await rm(path, { force: true });
  }
}
