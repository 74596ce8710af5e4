import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import { pythonEnvironment } from '../../../runs/python-environment';
import { writeWhole } from '../../../runs/whole-file';
import type { Interpreter } from '../interpreter/interpreter';

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
  if (known && (await isCurrent(known))) {
    return known;
  }
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const environment = await ask(interpreter, runner, path);
    const { executable, paths } = environment;
    const stamps = await stampsOf([executable, ...paths]);
    await writeWhole(path, JSON.stringify({ environment, stamps }));
    return { environment, stamps };
  } catch {
    return undefined;
  }
}

/** Whether nothing was installed or removed since. */
export async function isCurrent({
  stamps
}: KnownEnvironment): Promise<boolean> {
  const now = await stampsOf(Object.keys(stamps));
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
      [...options, runner, '--environment', answer],
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
async function stampsOf(
  paths: readonly string[]
): Promise<Record<string, string>> {
  const stamps = paths.map(async path => {
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    const parts = found && [found.dev, found.ino, found.size, found.mtimeNs];
    return [path, parts?.join(':') ?? ''];
  });
  return Object.fromEntries(await Promise.all(stamps)) as Record<
    string,
    string
  >;
}

/** The same for all that decides what a Python finds. */
function nameOf({ command, environment }: Interpreter, runner: string): string {
  const variables = Object.entries(environment)
    .filter(([name]) => /^(PYTHON|HOME$|VIRTUAL_ENV$)/.test(name))
    .sort();
  const all = JSON.stringify([command, variables, runner]);
  return createHash('sha256').update(all).digest('hex').slice(0, 32);
}
