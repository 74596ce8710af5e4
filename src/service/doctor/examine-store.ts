import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { findStore, storePlaces } from '../../runs/store-folder';
import { missing, well, type Finding } from './finding';

/** Where the runs of a folder's notebooks are kept, or would be. */
export async function examineStore(
  folder: string,
  environment: NodeJS.ProcessEnv
): Promise<Finding> {
  const found = await findStore(folder, environment);
  if (found !== undefined && (await canWrite(found))) {
    return well('Store', found);
  }
  for (const place of await storePlaces(folder, environment)) {
    if (place !== found && (await canMake(place))) {
      return well('Store', `${place}, made with the first run`);
    }
  }
  return missing(
    'Store',
    `runs of notebooks in ${folder} cannot be kept anywhere`,
    'Set XDG_DATA_HOME to a folder that can be written.'
  );
}

async function canMake(path: string): Promise<boolean> {
  const parent = dirname(path);
  return (await exists(parent))
    ? canWrite(parent)
    : parent !== path && canMake(parent);
}

async function canWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false
  );
}
