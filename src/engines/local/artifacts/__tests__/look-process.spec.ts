import type { LookRequest } from '../../../../runs/value-look';
import { EngineError } from '../../../engine-error';
import {
  environmentIn,
  packRunner,
  temporaryFolder
} from '../../__tests__/notebooks';
import type { Interpreter } from '../../interpreter/interpreter';
import { look } from '../look-process';

let folder: string;
let runner: string;
let interpreter: Interpreter;

beforeAll(async () => {
  folder = await temporaryFolder();
  runner = packRunner(folder);
  const environment = environmentIn(folder) as Record<string, string>;
  const command: [string] = [environment.CELLWAY_PYTHON];
  interpreter = { kernel: 'python3', command, environment };
});

/** Looks at what a definition has made. */
function lookAt(source: string, patience?: number): ReturnType<typeof look> {
  const request: LookRequest = {
    protocol: 1,
    folder,
    objects: folder,
    restore: [
      { kind: 'definition', id: '', names: ['x'], cell: 0, line: 1, source }
    ],
    name: 'x'
  };
  return look(interpreter, runner, request, patience);
}

describe('a process that looks at a value', () => {
  it('tells what the value shows', async () => {
    const { preview } = await lookAt('x = {"a": [1, 2]}');
    expect(preview?.text).toBe("{'a': [1, 2]}");
  });

  it('is ended where it takes too long', async () => {
    const looking = lookAt('while True: pass', 500);
    await expect(looking).rejects.toThrow(EngineError);
    await expect(looking).rejects.toThrow('longer than 0.5 seconds');
  });

  it('may die without taking anything along', async () => {
    const looking = lookAt('import os\nos.kill(os.getpid(), 9)');
    await expect(looking).rejects.toThrow('was ended by SIGKILL');
  });
});
