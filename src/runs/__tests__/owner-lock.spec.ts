import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { livingOwner, OwnedError, OwnerLock } from '../owner-lock';
import { ownIdentity } from '../process-identity';
import { temporaryFolder } from './temporary-folder';

async function owned(change: object): Promise<string> {
  const path = join(await temporaryFolder(), 'owner.json');
  const owner = { ...(await ownIdentity()), ...change };
  await writeFile(path, JSON.stringify(owner));
  return path;
}

/** A program whose child has ended; it prints the child's pid. */
const NEVER_WAITS = `
import os, time
child = os.fork() or os._exit(0)
print(child, flush=True)
time.sleep(60)
`;

/** What proc_pid_stat(5) says of a process from its third field, the state, on. */
async function fieldsOf(pid: number): Promise<string[]> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

describe('the lock of an owner', () => {
  it('is held by one', async () => {
    const path = await owned({ pid: 2 ** 22 + 1 });
    const lock = await OwnerLock.take(path);
    expect(await livingOwner(path)).toMatchObject({ pid: process.pid });
    await expect(OwnerLock.take(path)).rejects.toThrow(OwnedError);
    await lock.release();
    expect(await livingOwner(path)).toBeUndefined();
    await (await OwnerLock.take(path)).release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  it('goes to one of many who take it over from the dead', async () => {
    const path = await owned({ boot: 'another' });
    const takers = Array.from({ length: 12 }, () => OwnerLock.take(path));
    const ends = await Promise.allSettled(takers);
    const taken = ends.filter(each => each.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    await taken[0]?.value.release();
    expect(await readdir(join(path, '..'))).toEqual([]);
  });

  it('outlives no restart of the machine', async () => {
    const path = await owned({ boot: 'another' });
    expect(await livingOwner(path)).toBeUndefined();
  });

  it('is not that of a later process of the same number', async () => {
    const path = await owned({ started: '1' });
    expect(await livingOwner(path)).toBeUndefined();
  });

  it('ends with its process', async () => {
    const child = spawn('sleep', ['60']);
    const started = (await fieldsOf(child.pid ?? 0))[19];
    const path = await owned({ pid: child.pid, started });
    expect(await livingOwner(path)).toMatchObject({ pid: child.pid });
    child.kill('SIGKILL');
    await new Promise(resolve => child.once('exit', resolve));
    expect(await livingOwner(path)).toBeUndefined();
  });

  it('ends with its process also where nobody waits for that', async () => {
    // As in a container whose first process never does.
    const parent = spawn('python3', ['-c', NEVER_WAITS]);
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      let fields = await fieldsOf(pid);
      while (fields[0] !== 'Z') {
        fields = await fieldsOf(pid);
      }
      const path = await owned({ pid, started: fields[19] });
      expect(await livingOwner(path)).toBeUndefined();
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('on another machine is believed as long as it shows life', async () => {
    const path = await owned({ host: 'elsewhere', boot: 'another' });
    expect(await livingOwner(path)).toMatchObject({ host: 'elsewhere' });
    const old = new Date(Date.now() - 3_600_000);
    await utimes(path, old, old);
    expect(await livingOwner(path)).toBeUndefined();
  });

  it.each(['', '{}', 'null', '{"pid": 1'])(
    'is nobody’s where the file says %p',
    async text => {
      const path = join(await temporaryFolder(), 'owner.json');
      await writeFile(path, text);
      expect(await livingOwner(path)).toBeUndefined();
      await (await OwnerLock.take(path)).release();
    }
  );

  it('is not given up for another', async () => {
    const path = await owned({ boot: 'another' });
    const lock = await OwnerLock.take(path);
    await writeFile(path, JSON.stringify(await ownIdentity()));
    await lock.release();
    expect(await livingOwner(path)).toBeDefined();
  });
});
