import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Code } from '../../engines/local/__tests__/notebooks';
import { call, folderWith, makeBundle, type Answer } from './bundle';

const FAILING: readonly Code[] = [
  ['pipeline-parameters', 'n = 3'],
  ['step:one', 'print("printed by one")\nrows = [1, 2]'],
  ['step:two', 'print("printed by two")\nsum(rows) / (n - 3)']
];

let bundle: string;
let folder: string;
let id: string;

beforeAll(async () => {
  bundle = await makeBundle();
  folder = await folderWith(FAILING);
  await call(bundle, folder, ['run', 'a.ipynb', '--workers', '1']);
  [id] = await readdir(join(folder, '.cellway', 'runs'));
});

function runs(...args: string[]): Promise<Answer> {
  return call(bundle, folder, ['runs', ...args]);
}

describe('cellway runs', () => {
  it('lists runs', async () => {
    for (const args of [[], ['list']]) {
      const { code, out } = await runs(...args);
      expect(code).toBe(0);
      expect(out).toMatch(
        new RegExp(`^${id}  ✗ failed +\\d{4}-\\S+ \\S+ +[\\d.]+ s  a.ipynb\\n$`)
      );
    }
    const { out } = await runs('list', '--json');
    expect(JSON.parse(out)).toMatchObject([{ id, status: 'failed' }]);
  });

  it('shows a run by the beginning of its id', async () => {
    const { code, out } = await runs('show', id.slice(0, 10));
    expect(code).toBe(0);
    expect(out).toContain('✗ failed in');
    expect(out).toContain('parameters n = 3');
    expect(out).toMatch(/✗ failed +two +\S+ s +ZeroDivisionError: division/);
    const json = await runs('show', id, '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      id,
      steps: [{ step: 'one' }, { step: 'two', error: { cell: 2, line: 2 } }]
    });
  });

  it('shows what people say of a run', async () => {
    const marks = join(folder, '.cellway', 'runs', id, 'marks.json');
    const said = { name: 'first try', note: 'a\nb', pinned: true };
    await writeFile(marks, JSON.stringify(said));
    expect((await runs('list')).out).toMatch(
      /a\.ipynb {2}first try {2}\[pinned\]\n$/
    );
    expect((await runs('show', id)).out).toMatch(
      /: first try \[pinned\]\n[^]*note {7}a\n {13}b\n/
    );
    expect((await runs('rm', id)).errors).toContain('is pinned');
    await rm(marks);
  });

  it('tells what steps found and left', async () => {
    const { code, out } = await runs('artifacts', id, 'two');
    expect(code).toBe(0);
    expect(out).toMatch(
      /^two\n {2}parameter {2}n +3\n {2}input +rows +list +from one\n$/
    );
    const json = await runs('artifacts', id, '--json');
    expect(JSON.parse(json.out)).toMatchObject([
      { step: 'one', outputs: [{ name: 'rows', usedBy: ['two'] }] },
      { step: 'two', inputs: [{ name: 'rows', from: 'one' }] }
    ]);
    const wrong = await runs('artifacts', id, 'three');
    expect(wrong.code).toBe(2);
    expect(wrong.errors).toContain("no step 'three'");
  });

  it('prints what steps printed', async () => {
    const all = await runs('logs', id);
    expect(all.code).toBe(0);
    expect(all.out).toMatch(
      /^── one\nprinted by one\n── two\nprinted by two\nTraceback[^]*ZeroDivisionError/
    );
    const one = await runs('logs', id, 'one');
    expect(one.out).toBe('printed by one\n');
    const json = await runs('logs', id, 'one', '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      step: 'one',
      cell: 1,
      stream: 'stdout',
      text: 'printed by one\n'
    });
  });

  it.each([
    [['frob'], /Unknown verb 'frob'/],
    [['show'], /is not called so/],
    [['list', 'x'], /is not called so/],
    [['show', 'nothing'], /There is no run 'nothing' here/],
    [['show', '../../x'], /There is no run/],
    [['logs', 'nothing'], /There is no run/],
    [['rm', 'nothing'], /There is no run/],
    [['rm'], /is not called so/],
    [['--long'], /'--long'/]
  ])('refuses %j', async (args, message) => {
    const { code, out, errors } = await runs(...args);
    expect([code, out]).toEqual([2, '']);
    expect(errors).toMatch(message);
    expect(errors).not.toContain('internal error');
  });

  it('names the steps that there are', async () => {
    const { code, errors } = await runs('logs', id, 'three');
    expect(code).toBe(2);
    expect(errors).toContain("has no step 'three'. Its steps: one, two.");
  });

  it('says so where nothing has run', async () => {
    const empty = await folderWith(FAILING);
    const list = await call(bundle, empty, ['runs']);
    expect(list).toMatchObject({ code: 0, out: 'Nothing has run here yet.\n' });
    const json = await call(bundle, empty, ['runs', '--json']);
    expect(json).toMatchObject({ code: 0, out: '[]\n' });
    const show = await call(bundle, empty, ['runs', 'show', 'x']);
    expect(show.code).toBe(2);
    expect(await readdir(empty)).toEqual(['a.ipynb']);
  });

  it('lists, explains and removes runs that it cannot read', async () => {
    const other = await folderWith([['step:one', '1']]);
    for (const text of ['{"format": 2}', '{"format": 1, "id"', undefined]) {
      await call(bundle, other, ['run', 'a.ipynb']);
      const all = join(other, '.cellway', 'runs');
      const [run] = await readdir(all);
      const record = join(all, run, 'run.json');
      await (text === undefined ? rm(record) : writeFile(record, text));
      const reason =
        text === undefined
          ? 'There is no run in'
          : text.includes('2')
            ? 'was written by a newer Cellway'
            : 'is damaged';
      const list = await call(bundle, other, ['runs']);
      expect(list.code).toBe(0);
      expect(list.out).toContain(reason);
      const show = await call(bundle, other, ['runs', 'show', run]);
      expect(show.code).toBe(2);
      expect(show.errors).toContain(reason);
      const removed = await call(bundle, other, ['runs', 'rm', run]);
      expect(removed).toMatchObject({ code: 0, out: `Removed ${run}\n` });
      expect(await readdir(all)).toEqual([]);
    }
  });
});
