import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  notebookText,
  packRunner
} from '../../engines/local/__tests__/notebooks';
import type { ImageRecipe } from '../api/images';
import { RunningService, type Answer } from './running-service';

jest.setTimeout(60_000);

let service: RunningService;

beforeAll(async () => {
  service = await RunningService.start(undefined, packRunner);
});

afterAll(() => service.stop());

function ask(more: object = {}): Promise<Answer> {
  const text = notebookText([['step:a', 'import os, not_there']]);
  const body = { path: 'train.ipynb', text, ...more };
  return service.call('POST', '/images', { body });
}

it('An image is shown, and nothing written', async () => {
  const { status, json } = await ask();
  expect(status).toBe(200);
  const { files, remarks, commands } = json as ImageRecipe;
  expect(Object.keys(files)).toEqual(['Dockerfile', 'requirements.txt']);
  expect(remarks[0]).toContain('not_there');
  expect(commands).toEqual([]);
  expect(await readdir(service.root)).toEqual([]);
});

it('An image is written into the folder that is named, with what builds it', async () => {
  const { status, json } = await ask({ folder: 'some/place' });
  expect(status).toBe(201);
  const place = join(service.root, 'some/place');
  const { files, commands } = json as ImageRecipe;
  expect(await readFile(join(place, 'Dockerfile'), 'utf8')).toBe(
    files.Dockerfile
  );
  expect(commands).toEqual([
    expect.stringMatching(
      /^\w+ build --tag train:[0-9a-f]{12} \S*\/some\/place$/
    )
  ]);
});

it('An image is written over no files of others, and nowhere else', async () => {
  await mkdir(join(service.root, 'mine'));
  await writeFile(join(service.root, 'mine/Dockerfile'), 'FROM scratch\n');
  const { status, error } = await ask({ folder: 'mine' });
  expect([status, error.code]).toEqual([422, 'invalid-options']);
  expect(await readdir(join(service.root, 'mine'))).toEqual(['Dockerfile']);
  expect((await ask({ folder: '../out' })).error.code).toBe('invalid-path');
});
