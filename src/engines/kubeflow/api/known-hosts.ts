import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { Access } from './access';

/** By address, where its token is. */
const knownHosts = z.record(
  z.string(),
  z.object({ tokenFile: z.string().optional() })
);

/**
 * The addresses that the person has submitted runs to. Whoever looks at a run
 * sends a token to where it was made: a record alone, which may have come with
 * somebody's folder, is no reason for that.
 */
export class KnownHosts {
  private readonly _path: string;

  constructor({ XDG_DATA_HOME, HOME = homedir() }: NodeJS.ProcessEnv) {
    const data = XDG_DATA_HOME || join(HOME, '.local', 'share');
    this._path = join(data, 'cellway', 'kubeflow-hosts.json');
  }

  /** @returns undefined where nothing was submitted to it */
  async find(host: string): Promise<Access | undefined> {
    const known = await this._read();
    return Object.hasOwn(known, host) ? { host, ...known[host] } : undefined;
  }

  async remember({ host, tokenFile }: Access): Promise<void> {
    const known = await this._read();
    const text = JSON.stringify({ ...known, [host]: { tokenFile } });
    await mkdir(dirname(this._path), { recursive: true, mode: 0o700 });
    const draft = `${this._path}.${randomUUID()}.tmp`;
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, this._path);
  }

  private async _read(): Promise<z.infer<typeof knownHosts>> {
    try {
      return knownHosts.parse(JSON.parse(await readFile(this._path, 'utf8')));
    } catch {
      return {};
    }
  }
}
