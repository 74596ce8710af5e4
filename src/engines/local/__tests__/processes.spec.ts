import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { LocalEngine } from '../local-engine';
import {
  environmentIn,
  FAKE_RUNNER,
  packRunner,
  runToEnd,
  submit,
  temporaryFolder,
  watchToEnd,
  type Code
} from './notebooks';

/** The pids in a file that code has written, one a line. */
async function pidsIn(path: string, count: number): Promise<number[]> {
  for (let i = 0; i < 400; i++) {
    const text = await readFile(path, 'utf8').catch(() => '');
    const pids = text.split('\n').filter(line => line !== '');
    if (pids.length >= count) {
      return pids.map(Number);
    }
    await setTimeout(25);
  }
  throw new Error(`${path} has not ${count} lines`);
}

async function isGone(pid: number): Promise<boolean> {
  for (let i = 0; i < 100; i++) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => 'Z');
    if (/\) Z|^Z/.test(stat)) {
      return true;
    }
    await setTimeout(25);
  }
  return false;
}

/** Starts a child, and one in a session of its own, and writes all pids. */
const FAMILY = `
import os, subprocess, sys, time
sleep = [sys.executable, "-c", "import time; time.sleep(60)"]
child = subprocess.Popen(sleep)
daemon = subprocess.Popen(sleep, start_new_session=True)
with open("pids", "w") as file:
    file.write(f"{os.getpid()}\\n{child.pid}\\n{daemon.pid}\\n")
`;

describe('cancelling', () => {
  it.each([
    ['code that ends when interrupted', 'time.sleep(60)'],
    [
      'code that does not',
      'while True:\n    try:\n        time.sleep(60)\n    except BaseException:\n        pass'
    ]
  ])('ends %s, with all that it has started', async (_, rest) => {
    const folder = await temporaryFolder();
    const { engine, handle } = await submit(
      [
        ['step:one', `print("x")${FAMILY}${rest}`],
        ['step:two', 'print(2)']
      ],
      { folder }
    );
    const pids = await pidsIn(join(folder, 'pids'), 3);
    await engine.cancel(handle);
    const ran = await watchToEnd(engine, handle);
    expect(ran.status).toBe('cancelled');
    expect(ran.statuses).toEqual({ one: 'cancelled', two: 'cancelled' });
    expect(await Promise.all(pids.map(isGone))).toEqual([true, true, true]);
  });

  it('ends what another process executes, too', async () => {
    const folder = await temporaryFolder();
    const { engine, handle } = await submit(
      [['step:one', `${FAMILY}time.sleep(60)`]],
      { folder }
    );
    const pids = await pidsIn(join(folder, 'pids'), 3);
    const other = new LocalEngine({ runner: FAKE_RUNNER });
    await other.cancel(handle);
    expect(await Promise.all(pids.map(isGone))).toEqual([true, true, true]);
    const { store, status } = await watchToEnd(engine, handle);
    expect(status).toBe('cancelled');
    expect(existsSync(store.run(handle.id).cancel)).toBe(false);
  });

  it('does not end a run that goes on after a request that nobody saw', async () => {
    const { engine, handle } = await submit([['step:one', '1 / 0']]);
    const { store } = await watchToEnd(engine, handle);
    await writeFile(store.run(handle.id).cancel, '');
    await engine.resume(handle);
    expect((await watchToEnd(engine, handle)).status).toBe('failed');
  });

  it('keeps what the cells had shown', async () => {
    const ran = await runToEnd(
      [
        ['step:one', 'print("done")'],
        ['step:two', 'import time\nprint("half")\ntime.sleep(60)']
      ],
      {
        onEvent: (event, engine, handle) => {
          if (event.type === 'cell' && event.cell === 1) {
            void setTimeout(200).then(() => engine.cancel(handle));
          }
        }
      }
    );
    expect(ran.status).toBe('cancelled');
    expect(ran.texts).toEqual(['done\n', 'half\nKeyboardInterrupt']);
  });

  it('takes no step for done whose cell has caught the interrupt', async () => {
    const folder = await temporaryFolder();
    // That which ships: it notes what its code has caught.
    const real = new LocalEngine({
      runner: packRunner(await temporaryFolder()),
      environment: environmentIn(folder)
    });
    const { engine, handle } = await submit(
      [
        [
          'step:one',
          'import os, time\ntry:\n    with open("pids", "w") as file:\n        print(os.getpid(), file=file)\n    time.sleep(60)\nexcept KeyboardInterrupt:\n    print("caught")'
        ]
      ],
      { folder, engine: real }
    );
    await pidsIn(join(folder, 'pids'), 1);
    await engine.cancel(handle);
    const ran = await watchToEnd(engine, handle);
    expect(ran.texts).toEqual(['caught\n']);
    expect(ran.statuses).toEqual({ one: 'cancelled' });
    real.close();
  });

  it('does nothing to a run that has ended', async () => {
    const { handle, status } = await runToEnd([['step:one', '1']]);
    expect(status).toBe('succeeded');
    const { engine } = await submit([['step:one', '1']]);
    await engine.cancel(handle);
  });
});

describe('programs that a step leaves running', () => {
  const cells: readonly Code[] = [
    ['step:one', `${FAMILY}x = child.pid, daemon.pid`],
    ['step:two', 'import os\nprint([os.kill(pid, 0) for pid in x])']
  ];

  it('run for later steps, as in Run All, and end with the run', async () => {
    const folder = await temporaryFolder();
    const ran = await runToEnd(cells, { folder });
    expect(ran.status).toBe('succeeded');
    expect(ran.texts[1]).toBe('[None, None]\n');
    const pids = await pidsIn(join(folder, 'pids'), 3);
    expect(await Promise.all(pids.map(isGone))).toEqual([true, true, true]);
  });

  it('do not hold up the step by the pipes that they keep', async () => {
    const begun = performance.now();
    const ran = await runToEnd([['step:one', 'x = 1\n# fault: holds pipes']]);
    expect(ran.status).toBe('succeeded');
    expect(performance.now() - begun).toBeLessThan(6_000);
  });
});

describe('the death of the engine', () => {
  it('ends its steps', async () => {
    const folder = await temporaryFolder();
    const engine = join(folder, 'engine.mjs');
    const sleeper = join(folder, 'runner.py');
    await writeFile(
      sleeper,
      'import os\n' +
        'open("pids", "w").write(f"{os.getpid()}\\n")\n' +
        'while os.read(4, 1): pass\n'
    );
    // A parent with the same pipes as the engine's.
    await writeFile(
      engine,
      `import { spawn } from 'node:child_process';
       spawn('python3', [${JSON.stringify(sleeper)}], {
         cwd: ${JSON.stringify(folder)},
         detached: true,
         stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']
       });`
    );
    const parent = spawn(process.execPath, [engine]);
    const [pid] = await pidsIn(join(folder, 'pids'), 1);
    parent.kill('SIGKILL');
    expect(await isGone(pid)).toBe(true);
  });
});
