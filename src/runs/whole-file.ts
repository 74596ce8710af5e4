import { randomUUID } from 'node:crypto';
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
