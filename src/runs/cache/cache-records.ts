import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '../whole-file';
import { cacheRecord, type CacheRecord } from './cache-record';

/** A record with its file. */
export interface StoredRecord {
  readonly path: string;
  readonly record: CacheRecord;
}

/** Using a record says so on its file, but not more often than this, in ms. */
const USE = 60 * 60 * 1000;

/** How many records of a key are looked at: each is for another state of the world. */
const MOST = 100;

/**
 * Records as files that are written once and whole, below a folder for each
 * key; any number of processes may add to them. One that is damaged, or
 * written by a newer Cellway, counts as not there.
 */
export class CacheRecords {
  readonly folder: string;

  /** @param cache - the folder of the cache */
  constructor(cache: string) {
    this.folder = join(cache, 'records');
  }

  /** Whether nothing was ever kept here. */
  async isEmpty(): Promise<boolean> {
    return (await stat(this.folder).catch(() => undefined)) === undefined;
  }

  /** The records of a key, the newest first, and not endlessly many of them. */
  async *of(key: string): AsyncGenerator<StoredRecord> {
    const folder = this._folderOf(key);
    const names = await readdir(folder).catch(() => []);
    const newest = names
      .filter(name => name.endsWith('.json'))
      .sort()
      .reverse()
      .slice(0, MOST);
    for (const name of newest) {
      const stored = await readCacheRecord(join(folder, name));
      if (stored) {
        yield stored;
      }
    }
  }

  async add(key: string, record: CacheRecord): Promise<void> {
    const folder = this._folderOf(key);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const name = `${record.created.replaceAll(':', '')}-${randomUUID()}.json`;
    const path = join(folder, name);
    await writeWhole(path, JSON.stringify(record), { durable: true });
  }

  /** Says that a record is of use still. */
  async use({ path }: StoredRecord): Promise<void> {
    const now = new Date();
    const { mtimeMs } = await stat(path);
    if (now.getTime() - mtimeMs > USE) {
      await utimes(path, now, now);
    }
  }

  private _folderOf(key: string): string {
    return join(this.folder, key.slice(0, 2), key);
  }
}

/** @returns undefined where it cannot be read */
async function readCacheRecord(
  path: string
): Promise<StoredRecord | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    const record = cacheRecord.safeParse(json).data;
    return record && { path, record };
  } catch {
    return undefined;
  }
}
