import { access, constants, realpath, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCode } from '../../runs/file-error';
import { writeWhole } from '../../runs/whole-file';
import { CallError } from '../command';

/**
 * Checks that a file can be written later, so that nobody learns after an
 * hour that it cannot.
 *
 * @returns its path, behind links
 * @throws CallError if it cannot, or is the notebook itself
 */
export async function checkOutputPath(
  path: string,
  notebook: string
): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) {
    throw new CallError(`--output ${path}: This is a folder, not a file.`);
  }
  const folder = dirname(resolve(path));
  try {
    await access(found ? path : folder, constants.W_OK);
  } catch (error) {
    throw new CallError(
      errorCode(error) === 'ENOENT'
        ? `--output ${path}: There is no folder ${folder}.`
        : `--output ${path}: You may not write there.`
    );
  }
  const target = found
    ? await realpath(path)
    : join(await realpath(folder), basename(path));
  if (target === (await realpath(notebook))) {
    throw new CallError(
      `--output ${path}: This is the notebook itself, which is never written. Name another file.`
    );
  }
  return target;
}

/** Writes the executed notebook where it was asked for. */
export async function writeOutput(path: string, text: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isFile()) {
    await writeFile(path, text);
  } else {
    await writeWhole(path, text, { mode: found ? found.mode & 0o777 : 0o666 });
  }
}
