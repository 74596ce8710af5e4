import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { pythonEnvironment } from '../../../runs/python-environment';
import { writeWhole } from '../../../runs/whole-file';
import type { Interpreter } from '../interpreter/interpreter';
import { unpackedRunner } from '../process/unpacked-runner';

/** How long a Python may take to tell what is installed in it, in ms. */
const PATIENCE = 120_000;

const knownEnvironment = z.object({
  environment: pythonEnvironment,
  /** Of the program, and of the folders in which packages are installed. */
  stamps: z.record(z.string(), z.string())
});

/** A Python and what was installed in it when it was asked. */
export type KnownEnvironment = z.infer<typeof knownEnvironment>;

/**
 * Describes the Python of an interpreter. It is asked once, and again when
 * something was installed; the answer is kept in a file.
 *
 * @param runner - the program that asks it
 * @param folder - for such files
 * @returns undefined where it does not answer
 */
export async function findEnvironment(
  interpreter: Interpreter,
  runner: string,
  folder: string
): Promise<KnownEnvironment | undefined> {
  const path = join(folder, `${nameOf(interpreter, runner)}.json`);
  const known = await read(path);
  if (known && isCurrent(known)) {
    return known;
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const environment = await ask(interpreter, runner, path);
    const { executable, paths } = environment;
    const stamps = stampsOf([executable, ...paths]);
    await writeWhole(path, JSON.stringify({ environment, stamps }));
    return { environment, stamps };
  } catch {
    return undefined;
  }
}

/** Whether nothing was installed or removed since. */
export function isCurrent({ stamps }: KnownEnvironment): boolean {
  const now = stampsOf(Object.keys(stamps));
  return Object.entries(stamps).every(([path, stamp]) => now[path] === stamp);
}

async function ask(
  { command: [program, ...options], environment }: Interpreter,
  runner: string,
  path: string
): Promise<KnownEnvironment['environment']> {
  const answer = `${path}.${randomUUID()}.tmp`;
  try {
    await promisify(execFile)(
      program,
      [...options, unpackedRunner(runner), '--environment', answer],
      { env: environment, timeout: PATIENCE }
    );
    return pythonEnvironment.parse(JSON.parse(await readFile(answer, 'utf8')));
  } finally {
    await rm(answer, { force: true });
  }
}

async function read(path: string): Promise<KnownEnvironment | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    return knownEnvironment.safeParse(json).data;
  } catch {
    return undefined;
  }
}

/** Installing something changes the time of a folder; '' for one that is not there. */
function stampsOf(paths: readonly string[]): Record<string, string> {
  return Object.fromEntries(paths.map(path => [path, stampOf(path)]));
}

/** At once: it is asked for each step, and to leave it to another thread is slower. */
function stampOf(path: string): string {
  try {
    const { dev, ino, size, mtimeNs } = statSync(path, { bigint: true });
    return [dev, ino, size, mtimeNs].join(':');
  } catch {
    return '';
  }
}

/** The same for all that decides what a Python finds. */
function nameOf({ command, environment }: Interpreter, runner: string): string {
  const variables = Object.entries(environment)
    .filter(([name]) => /^(PYTHON|HOME$|VIRTUAL_ENV$)/.test(name))
    .sort();
  const all = JSON.stringify([command, variables, runner]);
  return createHash('sha256').update(all).digest('hex').slice(0, 32);
}
