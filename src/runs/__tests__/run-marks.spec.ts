import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { collectGarbage } from '../collect-garbage';
import { RunStore } from '../run-store';
import { sampleRecord } from './records';
import { temporaryFolder } from './temporary-folder';

let store: RunStore;

beforeEach(async () => {
  const path = await temporaryFolder();
  await mkdir(join(path, 'runs'));
  store = new RunStore(path);
  const record = sampleRecord({ id: 'r', status: 'succeeded' });
  await store.run('r').create(record, '{}', '{}');
});

const marks = async (): Promise<unknown> => (await store.read('r')).marks;

describe('what people say of a run', () => {
  it('is in its record, and outlives what is written while it runs', async () => {
    const folder = store.run('r');
    const before = await folder.readRecord();
    expect(before.marks).toBeUndefined();
    await folder.mark({ name: 'best so far', note: 'two\nlines' });
    await folder.writeRecord({ ...before, seconds: 3 });
    expect(await store.read('r')).toMatchObject({
      seconds: 3,
      marks: { name: 'best so far', note: 'two\nlines' }
    });
    // Whoever resumes a run writes the record that it has read.
    const read = await store.read('r');
    await folder.mark({ name: 'better name' });
    await folder.writeRecord(read);
    expect(await marks()).toEqual({ name: 'better name', note: 'two\nlines' });
  });

  it('goes by an empty text, and by false', async () => {
    const folder = store.run('r');
    await folder.mark({ name: 'a', note: 'b', pinned: true });
    await folder.mark({ note: '' });
    expect(await marks()).toEqual({ name: 'a', pinned: true });
    await folder.mark({ pinned: false, name: '' });
    expect(await marks()).toBeUndefined();
  });

  it('is not lost where two say something at the same time', async () => {
    const folder = store.run('r');
    await Promise.all([
      folder.mark({ name: 'a' }),
      store.run('r').mark({ pinned: true }),
      folder.mark({ note: 'b' })
    ]);
    expect(await marks()).toEqual({ name: 'a', pinned: true, note: 'b' });
  });

  it('is nothing where its file is damaged', async () => {
    for (const text of ['{', '{"name": 3}', '[]']) {
      await writeFile(store.run('r').marks, text);
      expect(await marks()).toBeUndefined();
    }
  });
});

describe('a pinned run', () => {
  it('is not removed', async () => {
    await store.run('r').mark({ pinned: true });
    await expect(store.remove('r')).rejects.toMatchObject({
      code: 'run-is-pinned'
    });
    await collectGarbage(store, 0);
    expect(await store.ids()).toEqual(['r']);
    await store.run('r').mark({ pinned: false });
    await store.remove('r');
    expect(await store.ids()).toEqual([]);
  });
});
