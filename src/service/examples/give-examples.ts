import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '../service-error';
import { copyExamples, isEmpty } from './copy-examples';

/** Their folder in Jupyter's contents. */
const FOLDER = 'cellway-examples';

/** It needs nothing but Matplotlib, and says what it shows. */
const FIRST = 'lemonade_stand/lemonade_stand.ipynb';

/** How many folders of that name are tried. */
const MOST = 100;

/**
 * Copies the examples below Jupyter's root, unless they are there: what
 * anybody has made of them stays as it is.
 *
 * @param places - where they are installed, the best first
 * @throws ServiceError `no-examples`, `examples-not-copied`
 */
export async function giveExamples(
  places: readonly string[],
  root: string
): Promise<{ readonly notebook: string; readonly isNew: boolean }> {
  for (let number = 1; number <= MOST; number++) {
    const folder = number === 1 ? FOLDER : `${FOLDER}-${number}`;
    const target = join(root, folder);
    const notebook = `${folder}/${FIRST}`;
    if (await isFile(join(root, notebook))) {
      return { notebook, isNew: false };
    }
    if (!(await isFile(target)) && (await isEmpty(target))) {
      await copy(places, target);
      return { notebook, isNew: true };
    }
  }
  throw notCopied(`there are ${MOST} folders of the name ${FOLDER} already`);
}

async function copy(places: readonly string[], target: string): Promise<void> {
  let found: boolean;
  try {
    found = await copyExamples(places, target);
  } catch (error) {
    // A part of them would be taken for the whole next time; the folder was empty.
    await rm(target, { recursive: true, force: true }).catch(() => undefined);
    throw notCopied(error instanceof Error ? error.message : String(error));
  }
  if (!found) {
    throw new ServiceError(500, {
      code: 'no-examples',
      message: 'The examples are not where they are installed',
      hint: 'Install Cellway again.'
    });
  }
}

function notCopied(reason: string): ServiceError {
  return new ServiceError(500, {
    code: 'examples-not-copied',
    message: `The examples could not be copied: ${reason}`,
    hint: 'Start Jupyter in a folder that can be written.'
  });
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isFile(),
    () => false
  );
}
