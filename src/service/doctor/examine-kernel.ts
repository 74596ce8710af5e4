import { EngineError } from '../../engines/engine-error';
import { findEnvironment } from '../../engines/local/cache/known-environment';
import { findInterpreter } from '../../engines/local/interpreter/interpreter';
import { findKernelspecs } from '../../engines/local/interpreter/kernelspecs';
import { NotebookDocument } from '../../notebook/document';
import { lacking, missing, well, type Finding } from './finding';
import type { Tools } from './tools';

/** A notebook that names no kernel, as many do. */
const PLAIN =
  '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}';

/** The oldest Python that steps run in. */
const OLDEST = [3, 9] as const;

/**
 * With what Python notebooks run that name no kernel, or `python3`.
 *
 * @param folder - for files that nobody needs afterwards
 */
export async function examineKernel(
  environment: NodeJS.ProcessEnv,
  folder: string,
  { runner }: Tools
): Promise<Finding[]> {
  try {
    const plain = NotebookDocument.parse(PLAIN);
    const interpreter = await findInterpreter(plain, environment);
    const program = interpreter.command.join(' ');
    const known = await findEnvironment(interpreter, runner, folder);
    if (known === undefined) {
      return [
        missing(
          'Python of steps',
          `${program} does not run`,
          `See what it says: ${program} --version`
        )
      ];
    }
    const { version, packages } = known.environment;
    return [
      isOld(version)
        ? missing(
            'Python of steps',
            `${program} is Python ${version}; the oldest that steps run in is ${OLDEST.join('.')}`,
            'Choose a newer kernel in the notebook.'
          )
        : well('Python of steps', `${version}, ${program}`),
      ...examineShell(packages, program),
      await describeKernels(environment)
    ];
  } catch (error) {
    if (error instanceof EngineError) {
      return [missing('Python of steps', error.message, error.hint)];
    }
    throw error;
  }
}

function examineShell(
  packages: Readonly<Record<string, string>>,
  program: string
): Finding[] {
  const { IPython: shell, ipykernel: kernel } = packages;
  return [
    shell !== undefined && kernel !== undefined
      ? well('IPython', `${shell}, ${kernel}`)
      : lacking(
          'IPython',
          'is not there: no magics, no shell commands, plain outputs',
          `${program} -m pip install ipykernel`
        )
  ];
}

async function describeKernels(
  environment: NodeJS.ProcessEnv
): Promise<Finding> {
  const names = [...(await findKernelspecs(environment)).keys()];
  return well(
    'Kernels',
    names.length > 0 ? names.join(', ') : 'none but that Python'
  );
}

function isOld(version: string): boolean {
  const [major, minor] = version.split('.').map(part => parseInt(part, 10));
  return major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
}
