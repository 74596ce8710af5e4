import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LocalEngine } from '../local-engine';
import { CHAIN, Folder, pure, stepsThat } from './runs-in-folder';
import { environmentIn, FAKE_RUNNER, type Code, type Ran } from './notebooks';

describe('a run of what has run before', () => {
  it('executes nothing, and shows the same', async () => {
    const folder = await Folder.make();
    const first = await folder.run(CHAIN);
    expect(stepsThat(first.statuses, 'succeeded')).toBe('one two three four');
    const second = await folder.run(CHAIN);
    expect(second.status).toBe('succeeded');
    expect(stepsThat(second.statuses, 'cached')).toBe('one two three four');
    expect(second.texts).toEqual(first.texts);
    const told = second.events.filter(each => 'step' in each);
    expect(told.map(each => each.type).slice(0, 2)).toEqual(['output', 'step']);
    const executed = (ran: Ran): Promise<string> =>
      readFile(ran.store.run(ran.handle.id).executed, 'utf8');
    expect(await executed(second)).toBe(await executed(first));
  });

  it('does not even start Python', async () => {
    const folder = await Folder.make({ starts: '' });
    const environment = {
      ...environmentIn(folder.path),
      FAKE_STARTS: folder.file('starts')
    };
    const run = (): Promise<string> =>
      folder.executed(CHAIN, {
        engine: new LocalEngine({ runner: FAKE_RUNNER, environment })
      });
    expect(await run()).toBe('one two three four');
    const started = await folder.read('starts');
    expect(started).toContain('--environment');
    expect(await run()).toBe('');
    expect(await folder.read('starts')).toBe(started);
  });

  it('executes nothing for comments, layout, moved cells and renamed steps', async () => {
    const folder = await Folder.make();
    const first = await folder.run(CHAIN);
    const changed: readonly Code[] = [
      ['text', '# About'],
      [
        'functions',
        '# Twice as much.\ndef double( x ):\n\n  return 2*x  # yes'
      ],
      ['pipeline-parameters', 'n = 1 # one\nm = 2'],
      pure('first', '# more\na = n+1\nprint("a", a)'),
      ['', '# nothing but a comment'],
      ['text', 'more'],
      pure('two', 'b = double(m)\n\n\nprint("b", b)'),
      pure('three', 'c = a > 0\nprint("c", c)'),
      pure('four', 'print("d", c, b)')
    ];
    const second = await folder.run(changed);
    expect(stepsThat(second.statuses, 'cached')).toBe('first two three four');
    expect(second.texts.filter(each => each !== '')).toEqual(
      first.texts.filter(each => each !== '')
    );
  });

  it('executes what uses a changed parameter, and no further than results change', async () => {
    const folder = await Folder.make();
    await folder.run(CHAIN);
    expect(await folder.executed(CHAIN, { parameters: { n: '5' } })).toBe(
      'one three'
    );
    expect(await folder.executed(CHAIN, { parameters: { m: '5' } })).toBe(
      'two four'
    );
    expect(await folder.executed(CHAIN)).toBe('');
  });

  it('executes what uses a changed definition', async () => {
    const folder = await Folder.make();
    await folder.run(CHAIN);
    const changed = CHAIN.map(([tags, source]): Code => [
      tags,
      source.replace('2 * x', '3 * x')
    ]);
    expect(await folder.executed(changed)).toBe('two four');
  });
});

describe('a record', () => {
  it('that is damaged or newer counts as none', async () => {
    const folder = await Folder.make();
    const cells = [pure('one', 'x = 1'), pure('two', 'y = 1')];
    const { store } = await folder.run(cells);
    const records = join(store.path, 'cache', 'records');
    const names = await readdir(records, { recursive: true });
    const [first, second] = names.filter(each => each.endsWith('.json'));
    await writeFile(join(records, first), '{"format"');
    const text = await readFile(join(records, second), 'utf8');
    await writeFile(
      join(records, second),
      JSON.stringify({ ...(JSON.parse(text) as object), format: 99 })
    );
    expect(await folder.executed(cells)).toBe('one two');
    expect(await folder.executed(cells)).toBe('');
  });

  it('may be made and used by several runs at once', async () => {
    const folder = await Folder.make({ 'data.csv': '1' });
    const cells: readonly Code[] = [1, 2, 3].map(n => [
      `step:s${n}`,
      `# observed: read data.csv\n# observed: written out${n}\nopen("out${n}", "w").write("${n}")`
    ]);
    const runs = await Promise.all(
      [1, 2, 3].map(() => folder.run(cells, { force: true }))
    );
    expect(runs.map(each => each.status)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded'
    ]);
    await rm(folder.file('out1'));
    const again = await Promise.all(
      [1, 2, 3].map(() => folder.run(cells, { force: true }))
    );
    expect(again.map(each => stepsThat(each.statuses, 'cached'))).toEqual([
      's1 s2 s3',
      's1 s2 s3',
      's1 s2 s3'
    ]);
    expect(await folder.read('out1')).toBe('1');
  });
});
