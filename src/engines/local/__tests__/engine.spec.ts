import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OwnerLock } from '../../../runs/owner-lock';
import { RunError } from '../../../runs/run-error';
import { parseStepResult } from '../../../runs/read-step-result';
import { EngineError } from '../../engine-error';
import { LocalEngine } from '../local-engine';
import {
  environmentIn,
  notebookText,
  FAKE_RUNNER,
  runToEnd,
  submit,
  temporaryFolder,
  watchToEnd,
  type Code,
  type RunOptions
} from './notebooks';

async function codeOf(action: Promise<unknown>): Promise<string> {
  const error = await action.catch((each: unknown) => each);
  return error instanceof EngineError || error instanceof RunError
    ? error.code
    : `no such error: ${String(error)}`;
}

/** The second step fails as long as the file `broken` is there. */
const MENDABLE: readonly Code[] = [
  ['step:one', 'import time\nx = time.time()\nprint(x)'],
  [
    'step:two',
    'import os\nassert not os.path.exists("broken")\ny = x\nprint(x)'
  ],
  ['step:three', 'print(x, y)']
];

async function broken(): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'broken'), '');
  return folder;
}

describe('resuming', () => {
  it('runs only what is not done, with what the done steps left', async () => {
    const folder = await broken();
    const { engine, handle } = await submit(MENDABLE, { folder });
    const first = await watchToEnd(engine, handle);
    expect(first.status).toBe('failed');
    await rm(join(folder, 'broken'));
    await engine.resume(handle);
    const second = await watchToEnd(engine, handle);
    expect(second.status).toBe('succeeded');
    const time = first.texts[0].trim();
    expect(second.texts).toEqual([
      `${time}\n`,
      `${time}\n`,
      `${time} ${time}\n`
    ]);
    const again = second.events.slice(first.events.length);
    expect(again.map(each => 'step' in each && each.step)).not.toContain('one');
  });

  it('runs a done step again whose objects are damaged', async () => {
    const folder = await broken();
    const { engine, handle } = await submit(MENDABLE, { folder });
    const first = await watchToEnd(engine, handle);
    await rm(join(folder, 'broken'));
    const path = first.store.run('test').step(0).result;
    const { result } = parseStepResult(await readFile(path, 'utf8'));
    await writeFile(first.store.objects.path(result.objects[0].hash), 'bad');
    // Another process does not know that it was whole.
    const other = new LocalEngine({
      runner: FAKE_RUNNER,
      environment: environmentIn(folder)
    });
    await other.resume(handle);
    const second = await watchToEnd(other, handle);
    expect(second.status).toBe('succeeded');
    expect(second.texts[0]).not.toBe(first.texts[0]);
  });

  it('goes on after a crash', async () => {
    const folder = await broken();
    const { engine, handle } = await submit(MENDABLE, { folder });
    const { store } = await watchToEnd(engine, handle);
    await rm(join(folder, 'broken'));
    const record = await store.run('test').readRecord();
    await store.run('test').writeRecord({ ...record, status: 'running' });
    expect((await store.read('test')).status).toBe('interrupted');
    await engine.resume(handle);
    expect((await watchToEnd(engine, handle)).status).toBe('succeeded');
  });

  it('is refused where there is nothing to resume, or somebody else is at it', async () => {
    const { engine, handle } = await submit([['step:one', '1']]);
    const { store } = await watchToEnd(engine, handle);
    expect(await codeOf(engine.resume(handle))).toBe('nothing-to-resume');
    const record = await store.run('test').readRecord();
    await store.run('test').writeRecord({ ...record, status: 'running' });
    const lock = await OwnerLock.take(store.run('test').owner);
    expect(await codeOf(engine.resume(handle))).toBe('run-is-active');
    expect(await codeOf(engine.remove(handle))).toBe('run-is-active');
    await lock.release();
    await engine.remove(handle);
    expect(await codeOf(engine.resume(handle))).toBe('no-such-run');
  });
});

describe('submitting', () => {
  it('makes a run once', async () => {
    const folder = await temporaryFolder();
    const { engine, handle } = await submit([['step:one', 'print(1)']], {
      folder
    });
    const again = await submit([['step:one', 'print(1)']], { folder, engine });
    expect(again.handle).toEqual(handle);
    const { events } = await watchToEnd(engine, handle);
    expect(events.filter(each => each.type === 'start')).toHaveLength(1);
  });

  it('keeps the notebook, the parameters and their defaults', async () => {
    const { store } = await runToEnd(
      [
        ['pipeline-parameters', 'a = 1\nb = "two"'],
        ['step:one', 'print(a, b)']
      ],
      { parameters: { a: '5' } }
    );
    const record = await store.read('test');
    expect(record.parameters).toEqual({ a: '5', b: '"two"' });
    const kept = await readFile(store.run('test').notebook, 'utf8');
    expect(kept).toContain('old');
  });

  const nowhere = {
    path: '/not/there/a.ipynb',
    text: '{"cells": [], "metadata": {}, "nbformat": 4}'
  };

  it.each<[RunOptions, string]>([
    [{ id: '../x' }, 'invalid-run'],
    [{ parameters: { nothing: '1' } }, 'invalid-run'],
    [{ notebook: nowhere }, 'invalid-run'],
    [{ metadata: { kernelspec: { name: 'nothing' } } }, 'no-kernel']
  ])('is refused: %j', async (options, code) => {
    expect(await codeOf(submit([['step:one', '1']], options))).toBe(code);
  });

  it('is refused where the runner is missing', async () => {
    const engine = new LocalEngine({ runner: '/not/there/runner.pyz' });
    expect(await codeOf(submit([['step:one', '1']], { engine }))).toBe(
      'no-runner'
    );
  });

  it('runs a notebook of no steps', async () => {
    const ran = await runToEnd([['text', 'nothing to run']]);
    expect(ran.status).toBe('succeeded');
  });
});

