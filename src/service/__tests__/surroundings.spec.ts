import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Examples, Finding } from '../api/surroundings';
import { RunningService } from './running-service';

let service: RunningService;

beforeEach(async () => {
  service = await RunningService.start();
});

afterEach(() => service.stop());

async function findings(query = ''): Promise<readonly Finding[]> {
  const { status, json } = await service.call('GET', `/findings${query}`);
  expect(status).toBe(200);
  return json as Finding[];
}

/** The path that the examples were given at. */
async function examples(status: number): Promise<string> {
  const answer = await service.call('POST', '/examples');
  expect(answer.status).toBe(status);
  return (answer.json as Examples).notebook;
}

describe('what works here', () => {
  it('is told of the folder of a notebook', async () => {
    await mkdir(join(service.root, 'deep', '.cellway'), { recursive: true });
    const [all, deep] = [
      await findings(),
      await findings('?notebook=deep/a.ipynb')
    ];
    const storeOf = (found: readonly Finding[]): string | undefined =>
      found.find(each => each.subject === 'Store')?.text;
    expect(storeOf(deep)).toBe(join(service.root, 'deep', '.cellway'));
    expect(storeOf(all)).not.toBe(storeOf(deep));
  });

  it('says of what is not well how to get it', async () => {
    const found = await findings();
    expect(found[0]).toMatchObject({ subject: 'Node', state: 'well' });
    const bad = found.filter(each => each.state !== 'well');
    // The runner of these tests runs no notebook.
    expect(bad.length).toBeGreaterThan(0);
    expect(bad.filter(each => !each.hint)).toEqual([]);
  });

  it('is told of no folder outside', async () => {
    const answer = await service.call('GET', '/findings?notebook=../a.ipynb');
    expect([answer.status, answer.error.code]).toEqual([400, 'invalid-path']);
  });
});

describe('the examples', () => {
  it('are copied once, and stay as they were changed', async () => {
    const path = await examples(201);
    const file = join(service.root, path);
    expect(JSON.parse(await readFile(file, 'utf8'))).toHaveProperty('cells');
    await writeFile(file, 'mine');
    expect(await examples(200)).toBe(path);
    expect(await readFile(file, 'utf8')).toBe('mine');
  });

  it('are put beside a folder of that name with something else in it', async () => {
    const path = await examples(201);
    const [folder] = path.split('/');
    await rm(join(service.root, folder), { recursive: true });
    await mkdir(join(service.root, folder));
    await writeFile(join(service.root, folder, 'mine.txt'), 'mine');
    expect(await examples(201)).not.toBe(path);
    expect(await readdir(join(service.root, folder))).toEqual(['mine.txt']);
  });

  it('leave nothing of themselves where they cannot be written', async () => {
    await rm(service.root, { recursive: true });
    await writeFile(service.root, '');
    const { status, error } = await service.call('POST', '/examples');
    expect([status, error.code]).toEqual([500, 'examples-not-copied']);
    expect(error.hint).toContain('a folder that can be written');
  });
});
