import { chmod, lstat, mkdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { errorCode, isReadOnly } from './file-error';
import { writeWhole } from './whole-file';

const STORE_NAME = '.cellway';

const IGNORE = `# What Cellway keeps of runs. It is made anew as needed; nothing of it belongs in git.
*
`;

/**
 * Where the store of a folder is, or would be made, best place first: the
 * nearest one upward, the root of the git repository, the folder itself, the
 * user's own folder.
 *
 * Objects are pickles, and loading one runs code: a store that belongs to
 * somebody else is never used.
 */
export async function storePlaces(
  folder: string,
  environment: NodeJS.ProcessEnv = process.env
): Promise<string[]> {
  const start = resolve(folder);
  const places: string[] = [];
  let git: string | undefined;
  for (const each of upward(start)) {
    const store = join(each, STORE_NAME);
    if (places.length === 0 && (await isOwnFolder(store))) {
      places.push(store);
    }
    if (git === undefined && (await exists(join(each, '.git')))) {
      git = join(each, STORE_NAME);
    }
  }
  const further = [
    ...(git === undefined ? [] : [git]),
    join(start, STORE_NAME),
    userStore(environment)
  ];
  return [...new Set([...places, ...further])];
}

/** The store that there is for a folder; undefined where nothing has run yet. */
export async function findStore(
  folder: string,
  environment: NodeJS.ProcessEnv = process.env
): Promise<string | undefined> {
  for (const place of await storePlaces(folder, environment)) {
    if (await isOwnFolder(place)) {
      return place;
    }
  }
  return undefined;
}

/**
 * Makes the store of a folder where it can be written, and returns its path.
 *
 * @throws the error of the file system, if it can be written nowhere
 */
export async function openStore(
  folder: string,
  environment: NodeJS.ProcessEnv = process.env
): Promise<string> {
  const places = await storePlaces(folder, environment);
  let problem: unknown;
  for (const place of places) {
    try {
      await prepare(place, place === places[places.length - 1]);
      return place;
    } catch (error) {
      if (!isReadOnly(error) && !isTaken(error)) {
        throw error;
      }
      problem = error;
    }
  }
  throw problem;
}

async function prepare(path: string, withParents: boolean): Promise<void> {
  try {
    await mkdir(path, { recursive: withParents, mode: 0o700 });
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' || !(await isOwnFolder(path))) {
      throw error;
    }
  }
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0) {
    await chmod(path, 0o700);
  }
  // The probe of whether it can be written, too.
  await writeWhole(join(path, '.gitignore'), IGNORE);
  for (const part of ['objects', 'runs']) {
    await mkdir(join(path, part), { recursive: true, mode: 0o700 });
  }
}

/** Whether something else has the name, or the store is somebody else's. */
function isTaken(error: unknown): boolean {
  return ['EEXIST', 'ENOTDIR', 'ENOENT'].includes(errorCode(error) ?? '');
}

function userStore(environment: NodeJS.ProcessEnv): string {
  const home = environment.HOME || homedir();
  const data = environment.XDG_DATA_HOME || join(home, '.local', 'share');
  return join(data, 'cellway');
}

function* upward(folder: string): Generator<string> {
  for (let each = folder; ; each = dirname(each)) {
    yield each;
    if (each === dirname(each)) {
      return;
    }
  }
}

async function isOwnFolder(path: string): Promise<boolean> {
  try {
    // Of a link both ends count: anybody may have put one there.
    const [named, found] = [await lstat(path), await stat(path)];
    const own = process.getuid?.() ?? 0;
    return found.isDirectory() && found.uid === own && named.uid === own;
  } catch {
    return false;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}
