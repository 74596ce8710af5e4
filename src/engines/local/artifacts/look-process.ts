import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeWhole } from '../../../runs/whole-file';
import {
  lookResult,
  type LookRequest,
  type LookResult
} from '../../../runs/value-look';
import { EngineError } from '../../engine-error';
import type { Interpreter } from '../interpreter/interpreter';
import { environmentOf } from '../process/python-environment';
import { unpackedRunner } from '../process/unpacked-runner';

/** How long a value may take to be loaded and shown, in ms. */
export const PATIENCE = 60_000;

/**
 * Has a value looked at by a process of its own, of the notebook's Python.
 *
 * @throws EngineError `cannot-show`
 */
export async function look(
  { command: [program, ...options], ...interpreter }: Interpreter,
  runner: string,
  request: LookRequest,
  patience = PATIENCE
): Promise<LookResult> {
  const folder = await mkdtemp(join(tmpdir(), 'cellway-look-'));
  const asked = join(folder, 'request.json');
  const answer = join(folder, 'result.json');
  try {
    await writeWhole(asked, JSON.stringify(request));
    await promisify(execFile)(
      program,
      [...options, unpackedRunner(runner), '--look', asked, answer],
      {
        env: environmentOf({ command: [program], ...interpreter }),
        timeout: patience,
        killSignal: 'SIGKILL',
        maxBuffer: 16 * 1024 * 1024
      }
    );
    return lookResult.parse(JSON.parse(await readFile(answer, 'utf8')));
  } catch (error) {
    throw new EngineError(
      'cannot-show',
      `'${request.name}' cannot be looked at: ${reasonOf(error, patience)}`,
      'Load it into a kernel to look at it there.'
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function reasonOf(error: unknown, patience: number): string {
  const { killed, signal, stderr, message } = error as Error & {
    readonly killed?: boolean;
    readonly signal?: string | null;
    readonly stderr?: string;
  };
  if (killed) {
    return `it takes longer than ${patience / 1000} seconds to load`;
  }
  if (signal) {
    return `the process that loads it was ended by ${signal}; it may need more memory than there is`;
  }
  const last = stderr?.trim().split('\n').pop();
  return last === undefined || last === '' ? message : last;
}
