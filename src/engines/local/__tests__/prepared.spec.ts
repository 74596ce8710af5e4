/** Steps that are started from prepared processes, with the runner that ships. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalEngine } from '../local-engine';
import {
  environmentIn,
  packRunner,
  runToEnd,
  temporaryFolder,
  type Code,
  type Ran
} from './notebooks';

const isLinux = process.platform === 'linux';
const onLinux = isLinux ? it : it.skip;

/** Prints the process that has started the step. */
const PARENT = 'import os\nprint(os.getppid())';

let runner: string;
const engines: LocalEngine[] = [];

beforeAll(async () => {
  runner = packRunner(await temporaryFolder());
});

afterEach(() => {
  engines.splice(0).forEach(each => each.close());
});

interface Place {
  readonly folder: string;
  /** A folder of installed packages. */
  readonly site: string;
  run(cells: readonly Code[], id?: string): Promise<Ran>;
}

/** A notebook's folder, and an engine that runs notebooks in it. */
async function place(): Promise<Place> {
  const folder = await temporaryFolder();
  const site = join(folder, 'lib', 'site-packages');
  await mkdir(site, { recursive: true });
  const engine = new LocalEngine({
    runner,
    workers: 1,
    environment: { ...environmentIn(folder), PYTHONPATH: site }
  });
  engines.push(engine);
  return {
    folder,
    site,
    run: (cells, id = 'test') => runToEnd(cells, { folder, engine, id })
  };
}

describe('steps', () => {
  onLinux('are started by one process, in all runs of a notebook', async () => {
    const { run } = await place();
    const cells: readonly Code[] = [
      ['step:one', PARENT],
      ['step:two', PARENT]
    ];
    const first = await run(cells, 'first');
    const second = await run(cells, 'second');
    const parents = new Set([...first.texts, ...second.texts]);
    expect(first.status).toBe('succeeded');
    expect(parents.size).toBe(1);
    expect(parents).not.toContain(`${process.pid}\n`);
  });

  onLinux('are started by the same one where imports are added', async () => {
    const { run, site } = await place();
    await writeFile(join(site, 'used.py'), '');
    const seen: string[][] = [];
    for (const [index, more] of [
      '',
      'import json',
      'import used',
      'pass',
      'import used\nimport json'
    ].entries()) {
      const look = `import sys\n${PARENT}\nprint("used" in sys.modules)`;
      const { texts } = await run(
        [['step:one', `${more}\n${look}`]],
        `${index}`
      );
      seen.push(texts[0].trim().split('\n'));
    }
    const [[first], , , [other]] = seen;
    expect(other).not.toBe(first);
    expect(seen).toEqual([
      [first, 'False'],
      [first, 'False'],
      [first, 'True'],
      [other, 'False'],
      [first, 'True']
    ]);
  });

  onLinux('find loaded what they import, and nothing else', async () => {
    const { run, site } = await place();
    await writeFile(join(site, 'used.py'), '');
    await writeFile(join(site, 'other.py'), '');
    const look = 'print([each in sys.modules for each in ("used", "other")])';
    const { texts } = await run([
      ['step:one', `import sys\n${look}`],
      ['step:two', `import sys\n${look}\nimport used`],
      ['step:three', `import sys\n${look}`]
    ]);
    expect(texts[1]).toBe('[True, False]\n');
    expect(texts[0]).toBe('[False, False]\n');
  });

  it('import for themselves where the environment is changed before', async () => {
    const { run, site } = await place();
    await writeFile(
      join(site, 'used.py'),
      'import os\nVALUE = os.environ.get("VALUE")'
    );
    const { texts } = await run([
      ['step:one', 'import os\nos.environ["VALUE"] = "set"'],
      ['step:two', 'import used\nprint(used.VALUE)']
    ]);
    expect(texts[1]).toBe('set\n');
  });

  it('show what an import prints', async () => {
    const { run, site } = await place();
    await writeFile(join(site, 'loud.py'), 'print("hello")');
    const { texts, status } = await run([
      ['step:one', 'import loud\nprint(1)'],
      ['step:two', 'import loud\nprint(2)']
    ]);
    expect(status).toBe('succeeded');
    expect(texts).toEqual(['hello\n1\n', 'hello\n2\n']);
  });

  onLinux(
    'that import what cannot be forked have spare processes',
    async () => {
      const { run, site } = await place();
      await writeFile(join(site, 'polars.py'), '');
      const look = 'import polars' + `\n${PARENT}`;
      const { texts } = await run([
        ['step:one', `import sys\nprint("polars" in sys.modules)\n${look}`],
        ['step:two', `import sys\nprint("polars" in sys.modules)\n${look}`],
        ['step:three', PARENT]
      ]);
      const own = `True\n${process.pid}\n`;
      expect(texts.slice(0, 2)).toEqual([own, own]);
      expect(texts[2]).not.toBe(`${process.pid}\n`);
    }
  );

  it('see what has been installed since', async () => {
    const { run, site } = await place();
    const cells: readonly Code[] = [
      ['step:one', 'import used\nprint(used.VALUE)']
    ];
    await writeFile(join(site, 'used.py'), 'VALUE = 1');
    const before = await run(cells, 'before');
    await writeFile(join(site, 'used.py'), 'VALUE = "new"');
    await mkdir(join(site, 'used-2.dist-info'));
    const after = await run(cells, 'after');
    expect([before.texts[0], after.texts[0]]).toEqual(['1\n', 'new\n']);
  });

  onLinux('are served in the next run that imports more', async () => {
    const { run, site } = await place();
    const before = await run([['step:one', PARENT]], 'before');
    await writeFile(join(site, 'used.py'), '');
    await mkdir(join(site, 'used-1.dist-info'));
    const after = await run([['step:one', `import used\n${PARENT}`]], 'after');
    expect([before.texts[0], `${process.pid}\n`]).not.toContain(after.texts[0]);
  });

  it('see changes of the modules of their project', async () => {
    const { run, folder } = await place();
    const cells: readonly Code[] = [
      ['step:one', 'import mine\nprint(mine.VALUE)']
    ];
    await writeFile(join(folder, 'mine.py'), 'VALUE = 1');
    const before = await run(cells, 'before');
    await writeFile(join(folder, 'mine.py'), 'VALUE = "new"');
    const after = await run(cells, 'after');
    expect([before.texts[0], after.texts[0]]).toEqual(['1\n', 'new\n']);
  });

  it('may end as they like', async () => {
    const { run } = await place();
    const ran = await run([
      ['step:one', 'import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)']
    ]);
    const [step] = (await ran.store.read('test')).steps;
    expect(step.error?.message).toContain('SIGSEGV');
  });
});

describe('a server that is killed', () => {
  const KILL = 'import os, time\nos.kill(os.getppid(), 9)\ntime.sleep(60)';

  onLinux('ends the steps that it has started', async () => {
    const { run } = await place();
    const ran = await run([['step:one', `print("begun")\n${KILL}`]]);
    const [step] = (await ran.store.read('test')).steps;
    expect(step.status).toBe('failed');
    expect(step.error?.message).toContain('process that had started it');
    expect(ran.texts[0]).toContain('begun');
    const again = await run([['step:one', 'print(1)']], 'again');
    expect(again.texts).toEqual(['1\n']);
  });

  onLinux('is replaced for the next step', async () => {
    const { run } = await place();
    const { texts } = await run([['step:one', PARENT]], 'first');
    process.kill(Number(texts[0]), 'SIGKILL');
    const { status } = await run([['step:one', PARENT]], 'second');
    expect(status).toBe('succeeded');
  });
});
