/** The command line as a bundle with the runner of tests beside it, run as a process. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  environmentIn,
  FAKE_RUNNER,
  notebookText,
  temporaryFolder,
  type Code
} from '../../engines/local/__tests__/notebooks';

const ROOT = resolve(__dirname, '../../..');

const REQUIRE =
  'import{createRequire as __cr}from"node:module";const require=__cr(import.meta.url);';

/** Makes the bundle and returns its path; anybody may read it. */
export async function makeBundle(): Promise<string> {
  const folder = await temporaryFolder();
  execFileSync(join(ROOT, 'node_modules/.bin/esbuild'), [
    join(ROOT, 'src/cli/main.ts'),
    '--bundle',
    // As it ships: else each call would load all there is.
    '--splitting',
    '--format=esm',
    '--platform=node',
    '--log-level=error',
    '--define:CELLWAY_VERSION="0"',
    `--banner:js=${REQUIRE}`,
    `--outdir=${folder}`,
    '--entry-names=cli',
    '--out-extension:.js=.mjs'
  ]);
  for (const name of [
    'web-tree-sitter/web-tree-sitter.wasm',
    'tree-sitter-python/tree-sitter-python.wasm'
  ]) {
    await copyFile(require.resolve(name), join(folder, name.split('/')[1]));
  }
  await copyFile(FAKE_RUNNER, join(folder, 'runner.pyz'));
  await chmod(folder, 0o755);
  return join(folder, 'cli.mjs');
}

export interface Answer {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

export interface CallOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Run as somebody who may do less. */
  readonly uid?: number;
  /** Called with the process and what it has printed, as it prints. */
  onOutput?(child: ChildProcess, out: string): void;
}

/** Calls the command line in a folder. */
export function call(
  bundle: string,
  folder: string,
  args: readonly string[],
  options: CallOptions = {}
): Promise<Answer> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [bundle, ...args], {
      cwd: folder,
      env: { ...environmentIn(folder), NO_COLOR: '1', ...options.environment },
      uid: options.uid,
      gid: options.uid
    });
    let out = '';
    let errors = '';
    child.stdout.on('data', (data: Buffer) => {
      out += data.toString();
      options.onOutput?.(child, out);
    });
    child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    child.once('error', fail);
    child.once('close', code => done({ code, out, errors }));
  });
}

/** A new folder with a notebook `a.ipynb`. */
export async function folderWith(
  cells: readonly Code[],
  metadata?: object
): Promise<string> {
  const folder = join(await temporaryFolder(), 'work');
  await mkdir(folder);
  await writeFile(join(folder, 'a.ipynb'), notebookText(cells, metadata));
  return folder;
}
