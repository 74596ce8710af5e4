import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../../engines/engine-error';
import { errorCode } from '../../runs/file-error';
import { MARK, type Recipe } from './recipe';

/**
 * Writes a recipe into a folder, over an older one with the wheels that were
 * made for it, and over nothing else.
 *
 * @throws EngineError `invalid-options` where the folder has such files of somebody else
 */
export async function saveRecipe(
  folder: string,
  { files }: Recipe
): Promise<void> {
  let isOver = false;
  for (const name of Object.keys(files)) {
    const there = await read(join(folder, name));
    if (there !== undefined && !there.startsWith(MARK)) {
      throw new EngineError(
        'invalid-options',
        `There is a ${name} in ${folder} that Cellway has not written`,
        'Name another folder.'
      );
    }
    isOver ||= there !== undefined;
  }
  if (isOver) {
    await rm(join(folder, 'wheels'), { recursive: true, force: true });
  }
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
  }
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
