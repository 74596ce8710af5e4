import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';
import { EngineError } from '../../engine-error';
import type { Interpreter } from './interpreter';
import type { Kernelspec } from './kernelspecs';

/** Activating a large conda environment can take this long, in ms. */
const PATIENCE = 60_000;

const MARK = 'cellway-interpreter:';

const PROBE = `import json, os, sys
print(${JSON.stringify(MARK)} + json.dumps([sys.executable, dict(os.environ)]))`;

const answer = z.tuple([z.string().min(1), z.record(z.string(), z.string())]);

/**
 * Some kernels start Python through another program (`conda run -n env
 * python`), which may not hand on the runner's pipes. So it is asked once
 * what Python it starts, with which environment; that one is then started.
 *
 * @throws EngineError `kernel-not-understood`
 */
export async function lookThrough(
  spec: Kernelspec,
  [program, ...options]: readonly [string, ...string[]],
  environment: Readonly<Record<string, string>>
): Promise<Pick<Interpreter, 'command' | 'environment'>> {
  try {
    const { stdout } = await promisify(execFile)(
      program,
      [...options, '-c', PROBE],
      { env: environment, timeout: PATIENCE, maxBuffer: 16 * 1024 * 1024 }
    );
    const line = stdout.split('\n').find(each => each.startsWith(MARK));
    const [python, all] = answer.parse(
      JSON.parse(line?.slice(MARK.length) ?? '')
    );
    return { command: [python], environment: all };
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim() : '';
    throw new EngineError(
      'kernel-not-understood',
      `The kernel '${spec.name}' starts Python through ${program}, which did not work: ${reason}`,
      `Correct the command in ${spec.folder}/kernel.json.`
    );
  }
}
