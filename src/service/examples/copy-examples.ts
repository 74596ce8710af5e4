import { cp, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** What runs and editors leave beside the notebooks. */
const LEFT_OVER = new Set(['.cellway', '.ipynb_checkpoints']);

/**
 * Where the examples may be: in the wheel beside the folder of the bundle,
 * else where the package is edited.
 *
 * @param bundle - the folder of the bundle
 */
export function placesOfExamples(bundle: string): readonly string[] {
  return ['../examples', '../../examples'].map(each => join(bundle, each));
}

/**
 * Copies the examples into a folder. What is there already stays as it is.
 *
 * @param places - where they may be, the best first
 * @returns whether they are anywhere
 */
export async function copyExamples(
  places: readonly string[],
  target: string
): Promise<boolean> {
  for (const place of places) {
    if (await isThere(join(place, 'README.md'))) {
      await cp(place, target, {
        recursive: true,
        force: false,
        filter: path => !LEFT_OVER.has(basename(path))
      });
      return true;
    }
  }
  return false;
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
