import { execFileSync } from 'node:child_process';
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { JsonObject } from '../../../notebook/json/value';
import type { NotebookView } from '../../../notebook/tagged-notebook';
import { EngineError } from '../../engine-error';
import { findInterpreter, type Interpreter } from '../interpreter/interpreter';
import { jupyterPath } from '../interpreter/jupyter-paths';
import { temporaryFolder } from './notebooks';

interface Machine {
  readonly home: string;
  /** A virtual environment, which is the running one. */
  readonly venv: string;
  readonly environment: NodeJS.ProcessEnv;
}

async function program(path: string, text = '#!/bin/sh\n'): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, 0o755);
  return path;
}

async function makeMachine(): Promise<Machine> {
  const home = await temporaryFolder();
  const venv = join(home, 'venv');
  const python = await program(join(venv, 'bin', 'python'));
  await writeFile(join(venv, 'pyvenv.cfg'), '');
  const path = join(home, 'bin');
  await program(join(path, 'python3'));
  return {
    home,
    venv,
    environment: { HOME: home, PATH: path, CELLWAY_PYTHON: python, SECRET: 's' }
  };
}

async function install(
  data: string,
  name: string,
  spec: object | string
): Promise<string> {
  const folder = join(data, 'kernels', name);
  await mkdir(folder, { recursive: true });
  const text = typeof spec === 'string' ? spec : JSON.stringify(spec);
  await writeFile(join(folder, 'kernel.json'), text);
  return folder;
}

const LAUNCH = ['-m', 'ipykernel_launcher', '-f', '{connection_file}'];

function find(machine: Machine, name?: string): Promise<Interpreter> {
  const notebook: NotebookView = {
    cells: [],
    metadata: name === undefined ? {} : namedKernel(name)
  };
  return findInterpreter(notebook, machine.environment);
}

function namedKernel(name: string): JsonObject {
  return { kernelspec: { name } };
}

async function problem(action: Promise<unknown>): Promise<EngineError> {
  const error = await action.catch((each: unknown) => each);
  if (error instanceof EngineError) {
    return error;
  }
  throw new Error(`no EngineError but ${String(error)}`);
}

describe('where Jupyter keeps kernels', () => {
  it('is looked through in its order', async () => {
    const { home, venv, environment } = await makeMachine();
    const user = join(home, '.local', 'share', 'jupyter');
    const own = join(venv, 'share', 'jupyter');
    const system = ['/usr/local/share/jupyter', '/usr/share/jupyter'];
    expect(jupyterPath(environment)).toEqual([own, user, ...system]);
    expect(
      jupyterPath({ ...environment, JUPYTER_PREFER_ENV_PATH: '0' })
    ).toEqual([user, own, ...system]);
    expect(
      jupyterPath({
        ...environment,
        JUPYTER_PATH: '/a::/b',
        JUPYTER_DATA_DIR: '/mine'
      })
    ).toEqual(['/a', '/b', own, '/mine', ...system]);
  });

  it('is not shaken by what is no kernel', async () => {
    const machine = await makeMachine();
    const data = join(machine.venv, 'share', 'jupyter');
    await install(data, 'cut', '{"argv": ["py');
    await install(data, 'empty', { argv: [] });
    await mkdir(join(data, 'kernels', 'nothing'));
    await writeFile(join(data, 'kernels', 'file'), '');
    const { message, hint } = await problem(find(machine, 'cut'));
    expect(message).toContain("the kernel 'cut', which is not installed");
    expect(hint).toBe('No kernel is installed: pip install ipykernel.');
  });
});

