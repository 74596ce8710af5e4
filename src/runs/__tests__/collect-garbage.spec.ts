import { mkdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CacheRecords } from '../cache/cache-records';
import { CACHE_FORMAT, type CacheRecord } from '../cache/cache-record';
import { collectGarbage, collectWhenDue } from '../collect-garbage';
import { OwnerLock } from '../owner-lock';
import { RUN_FORMAT, type RunRecord } from '../run-record';
import { RunStore } from '../run-store';
import { temporaryFolder } from './temporary-folder';

const LONG_AGO = new Date(Date.now() - 3 * 24 * 60 * 60 * 1000);

class Store {
  private constructor(readonly runs: RunStore) {}

  static async make(): Promise<Store> {
    return new Store(new RunStore(await temporaryFolder()));
  }

  /** @returns the object's hash */
  async object(content: string, made = LONG_AGO): Promise<string> {
    const hash = await this.runs.objects.put(Buffer.from(content));
    await utimes(this.runs.objects.path(hash), made, made);
    return hash;
  }

  async run(id: string, ...hashes: readonly string[]): Promise<void> {
    const step = this.runs.run(id).step(0);
    await mkdir(step.path, { recursive: true });
    await writeFile(step.result, JSON.stringify({ objects: hashes }));
  }

  /** A run that has ended, and its record. */
  async ended(
    id: string,
    when: Date,
    ...hashes: readonly string[]
  ): Promise<void> {
    await this.run(id, ...hashes);
    const folder = this.runs.run(id);
    await folder.writeRecord({ ...ENDED, id });
    await utimes(folder.record, when, when);
  }

  async record(used: Date, ...hashes: readonly string[]): Promise<void> {
    const records = new CacheRecords(this.runs.cache);
    await records.add(KEY, {
      ...RECORD,
      objects: Object.fromEntries(hashes.map(each => [each, 1]))
    });
    for await (const { path, record } of records.of(KEY)) {
      if (hashes.every(each => each in record.objects)) {
        await utimes(path, used, used);
      }
    }
  }

  async records(): Promise<number> {
    const found: unknown[] = [];
    for await (const each of new CacheRecords(this.runs.cache).of(KEY)) {
      found.push(each);
    }
    return found.length;
  }

  async has(hash: string): Promise<boolean> {
    return (await this.runs.objects.size(hash)) !== undefined;
  }
}

const KEY = 'b'.repeat(64);

const ENDED: RunRecord = {
  format: RUN_FORMAT,
  id: '',
  engine: 'local',
  notebook: { path: '/a.ipynb', hash: '' },
  pipeline: { steps: [] },
  parameters: {},
  keepGoing: false,
  status: 'succeeded',
  created: LONG_AGO.toISOString(),
  steps: []
};

const RECORD: CacheRecord = {
  format: CACHE_FORMAT,
  created: LONG_AGO.toISOString(),
  run: 'r',
  step: 's',
  seconds: 1,
  result: '{}',
  objects: {},
  read: [],
  written: [],
  environment: {},
  packages: {},
  searched: [],
  unverified: false
};

