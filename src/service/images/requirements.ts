import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod';
import type { Interpreter } from '../../engines/local/interpreter/interpreter';
import { unpackedRunner } from '../../engines/local/process/unpacked-runner';
import { EngineError } from '../../engines/engine-error';

/** How long a Python may take to tell what is installed in it, in ms. */
const PATIENCE = 120_000;

const distribution = z.object({
  name: z.string(),
  version: z.string(),
  /** Where it came from that is not from an index. */
  origin: z
    .object({
      /** `folder`: sources on this machine, perhaps to be edited. */
      kind: z.enum(['folder', 'repository', 'file']),
      /** As pip takes it; of a folder the path. */
      url: z.string()
    })
    .optional(),
  /** What has installed it that is not pip: `conda`. */
  installer: z.string().optional()
});

/** What modules need to be installed; `runner.pyz --requirements` writes it. */
export const requirements = z.object({
  /** `3.11` */
  python: z.string(),
  version: z.string(),
  implementation: z.string(),
  distributions: z.array(
    distribution.extend({
      /** `shell`: what steps make use of by themselves. */
      role: z.enum(['imported', 'needed', 'shell'])
    })
  ),
  /** What is there that distributions can make use of, and do not need. */
  optional: z.array(distribution.extend({ for: z.array(z.string()) })),
  /** Modules in the notebook's folder. */
  project: z.array(z.string()),
  /** Modules that are nowhere. */
  missing: z.array(z.string())
});

export type Requirements = z.infer<typeof requirements>;
export type Distribution = z.infer<typeof distribution>;

/**
 * Asks the Python of a notebook what modules need to be installed.
 *
 * @param runner - the program that asks
 * @param folder - of the notebook
 * @throws EngineError `no-kernel`
 */
export async function findRequirements(
  { command: [program, ...options], environment }: Interpreter,
  runner: string,
  folder: string,
  modules: readonly string[]
): Promise<Requirements> {
  const place = await mkdtemp(join(tmpdir(), 'cellway-image-'));
  const answer = join(place, 'requirements.json');
  try {
    await promisify(execFile)(
      program,
      [
        ...options,
        unpackedRunner(runner),
        '--requirements',
        answer,
        folder,
        ...modules
      ],
      { env: environment, timeout: PATIENCE }
    );
    return requirements.parse(JSON.parse(await readFile(answer, 'utf8')));
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new EngineError(
      'no-kernel',
      `${program} does not tell what is installed in it: ${said.trim()}`,
      `See whether it runs: ${program} --version.`
    );
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
