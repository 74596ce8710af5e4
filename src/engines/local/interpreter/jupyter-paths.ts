/** Where Jupyter keeps its data, as `jupyter_core.paths.jupyter_path` has it. */
import {
  accessSync,
  constants,
  existsSync,
  realpathSync,
  statSync
} from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

/** The Python environment that Cellway runs in. */
export interface PythonEnvironment {
  /** Its interpreter. */
  readonly python: string;
  /** Python's `sys.prefix`. */
  readonly prefix: string;
}

/**
 * The environment that the command `cellway` belongs to (it tells in
 * CELLWAY_PYTHON); without it, the active one, else that of `python3` on PATH.
 */
export function runningEnvironment(
  environment: NodeJS.ProcessEnv
): PythonEnvironment | undefined {
  const active = environment.VIRTUAL_ENV || environment.CONDA_PREFIX;
  const candidates = [
    environment.CELLWAY_PYTHON,
    active && join(active, 'bin', 'python'),
    findProgram('python3', environment),
    findProgram('python', environment)
  ];
  const python = candidates.find(each => each && isProgram(each));
  return python ? { python, prefix: dirname(dirname(python)) } : undefined;
}

/** Folders with Jupyter's data, the most important first. */
export function jupyterPath(environment: NodeJS.ProcessEnv): string[] {
  const running = runningEnvironment(environment);
  const user = [userDataFolder(environment)];
  const own = running ? [join(running.prefix, 'share', 'jupyter')] : [];
  const given = (environment.JUPYTER_PATH ?? '').split(delimiter);
  return [
    ...new Set([
      ...given.filter(each => each !== ''),
      ...(running && comesBeforeUser(running, environment)
        ? [...own, ...user]
        : [...user, ...own]),
      '/usr/local/share/jupyter',
      '/usr/share/jupyter'
    ])
  ];
}

/** The path of a program on PATH. */
export function findProgram(
  name: string,
  environment: NodeJS.ProcessEnv
): string | undefined {
  return (environment.PATH ?? '')
    .split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(isProgram);
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function userDataFolder(environment: NodeJS.ProcessEnv): string {
  if (environment.JUPYTER_DATA_DIR) {
    return environment.JUPYTER_DATA_DIR;
  }
  const home = environment.HOME || homedir();
  if (process.platform === 'darwin') {
    return join(realpath(home), 'Library', 'Jupyter');
  }
  const data = environment.XDG_DATA_HOME || join(home, '.local', 'share');
  return join(data, 'jupyter');
}

/** A virtual environment of one's own comes before one's personal folder. */
function comesBeforeUser(
  { prefix }: PythonEnvironment,
  environment: NodeJS.ProcessEnv
): boolean {
  const wish = environment.JUPYTER_PREFER_ENV_PATH;
  if (wish !== undefined) {
    const no = ['', 'no', 'n', 'false', 'off', '0', '0.0'];
    return !no.includes(wish.toLowerCase());
  }
  const isVirtual = existsSync(join(prefix, 'pyvenv.cfg'));
  const { CONDA_PREFIX: conda, CONDA_DEFAULT_ENV: name } = environment;
  const isConda =
    conda !== undefined &&
    prefix.startsWith(conda) &&
    (name ?? 'base') !== 'base';
  return (isVirtual || isConda) && isOwn(prefix);
}

function isOwn(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function realpath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