describe('collecting garbage', () => {
  it('removes old objects that nothing refers to', async () => {
    const store = await Store.make();
    const ofRun = await store.object('of a run');
    const ofRecord = await store.object('of a record');
    const young = await store.object('young', new Date());
    const garbage = await store.object('garbage');
    await store.run('run', ofRun);
    await store.record(LONG_AGO, ofRecord);
    expect(await collectGarbage(store.runs)).toEqual({
      runs: 0,
      records: 0,
      objects: 1,
      freed: 7,
      left: 24
    });
    const all = [ofRun, ofRecord, young, garbage];
    expect(await Promise.all(all.map(each => store.has(each)))).toEqual([
      true,
      true,
      true,
      false
    ]);
  });

  it('removes what was not used for longest until the rest fits', async () => {
    const store = await Store.make();
    const shared = await store.object('shared by two');
    const older = await store.object('of the older record');
    const newer = await store.object('of the newer record');
    const recent = await store.object('of one that was used today');
    const ofRun = await store.object('x'.repeat(100));
    await store.run('run', ofRun);
    await store.record(new Date(+LONG_AGO - 9e6), shared, older);
    await store.record(LONG_AGO, shared, newer);
    await store.record(new Date(), recent);
    expect((await collectGarbage(store.runs, 165)).records).toBe(1);
    expect(await store.has(older)).toBe(false);
    expect(await store.has(shared)).toBe(true);
    // Less is not possible: the rest is of a run, or of today.
    expect(await collectGarbage(store.runs, 0)).toEqual({
      runs: 0,
      records: 1,
      objects: 2,
      freed: 32,
      left: 126
    });
    expect(await store.records()).toBe(1);
    expect(await store.has(ofRun)).toBe(true);
    expect(await store.has(recent)).toBe(true);
  });

  it('leaves what is stored again, or used, at the same time', async () => {
    const store = await Store.make();
    const again = await store.object('again');
    const used = await store.object('used');
    await store.runs.objects.put(Buffer.from('again'));
    expect(await store.runs.objects.has(used, 4)).toBe(true);
    expect((await collectGarbage(store.runs)).objects).toBe(0);
    expect(await store.has(again)).toBe(true);
  });

  it('removes old runs where there is a limit, but none that is to be kept', async () => {
    const store = await Store.make();
    const shared = await store.object('shared by two');
    const names = ['oldest', 'pinned', 'active', 'damaged', 'newer', 'today'];
    const own = new Map<string, string>();
    for (const [i, name] of names.entries()) {
      const hash = await store.object(`x of ${name}`.padEnd(100, '.'));
      own.set(name, hash);
      const made = new Date(+LONG_AGO - 9e6 + i * 1e6);
      await store.ended(
        name,
        name === 'today' ? new Date() : made,
        hash,
        shared
      );
    }
    await store.runs.run('pinned').mark({ pinned: true });
    const lock = await OwnerLock.take(store.runs.run('active').owner);
    await writeFile(store.runs.run('damaged').record, '{');
    await utimes(store.runs.run('damaged').record, LONG_AGO, LONG_AGO);

    expect((await collectGarbage(store.runs, 1)).runs).toBe(0);
    expect(await collectGarbage(store.runs, undefined, 550)).toMatchObject({
      runs: 1,
      freed: 100,
      left: 513
    });
    expect(await store.runs.ids()).not.toContain('oldest');
    expect(await store.has(own.get('oldest') ?? '')).toBe(false);
    expect((await collectGarbage(store.runs, undefined, 1)).runs).toBe(1);
    expect(await store.runs.ids()).toEqual(
      ['active', 'damaged', 'pinned', 'today'].sort()
    );
    for (const name of await store.runs.ids()) {
      expect(await store.has(own.get(name) ?? '')).toBe(true);
    }
    expect(await store.has(shared)).toBe(true);
    await lock.release();
  });

  it('is done at once to another limit', async () => {
    const store = await Store.make();
    const hash = await store.object('of a run');
    await store.ended('old', LONG_AGO, hash);
    await collectWhenDue(store.runs, undefined, 100);
    await collectWhenDue(store.runs, undefined, 100);
    expect(await store.has(hash)).toBe(true);
    await collectWhenDue(store.runs, undefined, 1);
    expect(await store.has(hash)).toBe(false);
  });

  it('is done once a day', async () => {
    const store = await Store.make();
    const marker = join(store.runs.cache, 'collected');
    const garbage = await store.object('garbage');
    await collectWhenDue(store.runs);
    await collectWhenDue(store.runs);
    expect(await store.has(garbage)).toBe(true);
    await utimes(marker, LONG_AGO, LONG_AGO);
    await collectWhenDue(store.runs);
    expect(await store.has(garbage)).toBe(false);
    expect((await stat(marker)).mtimeMs).toBeGreaterThan(+LONG_AGO);
    expect(await readFile(marker, 'utf8')).toBe('');
  });
});
