import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OwnerLock } from '../owner-lock';
import { RunError } from '../run-error';
import { isRunId, newRunId } from '../run-id';
import type { RunRecord } from '../run-record';
import { RunStore } from '../run-store';
import { sampleRecord } from './records';
import { temporaryFolder } from './temporary-folder';

async function makeStore(...records: RunRecord[]): Promise<RunStore> {
  const path = await temporaryFolder();
  await mkdir(join(path, 'runs'));
  const store = new RunStore(path);
  for (const record of records) {
    await store.run(record.id).create(record, '{}', '{}');
  }
  return store;
}

async function problem(action: Promise<unknown>): Promise<RunError> {
  const error = await action.catch((each: unknown) => each);
  if (error instanceof RunError) {
    return error;
  }
  throw new Error(`no RunError but ${String(error)}`);
}

describe('the ids of runs', () => {
  it('sort by time', () => {
    const ids = [0, 1e3, 1e6, 1e9, 1e12].map(each => newRunId(new Date(each)));
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every(isRunId)).toBe(true);
    expect(ids[4]).toMatch(/^20010909-014640-[0-9a-f]{6}$/);
  });

  it.each(['', '.', '..', '../a', 'a/b', '.hidden', 'a\0b', 'x'.repeat(200)])(
    'are never %p',
    text => {
      expect(isRunId(text)).toBe(false);
      expect(() => new RunStore('/store').run(text)).toThrow(RunError);
    }
  );
});

describe('the runs of a store', () => {
  it('are none where there is no store', async () => {
    const store = new RunStore('/nowhere/at/all');
    expect(await store.list()).toEqual([]);
    expect((await problem(store.find('a'))).code).toBe('no-such-run');
  });

  it('are found by the beginning of their id', async () => {
    const store = await makeStore(
      sampleRecord({ id: 'abc' }),
      sampleRecord({ id: 'abd' }),
      sampleRecord({ id: 'ab' })
    );
    expect(await store.find('abc')).toBe('abc');
    expect(await store.find('ab')).toBe('ab');
    const { code, hint } = await problem(store.find('a'));
    expect([code, hint]).toEqual([
      'ambiguous-run',
      'Give more of the id: ab, abc, abd.'
    ]);
    expect((await problem(store.find('x'))).code).toBe('no-such-run');
    expect((await problem(store.find(''))).code).toBe('no-such-run');
  });

  it('are made once', async () => {
    const store = await makeStore(sampleRecord());
    const again = store.run('sample').create(sampleRecord(), '{}', '{}');
    expect((await problem(again)).code).toBe('run-exists');
    expect(await readdir(join(store.path, 'runs'))).toEqual(['sample']);
  });

  it('are listed with those that cannot be read', async () => {
    const ended = { status: 'succeeded' } as const;
    const store = await makeStore(
      sampleRecord({ id: 'a', ...ended }),
      sampleRecord({ id: 'b', ...ended }),
      sampleRecord({ id: 'c', ...ended }),
      sampleRecord({ id: 'd', ...ended })
    );
    await writeFile(store.run('b').record, '{"format": 7}');
    await writeFile(store.run('c').record, '{"form');
    await mkdir(join(store.path, 'runs', '.new-e'));
    const listed = (await store.list()).map(each =>
      'record' in each ? each.record.status : each.problem.code
    );
    expect(listed).toEqual([
      'succeeded',
      'run-is-newer',
      'run-is-damaged',
      'succeeded'
    ]);
  });

  it('were interrupted where nobody runs them any more', async () => {
    const store = await makeStore(
      sampleRecord({
        steps: [
          { step: 'one', status: 'succeeded' },
          { step: 'two', status: 'running' },
          { step: 'three', status: 'pending' }
        ]
      })
    );
    const lock = await OwnerLock.take(store.run('sample').owner);
    expect((await store.read('sample')).status).toBe('running');
    expect((await problem(store.remove('sample'))).code).toBe('run-is-active');
    await lock.release();
    const { status, steps } = await store.read('sample');
    expect(status).toBe('interrupted');
    expect(steps.map(each => each.status)).toEqual([
      'succeeded',
      'interrupted',
      'interrupted'
    ]);
  });

  it('can be removed, also where they are damaged', async () => {
    const store = await makeStore(sampleRecord());
    await writeFile(store.run('sample').record, '');
    await store.remove('sample');
    expect(await readdir(join(store.path, 'runs'))).toEqual([]);
    expect((await problem(store.remove('sample'))).code).toBe('no-such-run');
  });
});
