import { execFileSync } from 'node:child_process';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findShadow, lookAt, stillHolds } from '../file-stamp';
import { temporaryFolder } from './temporary-folder';

const STAMPS = resolve(__dirname, '../../../cellway/runner/observing');
const LOOK =
  'import json, sys; sys.path.insert(0, sys.argv[1]); from stamps import look; ' +
  "print(json.dumps([look(p, l == 'l')._asdict() for p, l in zip(sys.argv[2::2], sys.argv[3::2])]))";

describe('a look at a path', () => {
  it('is the same as that of the runner', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'ä.csv');
    await writeFile(file, 'content');
    await symlink(file, join(folder, 'link'));
    await writeFile(join(folder, '.~ä.csv'), '');
    await writeFile(join(folder, 'z\n'), '');
    await mkdir(join(folder, '.cellway'));
    const looks: [string, boolean][] = [
      [file, false],
      [join(folder, 'link'), true],
      [folder, false],
      [folder, true],
      [join(folder, '.cellway'), true],
      [join(folder, 'nothing'), true],
      [join(file, 'below a file'), false]
    ];
    const here = await Promise.all(looks.map(each => lookAt(...each)));
    const told = execFileSync('python3', [
      ...['-c', LOOK, STAMPS],
      ...looks.flatMap(([path, listed]) => [path, listed ? 'l' : ''])
    ]);
    expect(here).toEqual(JSON.parse(told.toString()));
    expect(here.map(({ kind }) => kind)).toEqual([
      ...['file', 'file', 'folder', 'folder', 'folder', 'absent', 'absent']
    ]);
  });

  it('holds until something else is there', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'data.csv');
    const absent = { path, ...(await lookAt(path)) };
    const listing = { path: folder, ...(await lookAt(folder, true)) };
    const there = { path: folder, ...(await lookAt(folder)) };
    expect(await stillHolds(absent)).toBe(true);
    await writeFile(path, 'one');
    const file = { path, ...(await lookAt(path)) };
    expect(await stillHolds(file)).toBe(true);
    expect(await stillHolds(absent)).toBe(false);
    expect(await stillHolds(listing)).toBe(false);
    expect(await stillHolds(there)).toBe(true);
    // Another file of the same size, time and name.
    await writeFile(join(folder, 'other'), 'two');
    await rename(join(folder, 'other'), path);
    expect(await stillHolds(file)).toBe(false);
    await rm(path);
    expect(await stillHolds(absent)).toBe(true);
    expect(await stillHolds(listing)).toBe(true);
    // What notebooks leave beside them counts for nothing.
    await writeFile(join(folder, '.~data.ipynb'), '');
    await mkdir(join(folder, '__pycache__'));
    expect(await stillHolds(listing)).toBe(true);
  });
});

describe('a module that hides an installed one', () => {
  it.each(['numpy.py', 'numpy.cpython-311-x86_64-linux-gnu.so', 'numpy.so'])(
    'may be a file: %s',
    async name => {
      const folder = await temporaryFolder();
      await writeFile(join(folder, name), '');
      const folders = [join(folder, 'nothing'), folder];
      expect(await findShadow(folders, ['numpy'])).toBe(join(folder, name));
      expect(await findShadow(folders, ['pandas'])).toBeUndefined();
    }
  );

  it('may be a folder, but not any', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'wandb'));
    expect(await findShadow([folder], ['wandb'])).toBeUndefined();
    await writeFile(join(folder, 'wandb', '__init__.py'), '');
    expect(await findShadow([folder], ['wandb'])).toBe(join(folder, 'wandb'));
  });
});
