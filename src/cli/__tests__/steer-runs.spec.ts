import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Code } from '../../engines/local/__tests__/notebooks';
import { call, folderWith, makeBundle, type Answer } from './bundle';

jest.setTimeout(120_000);

let bundle: string;

beforeAll(async () => {
  bundle = await makeBundle();
});

/** The second step waits until there is a file `go`. */
const WAITING: readonly Code[] = [
  ['step:one', 'x = [1]\nprint("one")'],
  [
    'step:two',
    'import os, time\nwhile not os.path.exists("go"): time.sleep(0.05)\nprint("two", x)'
  ]
];

/** Runs a notebook and calls `action` with the run's id when its second step has begun. */
async function during(
  folder: string,
  action: (id: string) => Promise<void>
): Promise<Answer> {
  let acting: Promise<void> | undefined;
  const answer = await call(bundle, folder, ['run', 'a.ipynb', '--json'], {
    onOutput: (child, out) => {
      const id = /"id":"([^"]+)"/.exec(out)?.[1];
      if (id !== undefined && /"step":"two".*"running"/.test(out)) {
        acting ??= action(id).catch((error: unknown) => {
          child.kill();
          throw error;
        });
      }
    }
  });
  await acting;
  return answer;
}

function lastEvent(out: string): unknown {
  return JSON.parse(out.trimEnd().split('\n').pop() ?? '');
}

describe('a run of another process', () => {
  it('can be cancelled, and resumed', async () => {
    const folder = await folderWith(WAITING);
    let id = '';
    const run = await during(folder, async found => {
      id = found;
      const resumed = await call(bundle, folder, ['runs', 'resume', id]);
      expect(resumed.code).toBe(2);
      expect(resumed.errors).toContain(`cellway runs cancel ${id}`);
      const cancelled = await call(bundle, folder, ['runs', 'cancel', id]);
      expect(cancelled).toMatchObject({ code: 0, out: `${id} cancelled\n` });
    });
    expect(run.code).toBe(1);
    expect(lastEvent(run.out)).toMatchObject({ status: 'cancelled' });
    const again = await call(bundle, folder, ['runs', 'cancel', id]);
    expect(again).toMatchObject({
      code: 0,
      out: `${id} has ended already: cancelled\n`
    });
    await writeFile(join(folder, 'go'), '');
    const args = ['runs', 'resume', id, '--json'];
    const resumed = await call(bundle, folder, args);
    expect(resumed.code).toBe(0);
    expect(lastEvent(resumed.out)).toMatchObject({ status: 'succeeded', id });
    expect(resumed.out).toContain('two [1]');
    expect(resumed.out).not.toMatch(/"step":"one"|"cancelled"/);
    const done = await call(bundle, folder, ['runs', 'resume', id]);
    expect(done.code).toBe(2);
    expect(done.errors).toMatch(/All steps of run \S+ are done/);
  });

  it('keeps others of the notebook from running, unless forced', async () => {
    const folder = await folderWith(WAITING);
    const run = await during(folder, async id => {
      const second = await call(bundle, folder, ['run', 'a.ipynb']);
      expect([second.code, second.out]).toEqual([2, '']);
      expect(second.errors).toContain(
        `a.ipynb is being run already: run ${id}`
      );
      expect(second.errors).toContain(`'cellway runs cancel ${id}'`);
      const runs = join(folder, '.cellway', 'runs');
      expect(await readdir(runs)).toEqual([id]);
      await writeFile(join(folder, 'go'), '');
      const forced = await call(bundle, folder, ['run', 'a.ipynb', '--force']);
      expect(forced.code).toBe(0);
    });
    expect(run.code).toBe(0);
    expect((await call(bundle, folder, ['run', 'a.ipynb'])).code).toBe(0);
  });

  it('does not stand in the way of another notebook', async () => {
    const folder = await folderWith(WAITING);
    await mkdir(join(folder, 'other'));
    const run = await during(folder, async () => {
      const text = JSON.stringify({
        cells: [],
        metadata: {},
        nbformat: 4,
        nbformat_minor: 5
      });
      await writeFile(join(folder, 'b.ipynb'), text);
      const other = await call(bundle, folder, ['run', 'b.ipynb']);
      expect(other.code).toBe(0);
      await writeFile(join(folder, 'go'), '');
    });
    expect(run.code).toBe(0);
  });
});
