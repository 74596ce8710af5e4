import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { CacheRecords } from './cache/cache-records';
import { LeftResults } from './cache/left-results';
import { RunError } from './run-error';
import type { RunStore } from './run-store';
import { writeWhole } from './whole-file';

/** How much a store may hold before what was not used for longest goes, in bytes. */
export const USUAL_BUDGET = 10 * 2 ** 30;

/** Younger things may be in use before anything refers to them, in ms. */
const DAY = 24 * 60 * 60 * 1000;

const HASH = /\b[0-9a-f]{64}\b/g;

/** What was removed, and what is left. */
export interface Collected {
  readonly runs: number;
  readonly records: number;
  readonly objects: number;
  /** The size of these objects, in bytes. */
  readonly freed: number;
  /** The size of the objects that are left, in bytes. */
  readonly left: number;
}

interface StoredFile {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** When it was made or last said to be wanted, in ms. */
  readonly used: number;
}

/**
 * Removes objects that neither a run nor a cache record refers to. Where the
 * store is still larger than its budget, the cache records that were not used
 * for longest go too; what runs refer to stays, unless there is a limit: then
 * runs go with the records, the oldest first, but for those that are pinned or
 * go on. Nothing is removed that was made or used within a day: runs may go on
 * meanwhile, in any process.
 *
 * @param budget - for objects, in bytes
 * @param most - the limit for objects, in bytes; without it no run is removed
 */
export async function collectGarbage(
  store: RunStore,
  budget = USUAL_BUDGET,
  most?: number
): Promise<Collected> {
  const limit = Date.now() - DAY;
  const room = Math.min(budget, most ?? Infinity);
  const objects = await filesBelow(store.objects.folder);
  const records = await filesBelow(new CacheRecords(store.cache).folder);
  const ofRuns = await hashesOfRuns(store);
  const hashes = new Map<string, ReadonlySet<string>>();
  for (const { path } of records) {
    hashes.set(path, await hashesIn(path));
  }
  const references = count([...ofRuns.values(), ...hashes.values()]);
  const isOld = ({ used }: Pick<StoredFile, 'used'>): boolean => used < limit;
  const garbage = new Set(
    objects.filter(each => isOld(each) && !references.has(basename(each.path)))
  );
  const byHash = new Map(objects.map(each => [basename(each.path), each]));
  let left = total(objects) - total(garbage);
  const doomed: StoredFile[] = [];
  let runs = 0;
  const holders: Holder[] = [
    ...records.map(record => ({ record, ...record })),
    ...(most === undefined ? [] : await runsByAge(store))
  ];
  for (const holder of holders.filter(isOld).sort((a, b) => a.used - b.used)) {
    if (left <= room) {
      break;
    }
    if (holder.record) {
      doomed.push(holder.record);
    } else if (await removeRun(store, holder.run)) {
      runs++;
    } else {
      continue;
    }
    const held = holder.record
      ? hashes.get(holder.record.path)
      : ofRuns.get(holder.run);
    for (const hash of held ?? []) {
      const others = (references.get(hash) ?? 0) - 1;
      references.set(hash, others);
      const object = byHash.get(hash);
      if (others === 0 && object && isOld(object)) {
        garbage.add(object);
        left -= object.size;
      }
    }
  }
  await remove(doomed);
  const known = new Set(await store.ids());
  // Of runs here, and of those on clusters.
  for (const cache of [store.cache, join(store.cache, 'claims')]) {
    await new LeftResults(cache).forgetAllBut(known, limit);
  }
  const removed = await remove([...garbage]);
  return {
    runs,
    records: doomed.length,
    objects: removed.length,
    freed: total(removed),
    left: total(objects) - total(removed)
  };
}

/** Collects where that was not done for a day, or not to that limit. */
export async function collectWhenDue(
  store: RunStore,
  budget?: number,
  most?: number
): Promise<void> {
  const marker = join(store.cache, 'collected');
  const last = await stat(marker).catch(() => undefined);
  const before = await readFile(marker, 'utf8').catch(() => '');
  const isOther = most !== undefined && before !== String(most);
  if (last && Date.now() - last.mtimeMs < DAY && !isOther) {
    return;
  }
  await mkdir(store.cache, { recursive: true, mode: 0o700 });
  await writeWhole(marker, most === undefined ? '' : String(most));
  // Nothing is old in a store that was never looked through.
  if (last) {
    await collectGarbage(store, budget, most);
  }
}

/** What may go, with what it refers to: a cache record, or a run by its id. */
type Holder = Pick<StoredFile, 'used'> &
  (
    | { readonly record: StoredFile }
    | { readonly record?: undefined; readonly run: string }
  );

/** The runs, with the time at which their records were written last: that of their end. */
async function runsByAge(store: RunStore): Promise<Holder[]> {
  const found: Holder[] = [];
  for (const run of await store.ids()) {
    const file = await stat(store.run(run).record).catch(() => undefined);
    if (file) {
      found.push({ run, used: file.mtimeMs });
    }
  }
  return found;
}

/** @returns false where it is to be kept, or cannot be read: that is for people to see */
async function removeRun(store: RunStore, id: string): Promise<boolean> {
  try {
    await store.read(id);
    await store.remove(id);
    return true;
  } catch (error) {
    if (error instanceof RunError) {
      return false;
    }
    throw error;
  }
}

/** Removes files, unless they were said to be wanted at the last moment. */
async function remove(files: readonly StoredFile[]): Promise<StoredFile[]> {
  const removed: StoredFile[] = [];
  for (const file of files) {
    const now = await stat(file.path).catch(() => undefined);
    if (now?.mtimeMs === file.used) {
      await rm(file.path, { force: true });
      removed.push(file);
    }
  }
  return removed;
}

/** All that the files of each run could refer to, of any version of them. */
async function hashesOfRuns(
  store: RunStore
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const id of await store.ids()) {
    const steps = join(store.run(id).path, 'steps');
    const names = await readdir(steps, { recursive: true }).catch(() => []);
    const hashes = new Set<string>();
    for (const name of names.filter(each => each.endsWith('.json'))) {
      (await hashesIn(join(steps, name))).forEach(each => hashes.add(each));
    }
    found.set(id, hashes);
  }
  return found;
}

async function hashesIn(path: string): Promise<ReadonlySet<string>> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return new Set(text.match(HASH));
}

/** How many sets hold each text. */
function count(sets: readonly ReadonlySet<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) {
    for (const each of set) {
      counts.set(each, (counts.get(each) ?? 0) + 1);
    }
  }
  return counts;
}

/** Files, also those of which a process has left only a part. */
async function filesBelow(folder: string): Promise<StoredFile[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const found: StoredFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const file = await stat(path).catch(() => undefined);
    if (file?.isFile()) {
      found.push({ path, size: file.size, used: file.mtimeMs });
    }
  }
  return found;
}

function total(files: Iterable<StoredFile>): number {
  let sum = 0;
  for (const { size } of files) {
    sum += size;
  }
  return sum;
}
