import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import * as z from 'zod';
import { errorCode } from './file-error';
import { parseProcessStat, type ProcessStat } from './process-stat';

/** Which process: unlike a bare pid, never that of another one later. */
export const processIdentity = z.object({
  pid: z.int().positive(),
  host: z.string(),
  /** Changes with each start of the machine; empty where it has none. */
  boot: z.string(),
  /** When the process began, in the system's own unit; empty where it does not say. */
  started: z.string()
});

export type ProcessIdentity = z.infer<typeof processIdentity>;

/** The identity of this process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return {
    pid: process.pid,
    host: hostname(),
    boot: await bootId(),
    started: (await lookUp(process.pid))?.started ?? ''
  };
}

/** Whether a process lives; undefined where it is on another machine and so unknown. */
export async function isAlive(
  identity: ProcessIdentity
): Promise<boolean | undefined> {
  if (identity.host !== hostname()) {
    return undefined;
  }
  if (identity.boot !== (await bootId()) || !exists(identity.pid)) {
    return false;
  }
  const found = await lookUp(identity.pid);
  return (
    found === undefined || (!found.isDead && found.started === identity.started)
  );
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It exists, but belongs to somebody else.
    return errorCode(error) === 'EPERM';
  }
}

async function bootId(): Promise<string> {
  try {
    if (process.platform === 'darwin') {
      const sysctl = promisify(execFile);
      const { stdout } = await sysctl('sysctl', ['-n', 'kern.bootsessionuuid']);
      return stdout.trim();
    }
    const id = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return id.trim();
  } catch {
    return '';
  }
}

async function lookUp(pid: number): Promise<ProcessStat | undefined> {
  try {
    return parseProcessStat(await readFile(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined;
  }
}
