import { mkdir, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { writeWhole } from '../whole-file';
import { CACHE_FORMAT } from './cache-record';

/**
 * What a step left once, although nobody knows whether the same would come of
 * it again.
 */
const leftResult = z.object({
  format: z.literal(CACHE_FORMAT),
  created: z.iso.datetime(),
  /** The run that left it. */
  run: z.string(),
  /** The step's result as text, as in a cache record. */
  result: z.string()
});

export type LeftResult = z.infer<typeof leftResult>;

/**
 * The last result of each key whose step runs every time. Only who asks for
 * what is there takes one of them; see `CacheRecords` for all others.
 */
export class LeftResults {
  private readonly _folder: string;

  /** @param cache - the folder of the cache */
  constructor(cache: string) {
    this._folder = join(cache, 'left');
  }

  /** @returns undefined where there is none that can be read */
  async read(key: string): Promise<LeftResult | undefined> {
    const path = this._pathOf(key);
    const found = await readLeft(path);
    if (found) {
      const now = new Date();
      await utimes(path, now, now).catch(() => undefined);
    }
    return found;
  }

  async write(key: string, result: Omit<LeftResult, 'format'>): Promise<void> {
    const path = this._pathOf(key);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const left: LeftResult = { format: CACHE_FORMAT, ...result };
    await writeWhole(path, JSON.stringify(left));
  }

  /**
   * Removes the results of runs that are gone.
   *
   * @param runs - the ids of those that there are
   * @param before - in ms; what was used later stays
   */
  async forgetAllBut(runs: ReadonlySet<string>, before: number): Promise<void> {
    const names = await readdir(this._folder, { recursive: true }).catch(
      () => []
    );
    for (const name of names.filter(each => each.endsWith('.json'))) {
      const path = join(this._folder, name);
      const file = await stat(path).catch(() => undefined);
      if (file && file.mtimeMs < before) {
        const left = await readLeft(path);
        if (!left || !runs.has(left.run)) {
          await rm(path, { force: true });
        }
      }
    }
  }

  private _pathOf(key: string): string {
    return join(this._folder, key.slice(0, 2), `${key}.json`);
  }
}

async function readLeft(path: string): Promise<LeftResult | undefined> {
  try {
    const json: unknown = JSON.parse(await readFile(path, 'utf8'));
    return leftResult.safeParse(json).data;
  } catch {
    return undefined;
  }
}