describe('the rest of the contract', () => {
  it('streams a stored object', async () => {
    const { handle, store } = await runToEnd([
      ['step:one', 'x = 1'],
      ['step:two', 'print(x)']
    ]);
    const engine = new LocalEngine({ runner: FAKE_RUNNER });
    const id = { step: 'one', name: 'x' };
    const stream = await engine.artifact(handle, id);
    const bytes = Buffer.from(await new Response(stream).arrayBuffer());
    const path = store.run('test').step(0).result;
    const { result } = parseStepResult(await readFile(path, 'utf8'));
    expect(bytes).toHaveLength(result.objects[0].size);
    const nothing = engine.artifact(handle, { step: 'one', name: 'y' });
    expect(await codeOf(nothing)).toBe('no-such-artifact');
    const nowhere = engine.artifact(handle, { step: 'three', name: 'y' });
    expect(await codeOf(nowhere)).toBe('no-such-artifact');
  });

  it('gives what a step printed', async () => {
    const { handle } = await runToEnd([
      ['step:one', 'print("a")'],
      ['step:two', 'print("b")\n1 / 0']
    ]);
    const engine = new LocalEngine({ runner: FAKE_RUNNER });
    const lines: string[] = [];
    const { signal } = new AbortController();
    for await (const line of engine.logs(handle, 'two', signal)) {
      lines.push(`${line.stream}: ${line.text}`);
    }
    expect(lines[0]).toBe('stdout: b\n');
    expect(lines[1]).toMatch(/^stderr: Traceback[^]*ZeroDivisionError/);
  });

  it('stops watching when asked', async () => {
    const { engine, handle } = await submit([
      ['step:one', 'import time\ntime.sleep(30)']
    ]);
    const abort = new AbortController();
    for await (const event of engine.watch(handle, '', abort.signal)) {
      if (event.type === 'cell') {
        abort.abort();
      }
    }
    await engine.cancel(handle);
  });

  it('cannot compile, and says so', async () => {
    const engine = new LocalEngine({ runner: FAKE_RUNNER });
    expect(await codeOf(engine.compile())).toBe('cannot-compile');
  });

  it('runs independent steps at the same time, if so asked', async () => {
    const wait = (own: string, other: string): string =>
      `import os, time\nopen("${own}", "w").close()\n` +
      `while not os.path.exists("${other}"):\n    time.sleep(0.01)`;
    const ran = await runToEnd(
      [
        ['step:start', 'x = 1'],
        ['step:a prev:start', `x\n${wait('a', 'b')}`],
        ['step:b prev:start', `x\n${wait('b', 'a')}`]
      ],
      { workers: 2 }
    );
    // Where files order them, one after the other: then the first waits in vain.
    expect(ran.status).toBe('succeeded');
  });

  it('tells what it does without', async () => {
    const metadata = {
      cellway: {
        version: 1,
        defaults: {
          image: 'x',
          secrets: [{ secret: 'a', key: 'b', env: 'C' }]
        },
        volumes: [{ name: 'data', path: '/data', snapshot: true }]
      }
    };
    const folder = await temporaryFolder();
    const { engine, handle } = await submit([['step:one', '1']], {
      folder,
      metadata
    });
    await watchToEnd(engine, handle);
    const pipeline = JSON.parse(
      await readFile(
        join(handle.place, 'runs', handle.id, 'pipeline.json'),
        'utf8'
      )
    );
    const [told, ...others] = await engine.check({
      pipeline,
      notebook: { text: notebookText([], metadata) }
    });
    expect(told).toMatchObject({
      severity: 'warning',
      code: 'not-used-locally',
      cell: 0
    });
    expect(told.message).toContain(
      'a container image, secrets of Kubernetes; a run on this machine'
    );
    expect(others).toMatchObject([
      {
        severity: 'warning',
        code: 'not-used-locally',
        message:
          'The notebook has snapshots of volumes after each run (data); a run on this machine does without'
      }
    ]);
  });
});
