import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CallError } from '../command';
import { readNotebook } from '../notebook-file';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'cellway-'));
});

afterAll(() => rm(folder, { recursive: true }));

async function failure(file: string): Promise<string> {
  try {
    await readNotebook(file);
  } catch (error) {
    expect(error).toBeInstanceOf(CallError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('read');
}

describe('readNotebook', () => {
  it('reads a notebook', async () => {
    const file = path.join(folder, 'good.ipynb');
    await writeFile(file, '{"cells": [], "metadata": {}, "nbformat": 4}');
    expect((await readNotebook(file)).cells).toEqual([]);
  });

  it.each([
    ['{"cells": [', /:1:\d+: /],
    ['', /: /],
    ['[]', /: /],
    ['{"nbformat": 3, "worksheets": []}', /: .*3/]
  ])('says where %j is wrong', async (text, message) => {
    const file = path.join(folder, 'bad.ipynb');
    await writeFile(file, text);
    const said = await failure(file);
    expect(said.startsWith(file)).toBe(true);
    expect(said.slice(file.length)).toMatch(message);
  });

  it('refuses bytes that are no text', async () => {
    const file = path.join(folder, 'latin.ipynb');
    await writeFile(file, Buffer.from('{"cells": ["\xe9"]}', 'latin1'));
    expect(await failure(file)).toBe(
      `${file}: This is not UTF-8 text, which notebooks are. Save it from JupyterLab again.`
    );
  });

  it('reads a notebook with a byte order mark, and keeps that', async () => {
    const file = path.join(folder, 'mark.ipynb');
    await writeFile(file, '\ufeff{"cells": [], "metadata": {}, "nbformat": 4}');
    expect((await readNotebook(file)).text.startsWith('\ufeff')).toBe(true);
  });

  it('names a file that it cannot read', async () => {
    const missing = path.join(folder, 'missing.ipynb');
    expect(await failure(missing)).toBe(`${missing}: There is no such file.`);
    expect(await failure(folder)).toBe(
      `${folder}: This is a folder, not a notebook.`
    );
  });
});