describe('the interpreter of a notebook', () => {
  it('is that of its kernel, with its options and environment', async () => {
    const machine = await makeMachine();
    const python = await program(
      join(machine.home, 'env', 'bin', 'python3.12')
    );
    await install(join(machine.venv, 'share', 'jupyter'), 'Mine', {
      argv: [python, '-Xfrozen_modules=off', ...LAUNCH],
      language: 'python',
      env: { A: '${SECRET}/$SECRET', B: '$$5', C: '${NOT_SET}' }
    });
    const found = await find(machine, 'mine');
    expect(found.kernel).toBe('mine');
    expect(found.command).toEqual([python, '-Xfrozen_modules=off']);
    expect(found.environment).toMatchObject({
      A: 's/s',
      B: '$5',
      C: '${NOT_SET}',
      SECRET: 's'
    });
    expect(found.environment).not.toHaveProperty('CELLWAY_PYTHON');
  });

  it('is that of the running environment where the kernel says just python', async () => {
    const machine = await makeMachine();
    for (const name of ['python', 'python3', 'python3.11']) {
      await install(join(machine.venv, 'share', 'jupyter'), 'python3', {
        argv: [name, ...LAUNCH]
      });
      const { command } = await find(machine);
      expect(command).toEqual([machine.environment.CELLWAY_PYTHON]);
    }
  });

  it('is that of the running environment where nothing is installed', async () => {
    const machine = await makeMachine();
    expect((await find(machine, 'python3')).command).toEqual([
      machine.environment.CELLWAY_PYTHON
    ]);
    const environment = { ...machine.environment, CELLWAY_PYTHON: undefined };
    const bare = { ...machine, environment };
    expect((await find(bare)).command).toEqual([
      join(machine.home, 'bin', 'python3')
    ]);
    const active = { ...environment, VIRTUAL_ENV: machine.venv };
    expect((await find({ ...machine, environment: active })).command).toEqual([
      join(machine.venv, 'bin', 'python')
    ]);
  });

  it('fills in what Jupyter fills in', async () => {
    const machine = await makeMachine();
    const folder = await install(
      join(machine.venv, 'share', 'jupyter'),
      'filled',
      { argv: ['{prefix}/bin/python', '-I', '{resource_dir}', ...LAUNCH] }
    );
    expect((await find(machine, 'filled')).command).toEqual([
      machine.environment.CELLWAY_PYTHON,
      '-I',
      folder
    ]);
  });

  it('is found behind another program', async () => {
    const machine = await makeMachine();
    const conda = await program(
      join(machine.home, 'conda'),
      '#!/bin/sh\nshift 3\necho activating\nACTIVE=yes exec "$@"\n'
    );
    const python = join(machine.home, 'wrapped', 'python3');
    await mkdir(dirname(python));
    await symlink(realPython(), python);
    await install(join(machine.venv, 'share', 'jupyter'), 'wrapped', {
      argv: [conda, 'run', '-n', 'x', python, ...LAUNCH]
    });
    const { command, environment } = await find(machine, 'wrapped');
    expect(command).toEqual([python]);
    expect(environment).toMatchObject({ ACTIVE: 'yes', SECRET: 's' });
  });

  it.each([
    ['missing', { argv: ['/not/there/python', ...LAUNCH] }, 'no-kernel'],
    ['no-program', { argv: ['nothing-of-it', ...LAUNCH] }, 'no-kernel'],
    ['bash', { argv: ['sh'], language: 'bash' }, 'kernel-not-understood'],
    ['odd', { argv: ['/bin/sh', '-c', 'x'] }, 'kernel-not-understood'],
    ['broken', { argv: ['/bin/false', ...LAUNCH] }, 'kernel-not-understood']
  ])('cannot be found for the kernel %s', async (name, spec, code) => {
    const machine = await makeMachine();
    await install(join(machine.venv, 'share', 'jupyter'), name, spec);
    const error = await problem(find(machine, name));
    expect(error.code).toBe(code);
    expect(error.message).toContain(`'${name}'`);
    expect(error.hint).not.toBe('');
  });

  it('is told to be missing with all that there are', async () => {
    const machine = await makeMachine();
    const data = join(machine.venv, 'share', 'jupyter');
    await install(data, 'b', { argv: ['python', ...LAUNCH] });
    await install(data, 'a', { argv: ['python', ...LAUNCH] });
    const { code, message, hint } = await problem(find(machine, 'c'));
    expect(code).toBe('no-kernel');
    expect(message).toBe(
      "The notebook names the kernel 'c', which is not installed here"
    );
    expect(hint).toBe(
      "Installed are: a, b. Choose one of them in the notebook, or install 'c'."
    );
  });
});

function realPython(): string {
  const code = 'import sys; print(sys.executable)';
  return execFileSync('python3', ['-c', code]).toString().trim();
}
