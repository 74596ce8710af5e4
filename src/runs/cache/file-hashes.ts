import { createHash } from 'node:crypto';
import { createReadStream, type BigIntStats } from 'node:fs';
import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { writeWhole } from '../whole-file';

/** A file whose bytes are known. */
export interface HashedFile {
  /** SHA-256 of the bytes. */
  readonly hash: string;
  /** As of a seen file. */
  readonly stamp: string;
  /** In bytes. */
  readonly size: number;
  /** Permissions. */
  readonly mode: number;
}

const line = z.tuple([z.string(), z.string(), z.string()]);

/** Whether the stamp of a file says nothing of its content: the system makes it up as it is read. */
export function isMadeUp(path: string): boolean {
  return /^\/(proc|sys|dev(?!\/shm\/))\//.test(path);
}

/**
 * How far apart two changes are at least that a file system tells apart, in
 * ns: some count in seconds, in two of them even; others in ticks of the
 * system's clock.
 */
const WHOLE_SECONDS = 2_000_000_000n;
const TICKS = 100_000_000n;

/** Lines that count no more, for each that does, before the index is written anew. */
const SLACK = 4;

/**
 * The hashes of files, kept by what `stat` says of them. The index is a log of
 * JSON lines `[path, stamp, hash]` that any number of processes append to. It
 * may be lost: then files are hashed again.
 */
export class FileHashes {
  private _known: Promise<Map<string, readonly [string, string]>> | undefined;

  /** @param path - of the index */
  constructor(private readonly _path: string) {}

  /**
   * @returns undefined where there is no file of bytes, where it cannot be
   * read, or where it changes at this moment
   */
  async of(path: string): Promise<HashedFile | undefined> {
    try {
      const begun = BigInt(Date.now()) * 1_000_000n;
      const before = await stat(path, { bigint: true });
      if (!before.isFile()) {
        return undefined;
      }
      const stamp = fullStamp(before);
      const known = await this._read();
      const [knownStamp, knownHash] = known.get(path) ?? [];
      if (knownHash !== undefined && knownStamp === stamp) {
        return describe(before, knownHash);
      }
      const digest = createHash('sha256');
      await pipeline(createReadStream(path), digest);
      const hash = digest.digest('hex');
      if (fullStamp(await stat(path, { bigint: true })) !== stamp) {
        return undefined;
      }
      if (!isMadeUp(path) && isSettled(before, begun)) {
        await this._add(path, stamp, hash);
      }
      return describe(before, hash);
    } catch {
      return undefined;
    }
  }

  private _read(): Promise<Map<string, readonly [string, string]>> {
    return (this._known ??= this._load());
  }

  private async _load(): Promise<Map<string, readonly [string, string]>> {
    const text = await readFile(this._path, 'utf8').catch(() => '');
    const known = new Map<string, readonly [string, string]>();
    const lines = text.split('\n');
    for (const each of lines) {
      const read = parseLine(each);
      if (read) {
        known.set(read[0], [read[1], read[2]]);
      }
    }
    if (lines.length > SLACK * (known.size + 100)) {
      const kept = [...known].map(([path, each]) => formatLine(path, ...each));
      // What another process adds meanwhile is hashed again.
      await writeWhole(this._path, kept.join('')).catch(() => undefined);
    }
    return known;
  }

  private async _add(path: string, stamp: string, hash: string): Promise<void> {
    (await this._read()).set(path, [stamp, hash]);
    await mkdir(dirname(this._path), { recursive: true, mode: 0o700 });
    const text = formatLine(path, stamp, hash);
    await appendFile(this._path, text, { mode: 0o600 });
  }
}

function describe(
  { dev, ino, size, mtimeNs, mode }: BigIntStats,
  hash: string
): HashedFile {
  return {
    hash,
    stamp: [dev, ino, size, mtimeNs].join(':'),
    size: Number(size),
    mode: Number(mode & 0o777n)
  };
}

/** With the time of the last change of any kind, which no program can set back. */
function fullStamp({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [dev, ino, size, mtimeNs, ctimeNs].join(':');
}

/** Whether a later change would show in the stamp, for sure. */
function isSettled({ mtimeNs, ctimeNs }: BigIntStats, now: bigint): boolean {
  return [mtimeNs, ctimeNs].every(time => {
    const isCoarse = time % 1_000_000_000n === 0n;
    return time < now - (isCoarse ? WHOLE_SECONDS : TICKS);
  });
}

function formatLine(path: string, stamp: string, hash: string): string {
  return `${JSON.stringify([path, stamp, hash])}\n`;
}

function parseLine(text: string): [string, string, string] | undefined {
  try {
    return line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
