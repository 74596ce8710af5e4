import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Code } from '../../engines/local/__tests__/notebooks';
import { call, folderWith, makeBundle } from './bundle';

let bundle: string;

beforeAll(async () => {
  bundle = await makeBundle();
});

const HELLO: readonly Code[] = [['step:one', 'print("hello")']];

describe('a folder that can only be read', () => {
  it('does not keep a notebook from running', async () => {
    const folder = await folderWith(HELLO);
    const home = join(folder, '..', 'home');
    await mkdir(home);
    await chmod(dirname(folder), 0o755);
    await chmod(home, 0o777);
    await chmod(join(folder, 'a.ipynb'), 0o444);
    await chmod(folder, 0o555);
    // To an administrator nothing is read-only.
    const uid = process.getuid?.() === 0 ? 65534 : undefined;
    const environment = { HOME: home, CELLWAY_PYTHON: '/usr/bin/python3' };
    const options = { environment, uid };
    const { code, errors, out } = await call(
      bundle,
      folder,
      ['run', 'a.ipynb'],
      options
    );
    expect([code, errors]).toEqual([0, '']);
    expect(out).toContain(join(home, '.local', 'share', 'cellway', 'runs'));
    expect(await readdir(folder)).toEqual(['a.ipynb']);
    const listed = await call(bundle, folder, ['runs'], options);
    expect(listed.out).toContain('✓ succeeded');
  });
});

describe('notebooks that are none', () => {
  const text =
    '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}';
  it.each([
    ['empty', ''],
    ['cut', text.slice(0, 40)],
    ['no JSON', 'hello'],
    ['no notebook', '{"a": 1}'],
    [
      'of another language',
      text.replace('{}', '{"kernelspec": {"name": "ir", "language": "R"}}')
    ],
    ['too old', text.replace('"nbformat": 4', '"nbformat": 3')],
    [
      'full of conflicts',
      `<<<<<<< HEAD\n${text}\n=======\n${text}\n>>>>>>> b\n`
    ]
  ])('are refused: %s', async (_, content) => {
    const folder = await folderWith(HELLO);
    await writeFile(join(folder, 'a.ipynb'), content);
    const { code, out, errors } = await call(bundle, folder, [
      'run',
      'a.ipynb'
    ]);
    expect([code, out]).toEqual([2, '']);
    expect(errors).toMatch(/^cellway: a\.ipynb.*: \w/);
    expect(errors).not.toContain('internal error');
    expect(await readdir(folder)).toEqual(['a.ipynb']);
  });
});

describe('an installation without the runner', () => {
  it('is told', async () => {
    const broken = await makeBundle();
    await rm(join(dirname(broken), 'runner.pyz'));
    const folder = await folderWith(HELLO);
    const { code, errors } = await call(broken, folder, ['run', 'a.ipynb']);
    expect(code).toBe(2);
    expect(errors).toMatch(/runs steps is missing: .*runner\.pyz\. Install/);
  });
});
