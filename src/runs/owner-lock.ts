import { randomUUID } from 'node:crypto';
import {
  link,
  readFile,
  rename,
  rm,
  stat,
  utimes,
  writeFile
} from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { errorCode } from './file-error';
import {
  isAlive,
  ownIdentity,
  processIdentity,
  type ProcessIdentity
} from './process-identity';

/** How often an owner shows that it lives, for machines that cannot see it, in ms. */
const HEARTBEAT = 15_000;

/** An owner on another machine that has shown nothing for so long is dead, in ms. */
const SILENCE = 90_000;

/** Longer than anybody needs to take over from a dead owner, in ms. */
const TAKING_OVER = 10_000;

/** Somebody else owns what is to be owned. */
export class OwnedError extends Error {
  constructor(readonly owner: ProcessIdentity) {
    super(`Process ${owner.pid} on ${owner.host} owns it`);
    this.name = 'OwnedError';
  }
}

/** Ownership by this process; the file at `path` names the owner. */
export class OwnerLock {
  private readonly _heartbeat: NodeJS.Timeout;

  private constructor(
    private readonly _path: string,
    private readonly _text: string
  ) {
    this._heartbeat = setInterval(() => {
      const now = new Date();
      // If the folder is gone there is nothing left to own.
      utimes(this._path, now, now).catch(() => undefined);
    }, HEARTBEAT);
    this._heartbeat.unref();
  }

  /**
   * Becomes the owner, if there is none or it is dead.
   *
   * @throws OwnedError if the owner lives
   */
  static async take(path: string): Promise<OwnerLock> {
    const text = JSON.stringify({ ...(await ownIdentity()), id: randomUUID() });
    const draft = `${path}.${randomUUID()}.tmp`;
    await writeFile(draft, text, { mode: 0o600 });
    try {
      if (!(await place(draft, path)) && !(await takeOver(draft, path))) {
        const owner = await livingOwner(path);
        if (owner) {
          throw new OwnedError(owner);
        }
        // Another one takes over at this moment.
        await setTimeout(20);
        return await OwnerLock.take(path);
      }
    } finally {
      await rm(draft, { force: true });
    }
    return new OwnerLock(path, text);
  }

  /** Gives it up; does nothing where another has taken over. */
  async release(): Promise<void> {
    clearInterval(this._heartbeat);
    const text = await readFile(this._path, 'utf8').catch(() => undefined);
    if (text === this._text) {
      await rm(this._path, { force: true });
    }
  }
}

/** The owner that a file names, if it lives as far as can be known. */
export async function livingOwner(
  path: string
): Promise<ProcessIdentity | undefined> {
  let text: string;
  let touched: number;
  try {
    text = await readFile(path, 'utf8');
    touched = (await stat(path)).mtimeMs;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
  const owner = parseOwner(text);
  if (owner === undefined) {
    return undefined;
  }
  const alive = (await isAlive(owner)) ?? Date.now() - touched < SILENCE;
  return alive ? owner : undefined;
}

function parseOwner(text: string): ProcessIdentity | undefined {
  try {
    return processIdentity.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Gives a whole file a second name, unless that is taken. */
async function place(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
  }
  // A file system without links.
  try {
    await writeFile(path, await readFile(draft), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Puts the draft in the place of a dead owner's file; only one process does so at a time. */
async function takeOver(draft: string, path: string): Promise<boolean> {
  const guard = `${path}.takeover`;
  if (!(await place(draft, guard))) {
    const { mtimeMs } = await stat(guard).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > TAKING_OVER) {
      await rm(guard, { force: true });
    }
    return false;
  }
  try {
    if (await livingOwner(path)) {
      return false;
    }
    await rename(draft, path);
    return true;
  } finally {
    await rm(guard, { force: true });
  }
}
