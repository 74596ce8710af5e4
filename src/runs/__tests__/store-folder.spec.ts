import { execFileSync } from 'node:child_process';
import {
  chmod,
  mkdir,
  readFile,
  stat,
  symlink,
  writeFile
} from 'node:fs/promises';
import { join } from 'node:path';
import { findStore, openStore, storePlaces } from '../store-folder';
import { temporaryFolder } from './temporary-folder';

interface Place {
  readonly home: string;
  readonly project: string;
  readonly deep: string;
  readonly environment: NodeJS.ProcessEnv;
}

async function makePlace(): Promise<Place> {
  const home = await temporaryFolder();
  const project = join(home, 'project');
  const deep = join(project, 'a', 'b');
  await mkdir(deep, { recursive: true });
  return { home, project, deep, environment: { HOME: home } };
}

describe('the store of a notebook', () => {
  it('is beside it, for its owner only, and not for git', async () => {
    const { deep, environment } = await makePlace();
    expect(await findStore(deep, environment)).toBeUndefined();
    const path = await openStore(deep, environment);
    expect(path).toBe(join(deep, '.cellway'));
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    execFileSync('git', ['init', '--quiet'], { cwd: deep });
    const seen = execFileSync('git', ['status', '--porcelain'], { cwd: deep });
    expect(seen.toString()).toBe('');
    expect(await findStore(deep, environment)).toBe(path);
  });

  it('is at the root of the git repository', async () => {
    const { project, deep, environment } = await makePlace();
    await mkdir(join(project, '.git'));
    expect(await openStore(deep, environment)).toBe(join(project, '.cellway'));
  });

  it('is at the root of a worktree, of which .git is a file', async () => {
    const { project, deep, environment } = await makePlace();
    await writeFile(join(project, 'a', '.git'), 'gitdir: elsewhere');
    await mkdir(join(project, '.git'));
    expect(await openStore(deep, environment)).toBe(
      join(project, 'a', '.cellway')
    );
  });

  it('is the nearest there is upward, above all else', async () => {
    const { home, project, deep, environment } = await makePlace();
    await mkdir(join(project, '.git'));
    await mkdir(join(home, '.cellway'));
    expect(await openStore(deep, environment)).toBe(join(home, '.cellway'));
    await mkdir(join(project, 'a', '.cellway'), { mode: 0o755 });
    const nearest = join(project, 'a', '.cellway');
    expect(await openStore(deep, environment)).toBe(nearest);
    expect((await stat(nearest)).mode & 0o777).toBe(0o700);
  });

  it('may be a link of its owner to another disk', async () => {
    const { project, environment, deep } = await makePlace();
    await mkdir(join(project, 'disk'));
    await symlink(join(project, 'disk'), join(deep, '.cellway'));
    await openStore(deep, environment);
    expect(await readFile(join(project, 'disk', '.gitignore'), 'utf8')).toMatch(
      /^\*$/m
    );
  });

  it('is somewhere else where a file has its name', async () => {
    const { home, deep, environment } = await makePlace();
    await writeFile(join(deep, '.cellway'), '');
    expect(await openStore(deep, environment)).toBe(
      join(home, '.local', 'share', 'cellway')
    );
  });

  it('is the person’s own where nothing can be written', async () => {
    const { home, environment } = await makePlace();
    const data = join(home, 'data');
    // Not even an administrator can make a folder there.
    const path = await openStore('/proc/self', {
      ...environment,
      XDG_DATA_HOME: data
    });
    expect(path).toBe(join(data, 'cellway'));
    expect((await stat(path)).mode & 0o777).toBe(0o700);
  });

  it('is never that of somebody else', async () => {
    const { project, deep, environment } = await makePlace();
    const foreign = join(project, '.cellway');
    if (process.getuid?.() !== 0) {
      return; // Only an administrator can give a folder away.
    }
    await mkdir(foreign, { mode: 0o777 });
    await chmod(foreign, 0o777);
    execFileSync('chown', ['12345', foreign]);
    expect(await storePlaces(deep, environment)).not.toContain(foreign);
    expect(await openStore(deep, environment)).toBe(join(deep, '.cellway'));
  });
});
