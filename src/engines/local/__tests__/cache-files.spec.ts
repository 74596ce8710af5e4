import { chmod, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { submit, watchToEnd, type Code } from './notebooks';
import { Folder, stepsThat } from './runs-in-folder';

describe('what a step has written', () => {
  const writer = (name: string, path: string, text: string): Code => [
    `step:${name}`,
    `# observed: written ${path}\nimport os\nos.makedirs(os.path.dirname(${JSON.stringify(path)}) or ".", exist_ok=True)\nopen(${JSON.stringify(path)}, "w").write(${JSON.stringify(text)})`
  ];

  it('is put back, with its permissions, where it is missing or changed', async () => {
    const folder = await Folder.make();
    const cells = [writer('one', 'out/a.txt', 'from one')];
    await folder.run(cells);
    await chmod(folder.file('out/a.txt'), 0o750);
    await folder.write('out/a.txt', 'from somebody');
    expect(await folder.executed(cells)).toBe('');
    expect(await folder.read('out/a.txt')).toBe('from one');
    await rm(folder.file('out'), { recursive: true });
    expect(await folder.executed(cells)).toBe('');
    expect(await folder.read('out/a.txt')).toBe('from one');
    expect((await stat(folder.file('out/a.txt'))).mode & 0o777).toBe(0o644);
    expect(await readdir(folder.file('out'))).toEqual(['a.txt']);
  });

  it('makes the step run where it cannot be put back', async () => {
    const folder = await Folder.make();
    const cells = [writer('one', 'a.txt', 'from one')];
    const { store } = await folder.run(cells);
    await rm(folder.file('a.txt'));
    await rm(store.objects.folder, { recursive: true });
    await mkdir(store.objects.folder);
    expect(await folder.executed(cells)).toBe('one');
    expect(await folder.read('a.txt')).toBe('from one');
  });

  it('is not touched where several wrote the same file and the last one is there', async () => {
    const folder = await Folder.make();
    const cells = [
      writer('one', 'a.txt', 'from one'),
      writer('two', 'a.txt', 'from two')
    ];
    await folder.run(cells);
    const before = await stat(folder.file('a.txt'), { bigint: true });
    expect(await folder.executed(cells)).toBe('');
    const after = await stat(folder.file('a.txt'), { bigint: true });
    expect([after.ino, after.ctimeNs]).toEqual([before.ino, before.ctimeNs]);
    await rm(folder.file('a.txt'));
    expect(await folder.executed(cells)).toBe('');
    expect(await folder.read('a.txt')).toBe('from two');
  });

  it('is what a step finds that runs after one that did not have to', async () => {
    const folder = await Folder.make();
    const cells = (more: string): Code[] => [
      writer('one', 'a.txt', 'one'),
      [
        'step:two',
        `# observed: read a.txt\n# observed: written a.txt\nt = open("a.txt").read() + "${more}"\nopen("a.txt", "w").write(t)\nprint(t)`
      ]
    ];
    await folder.run(cells(' two'));
    expect(await folder.executed(cells(' two'))).toBe('');
    expect(await folder.read('a.txt')).toBe('one two');
    const last = await folder.run(cells(' three'));
    expect(stepsThat(last.statuses, 'succeeded')).toBe('two');
    expect(last.texts[1]).toBe('one three\n');
    expect(await folder.read('a.txt')).toBe('one three');
    // As it was, without a step.
    expect(await folder.executed(cells(' two'))).toBe('');
    expect(await folder.read('a.txt')).toBe('one two');
  });

  it('may be gone again by a later step', async () => {
    const folder = await Folder.make();
    const cells: readonly Code[] = [
      writer('one', 'temporary', 'x'),
      [
        'step:two',
        '# observed: read temporary\n# observed: written temporary\nimport os\nprint(open("temporary").read())\nos.remove("temporary")'
      ]
    ];
    await folder.run(cells);
    expect(await folder.executed(cells)).toBe('');
    await expect(stat(folder.file('temporary'))).rejects.toThrow('ENOENT');
  });

  it('counts among what a folder lists', async () => {
    const folder = await Folder.make({ 'data/in': '' });
    const cells: readonly Code[] = [
      writer('one', 'data/out', 'x'),
      [
        'step:two',
        '# observed: list data\nimport os\nprint(sorted(os.listdir("data")), "data/out")'
      ]
    ];
    await folder.run(cells);
    await rm(folder.file('data/out'));
    expect(await folder.executed(cells)).toBe('');
    expect(await folder.read('data/out')).toBe('x');
  });
});

describe('a step that runs again', () => {
  /** Appends to a file that was there, makes another, and fails the first time. */
  const source = (isBroken: string): string =>
    [
      '# observed: read log.txt',
      '# observed: written log.txt',
      '# observed: read new.txt',
      '# observed: written new.txt',
      'import os',
      'print(open("log.txt").read(), os.path.exists("new.txt"))',
      'open("log.txt", "a").write(" more")',
      'open("new.txt", "w").write("new")',
      `assert not ${isBroken}`
    ].join('\n');
  const broken = 'os.path.exists("broken")';

  it('finds what it found the first time, when it is tried again', async () => {
    const folder = await Folder.make({ 'log.txt': 'log' });
    const cells: readonly Code[] = [['step:one', source('True')]];
    const defaults = { retry: { limit: 1 } };
    const ran = await folder.run(cells, {
      metadata: { cellway: { version: 1, defaults } }
    });
    expect(ran.status).toBe('failed');
    expect(await folder.read('log.txt')).toBe('log more');
    expect(ran.texts[0]).toMatch(/^log False\n/);
  });

  it('finds what it found the first time, when its run is resumed', async () => {
    const folder = await Folder.make({ 'log.txt': 'log', broken: '' });
    const cells: readonly Code[] = [['step:one', source(broken)]];
    const { engine, handle } = await submit(cells, { folder: folder.path });
    expect((await watchToEnd(engine, handle)).status).toBe('failed');
    expect(await folder.read('log.txt')).toBe('log more');
    await rm(folder.file('broken'));
    await engine.resume(handle);
    const ran = await watchToEnd(engine, handle);
    expect(ran.status).toBe('succeeded');
    expect(ran.texts[0]).toBe('log False\n');
    expect(await folder.read('log.txt')).toBe('log more');
  });

  it('finds what somebody has changed since', async () => {
    const folder = await Folder.make({ 'log.txt': 'log', broken: '' });
    const cells: readonly Code[] = [['step:one', source(broken)]];
    const { engine, handle } = await submit(cells, { folder: folder.path });
    await watchToEnd(engine, handle);
    await folder.write('log.txt', 'mended');
    await rm(folder.file('broken'));
    await engine.resume(handle);
    const ran = await watchToEnd(engine, handle);
    expect(ran.texts[0]).toBe('mended False\n');
  });
});
