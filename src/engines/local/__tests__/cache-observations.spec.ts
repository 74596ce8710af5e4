import { rm } from 'node:fs/promises';
import { LocalEngine } from '../local-engine';
import { environmentIn, FAKE_RUNNER, type Code } from './notebooks';
import { diagnostics, Folder, pure, stepsThat } from './runs-in-folder';

describe('what a step has seen', () => {
  const reader: Code = [
    'step:reader',
    '# observed: read data.csv\nimport os\nx = os.path.exists("data.csv") and open("data.csv").read()\nprint(x)'
  ];
  const other = pure('other', 'y = 1');

  it('makes it run again when a file changes, comes or goes', async () => {
    const folder = await Folder.make({ 'data.csv': 'one' });
    const cells = [reader, other];
    await folder.run(cells);
    expect(await folder.executed(cells)).toBe('');
    await folder.write('data.csv', 'two');
    const second = await folder.run(cells);
    expect(stepsThat(second.statuses, 'succeeded')).toBe('reader');
    expect(second.texts[0]).toBe('two\n');
    await rm(folder.file('data.csv'));
    expect(await folder.executed(cells)).toBe('reader');
    expect(await folder.executed(cells)).toBe('');
    // Whatever it was once is known still.
    await folder.write('data.csv', 'one');
    const last = await folder.run(cells);
    expect(stepsThat(last.statuses, 'cached')).toBe('reader other');
    expect(last.texts[0]).toBe('one\n');
  });

  it('does not make it run again when a file is written anew with the same content', async () => {
    const folder = await Folder.make({ 'data.csv': 'one' });
    await folder.run([reader]);
    await rm(folder.file('data.csv'));
    await folder.write('data.csv', 'one');
    expect(await folder.executed([reader])).toBe('');
  });

  it('makes it run again when a listed folder has a new entry', async () => {
    const folder = await Folder.make({ 'data/a': '' });
    const cells: readonly Code[] = [
      [
        'step:one',
        '# observed: list data\nimport os\nprint(os.listdir("data"))'
      ]
    ];
    await folder.run(cells);
    await folder.write('data/a', 'other content');
    expect(await folder.executed(cells)).toBe('');
    await folder.write('data/b', '');
    expect(await folder.executed(cells)).toBe('one');
  });

  it('makes it run again when a variable of the environment or a package is another', async () => {
    const folder = await Folder.make({
      'installed/packages.json': '{"numpy": "numpy 1"}'
    });
    const cells: readonly Code[] = [
      ['step:env', '# observed: getenv MODE\nimport os\nx = 1'],
      ['step:pack', '# observed: package numpy\ny = 1'],
      ['step:lacks', '# observed: package nowhere\nz = 1'],
      pure('none', 'w = 1')
    ];
    const engineWith = (
      variables: Readonly<Record<string, string>>
    ): LocalEngine =>
      new LocalEngine({
        runner: FAKE_RUNNER,
        workers: 1,
        environment: {
          ...environmentIn(folder.path),
          FAKE_INSTALLED: folder.file('installed'),
          ...variables
        }
      });
    const run = (
      variables: Readonly<Record<string, string>>
    ): Promise<string> =>
      folder.executed(cells, { engine: engineWith(variables) });
    expect(await run({ MODE: 'a' })).toBe('env pack lacks none');
    expect(await run({ MODE: 'a' })).toBe('');
    expect(await run({ MODE: 'b', OTHER: '1' })).toBe('env');
    // As pip does: a folder in which packages are gets another one.
    await folder.write(
      'installed/packages.json',
      '{"numpy": "numpy 2", "pandas": "pandas 2"}'
    );
    await folder.write('installed/pandas', '');
    expect(await run({ MODE: 'a' })).toBe('pack');
    await folder.write('installed/packages.json', '{"nowhere": "1"}');
    await rm(folder.file('installed/pandas'));
    expect(await run({ MODE: 'a' })).toBe('pack lacks');
    // Another interpreter is another Python.
    const again = await folder.executed(cells, {
      engine: engineWith({ MODE: 'a', FAKE_VERSION: '4', PYTHONX: '' })
    });
    expect(again).toBe('env pack lacks none');
  });

  it('makes it run again when a module of the project hides a package', async () => {
    const folder = await Folder.make();
    const cells: readonly Code[] = [
      ['step:one', '# observed: package numpy\nx = 1']
    ];
    await folder.run(cells);
    expect(await folder.executed(cells)).toBe('');
    await folder.write('numpy.py', '');
    expect(await folder.executed(cells)).toBe('one');
  });

  it('is not enough where nobody can see all of it', async () => {
    const folder = await Folder.make();
    const cells = (tags: string): Code[] => [
      [tags, '# observed: unseen network example.org\nx = 1\nprint(x)']
    ];
    const first = await folder.run(cells('step:one'));
    expect(diagnostics(first)).toEqual([
      {
        severity: 'info',
        code: 'unverified',
        message:
          "Step 'one' runs every time: it reaches example.org over the network",
        hint: expect.stringContaining('cache:enabled'),
        cell: 0
      }
    ]);
    expect(await folder.executed(cells('step:one'))).toBe('one');
    const enabled = cells('step:one cache:enabled');
    expect(await folder.executed(enabled)).toBe('one');
    const cached = await folder.run(enabled);
    expect(stepsThat(cached.statuses, 'cached')).toBe('one');
    expect(diagnostics(cached)).toEqual([]);
    // It is not for those who have not asked for it.
    expect(await folder.executed(cells('step:one'))).toBe('one');
  });

  it('does not count where the cache is not to be used, or nobody watched', async () => {
    const folder = await Folder.make();
    const cells: readonly Code[] = [
      ['step:one cache:disabled', '# observed: nothing\nx = 1'],
      ['step:two', 'y = 1'],
      ['step:three cache:enabled', 'z = 1']
    ];
    await folder.run(cells);
    expect(await folder.executed(cells)).toBe('one two three');
  });

  it('is told where a file changed while the step ran', async () => {
    const folder = await Folder.make({ 'data.csv': 'one' });
    const cells: readonly Code[] = [
      [
        'step:one',
        '# observed: read data.csv\nopen("data.csv", "w").write("others")'
      ]
    ];
    const first = await folder.run(cells);
    expect(diagnostics(first)).toMatchObject([
      { severity: 'info', code: 'not-cached', cell: 0 }
    ]);
    expect(await folder.executed(cells)).toBe('one');
  });

  it('is not kept of a step that failed', async () => {
    const folder = await Folder.make({ broken: '' });
    const cells: readonly Code[] = [
      [
        'step:one',
        '# observed: nothing\nimport os\nassert not os.path.exists("broken")'
      ]
    ];
    expect((await folder.run(cells)).status).toBe('failed');
    await rm(folder.file('broken'));
    expect(await folder.executed(cells)).toBe('one');
  });
});
