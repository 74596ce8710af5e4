import { cp, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CallError } from '../command';

/** What runs and editors leave beside the notebooks. */
const LEFT_OVER = new Set(['.cellway', '.ipynb_checkpoints']);

/**
 * Copies the examples into a folder. What is there already stays as it is.
 *
 * @param places - where they may be, the best first
 * @throws CallError where they are nowhere
 */
export async function copyExamples(
  places: readonly string[],
  target: string
): Promise<void> {
  for (const place of places) {
    if (await isThere(join(place, 'README.md'))) {
      await cp(place, target, {
        recursive: true,
        force: false,
        filter: path => !LEFT_OVER.has(basename(path))
      });
      return;
    }
  }
  throw new CallError(
    'The examples are not where they are installed. Install Cellway again.'
  );
}

/** Whether a folder has nothing in it, or is not there. */
export async function isEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.length === 0;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false
  );
}
