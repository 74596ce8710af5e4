import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotebookRuns } from '../notebook-runs';
import { OwnerLock } from '../owner-lock';
import type { RunRecord } from '../run-record';
import { RunStore } from '../run-store';
import { sampleRecord } from './records';
import { temporaryFolder } from './temporary-folder';

const PATH = '/there/a.ipynb';

let store: RunStore;
let runs: NotebookRuns;

beforeEach(async () => {
  const path = await temporaryFolder();
  await mkdir(join(path, 'runs'));
  store = new RunStore(path);
  runs = new NotebookRuns();
});

async function add(id: string, change: Partial<RunRecord>): Promise<void> {
  const record = sampleRecord({ id, status: 'succeeded', ...change });
  await store.run(id).create(record, '{}', '{}');
}

async function list(limit = 100): Promise<string[]> {
  const all = await runs.latest(store, PATH, limit);
  return all.map(each =>
    'record' in each
      ? `${each.id} ${each.record.status}`
      : `${each.id} ${each.problem.code}`
  );
}

describe('the runs of a notebook', () => {
  it('are those of its path, the newest first, as many as are asked for', async () => {
    await add('b', { created: '2025-01-01T00:00:00.000Z' });
    await add('a', { created: '2025-01-02T00:00:00.000Z' });
    await add('c', { created: '2025-01-01T12:00:00.000Z' });
    await add('d', { notebook: { path: '/there/b.ipynb', hash: '' } });
    const all = ['a succeeded', 'c succeeded', 'b succeeded'];
    expect(await list()).toEqual(all);
    expect(await list(2)).toEqual(all.slice(0, 2));
  });

  it('are none where nothing has run yet', async () => {
    store = new RunStore(join(store.path, 'nowhere'));
    expect(await list()).toEqual([]);
  });

  it('are as they are now, however often they are listed', async () => {
    await add('a', {});
    await add('b', { status: 'failed' });
    expect((await list()).sort()).toEqual(['a succeeded', 'b failed']);
    await store.run('b').writeRecord(sampleRecord({ id: 'b' }));
    const lock = await OwnerLock.take(store.run('b').owner);
    expect((await list()).sort()).toEqual(['a succeeded', 'b running']);
    await lock.release();
    expect((await list()).sort()).toEqual(['a succeeded', 'b interrupted']);
    await store.remove('a');
    expect(await list()).toEqual(['b interrupted']);
    await add('a', { status: 'cancelled' });
    expect((await list()).sort()).toEqual(['a cancelled', 'b interrupted']);
  });

  it('have those behind them that cannot be read', async () => {
    await add('a', {});
    await add('b', {});
    expect(await list()).toHaveLength(2);
    await writeFile(store.run('a').record, '{');
    expect(await list()).toEqual(['b succeeded', 'a run-is-damaged']);
  });
});
