import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { lookAt } from '../file-stamp';
import type { ObjectStore } from '../object-store';

/**
 * Keeps the bytes of a file as an object. They are copied: files are changed
 * in place, and a link would change the object too.
 *
 * @param hash - what the bytes are known to be
 * @returns false where the file is something else by now
 */
export async function keepFile(
  path: string,
  hash: string,
  objects: ObjectStore
): Promise<boolean> {
  const { size } = await stat(path);
  if (await objects.has(hash, size)) {
    return true;
  }
  const place = objects.path(hash);
  await mkdir(dirname(place), { recursive: true, mode: 0o700 });
  return copyWhole(path, place, hash, 0o600);
}

/**
 * Puts the bytes of an object in the place of a file, all at once.
 *
 * @returns false where the object is not what its name says
 */
export async function restoreFile(
  path: string,
  { hash, mode }: { readonly hash: string; readonly mode: number },
  objects: ObjectStore
): Promise<boolean> {
  // A link stays one, and leads to the new content.
  const target = await realpath(path).catch(() => path);
  await mkdir(dirname(target), { recursive: true });
  return copyWhole(objects.path(hash), target, hash, mode);
}

/**
 * Nothing waits for the disk: after a power cut a copy may be cut short, but
 * its size or its bytes will tell.
 */
async function copyWhole(
  from: string,
  to: string,
  hash: string,
  mode: number
): Promise<boolean> {
  const name = `.${basename(to).slice(0, 64)}.${randomUUID()}.tmp`;
  const temporary = join(dirname(to), name);
  const digest = createHash('sha256');
  const digesting = new Transform({
    transform(chunk: Buffer, _, done) {
      digest.update(chunk);
      done(null, chunk);
    }
  });
  try {
    const target = createWriteStream(temporary, { flags: 'wx', mode: 0o600 });
    await pipeline(createReadStream(from), digesting, target);
    if (digest.digest('hex') !== hash) {
      return false;
    }
    await chmod(temporary, mode);
    await rename(temporary, to);
    return true;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Makes a folder where there is none; false where something else is in its place. */
export async function restoreFolder(path: string): Promise<boolean> {
  await mkdir(path, { recursive: true }).catch(() => undefined);
  return (await lookAt(path)).kind === 'folder';
}
