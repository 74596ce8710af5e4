import type { NotebookView } from '../../../notebook/tagged-notebook';
import { isJsonObject } from '../../../notebook/json/value';
import { EngineError } from '../../engine-error';
import { findProgram, isProgram, runningEnvironment } from './jupyter-paths';
import { findKernelspecs, type Kernelspec } from './kernelspecs';
import { expandTemplate } from './environment-template';
import { lookThrough } from './wrapper';

/** How to start Python for a notebook. */
export interface Interpreter {
  /** The name of the kernel that it is that of. */
  readonly kernel: string;
  /** The program and its options, before the script. */
  readonly command: readonly [program: string, ...options: string[]];
  /** All environment variables. */
  readonly environment: Readonly<Record<string, string>>;
}

/** The name that Jupyter gives to the kernel of its own environment. */
const NATIVE = 'python3';

/**
 * The interpreter of the kernel that a notebook names; where it names none,
 * that of `python3`.
 *
 * @throws EngineError `no-kernel`, `kernel-not-understood`
 */
export async function findInterpreter(
  notebook: NotebookView,
  environment: NodeJS.ProcessEnv = process.env
): Promise<Interpreter> {
  const name = kernelName(notebook);
  const specs = await findKernelspecs(environment);
  const spec = specs.get(name.toLowerCase());
  if (spec) {
    return interpreterOf(spec, environment);
  }
  const running = runningEnvironment(environment);
  if (name === NATIVE && running) {
    return {
      kernel: NATIVE,
      command: [running.python],
      environment: cleaned(environment)
    };
  }
  const names = [...specs.keys()];
  throw new EngineError(
    'no-kernel',
    `The notebook names the kernel '${name}', which is not installed here`,
    names.length > 0
      ? `Installed are: ${names.join(', ')}. Choose one of them in the notebook, or install '${name}'.`
      : 'No kernel is installed: pip install ipykernel.'
  );
}

function kernelName({ metadata }: NotebookView): string {
  const { kernelspec } = metadata;
  const name = isJsonObject(kernelspec) ? kernelspec.name : undefined;
  return typeof name === 'string' && name !== '' ? name : NATIVE;
}

async function interpreterOf(
  spec: Kernelspec,
  environment: NodeJS.ProcessEnv
): Promise<Interpreter> {
  if (!/^python$/i.test(spec.language)) {
    throw new EngineError(
      'kernel-not-understood',
      `The kernel '${spec.name}' runs ${spec.language}, not Python`,
      'Choose a Python kernel in the notebook.'
    );
  }
  const all = {
    ...cleaned(environment),
    ...expandTemplate(spec.environment, environment)
  };
  const launch = pythonOf(spec.argv);
  if (launch === undefined) {
    throw notUnderstood(spec);
  }
  const filled = launch.map(each => fill(each, spec, environment));
  const program = locate(filled[0], environment);
  if (program === undefined) {
    throw new EngineError(
      'no-kernel',
      `The kernel '${spec.name}' starts ${filled[0]}, which is not there`,
      `Install the kernel again, or correct ${spec.folder}/kernel.json.`
    );
  }
  const command: [string, ...string[]] = [program, ...filled.slice(1)];
  return isPython(program)
    ? { kernel: spec.name, command, environment: all }
    : { kernel: spec.name, ...(await lookThrough(spec, command, all)) };
}

/**
 * What stands before `-m ipykernel_launcher`, or before the script or command
 * that starts the kernel in its place.
 */
function pythonOf(argv: readonly string[]): readonly string[] | undefined {
  const module = argv.findIndex(
    (each, i) => each === '-m' && /^ipykernel/.test(argv[i + 1] ?? '')
  );
  if (module > 0) {
    return argv.slice(0, module);
  }
  // Another launcher: only where its interpreter is plain to see.
  return isPython(argv[0]) ? argv.slice(0, 1) : undefined;
}

function isPython(program: string): boolean {
  return /(^|\/)(python|pypy)[\d.]*$/.test(program);
}

/** What Jupyter puts for `{prefix}` and `{resource_dir}`. */
function fill(
  argument: string,
  spec: Kernelspec,
  environment: NodeJS.ProcessEnv
): string {
  const prefix = runningEnvironment(environment)?.prefix;
  return argument
    .replaceAll('{resource_dir}', spec.folder)
    .replaceAll('{prefix}', prefix ?? '{prefix}');
}

/** A bare `python` is that of the running environment, as for Jupyter. */
function locate(
  program: string,
  environment: NodeJS.ProcessEnv
): string | undefined {
  if (program.includes('/')) {
    return isProgram(program) ? program : undefined;
  }
  const running = runningEnvironment(environment);
  return running && /^python(3(\.\d+)?)?$/.test(program)
    ? running.python
    : findProgram(program, environment);
}

/** Without what only Cellway is told, and what keeps a Python from finding itself. */
function cleaned(environment: NodeJS.ProcessEnv): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (
      value !== undefined &&
      !name.startsWith('CELLWAY_') &&
      name !== 'PYTHONEXECUTABLE'
    ) {
      result[name] = value;
    }
  }
  return result;
}

function notUnderstood(spec: Kernelspec): EngineError {
  return new EngineError(
    'kernel-not-understood',
    `The kernel '${spec.name}' starts with '${spec.argv.join(' ')}', in which no Python is to be seen`,
    `Make its command a Python with '-m ipykernel_launcher', in ${spec.folder}/kernel.json.`
  );
}
