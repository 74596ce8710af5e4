import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface WriteOptions {
  /**
   * Wait until the disk has it, so that it outlives a power cut too. Without,
   * it outlives the death of any process.
   */
  readonly durable?: boolean;
  /** Permissions, before the process's umask. */
  readonly mode?: number;
}

/**
 * What is smaller, in bytes, is written at once: to hand each of the calls to
 * another thread takes ten times as long.
 */
const SMALL = 256 * 1024;

/**
 * Writes a file so that others see the old one or the new one, never a part:
 * to a temporary name in the same folder, then renamed.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array,
  options: WriteOptions = {}
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
  if (!options.durable && content.length <= SMALL) {
    writeAtOnce(path, temporary, content, options);
    return;
  }
  try {
    const file = await open(temporary, 'wx', options.mode ?? 0o600);
    try {
      await file.writeFile(content);
      if (options.durable) {
        await file.sync();
      }
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  if (options.durable) {
    await syncFolder(folder);
  }
}

function writeAtOnce(
  path: string,
  temporary: string,
  content: string | Uint8Array,
  { mode = 0o600 }: WriteOptions
): void {
  try {
    writeFileSync(temporary, content, { flag: 'wx', mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Makes the disk keep the names in a folder; not every system can. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } catch {
    // Some file systems refuse; they keep the name in their own way.
  } finally {
    await folder.close();
  }
}
