import type { Code } from './notebooks';
import { CHAIN, diagnostics, Folder, stepsThat } from './runs-in-folder';

describe('a selection of steps', () => {
  it('executes a step and all that depend on it', async () => {
    const folder = await Folder.make();
    await folder.run(CHAIN);
    const selection = { from: 'one' };
    expect(await folder.executed(CHAIN, { selection })).toBe('one three four');
  });

  it('executes one step alone with what others have left, and skips the rest', async () => {
    const folder = await Folder.make();
    await folder.run(CHAIN);
    const ran = await folder.run(CHAIN, { selection: { only: 'three' } });
    expect(ran.status).toBe('succeeded');
    expect(Object.values(ran.statuses)).toEqual([
      'cached',
      'skipped',
      'succeeded',
      'skipped'
    ]);
    expect(ran.texts.slice(2)).toEqual(['a 2\n', '', 'c True\n', '']);
  });

  it('does not execute one step alone where what it needs is not there', async () => {
    const folder = await Folder.make();
    const selection = { only: 'three' };
    await expect(folder.run(CHAIN, { selection })).rejects.toMatchObject({
      code: 'input-not-there',
      message: expect.stringContaining("step 'one', which it needs"),
      hint: expect.stringContaining("Run up to 'three' instead")
    });
    const { store } = await folder.run(CHAIN);
    expect(await store.ids()).toEqual(['run-2']);
    const changed = CHAIN.map(([tag, code]): Code => [
      tag,
      code.replace('a = n + 1', 'a = n + 2')
    ]);
    await expect(folder.run(changed, { selection })).rejects.toMatchObject({
      code: 'input-not-there'
    });
  });

  it('takes what a step has left that runs every time, and says so', async () => {
    const folder = await Folder.make();
    const cells: readonly Code[] = [
      ['step:one', 'a = 1\n# no observations: runs every time'],
      ['step:two', 'print(a)'],
      ['step:three', 'b = a + 1'],
      ['step:four', 'print(a + b)']
    ];
    const selection = { only: 'four' };
    await folder.run(cells);
    const again = [selection, selection];
    for (const each of again) {
      const ran = await folder.run(cells, { selection: each });
      expect(stepsThat(ran.statuses, 'cached')).toBe('one three');
      expect(stepsThat(ran.statuses, 'succeeded')).toBe('four');
      expect(diagnostics(ran)).toMatchObject([
        { code: 'taken-as-left', cell: 0 },
        { code: 'taken-as-left', cell: 2 }
      ]);
      expect(diagnostics(ran)[0].message).toContain('run-1');
    }
    await folder.run(cells, { selection: { to: 'two' } });
    const last = await folder.run(cells, { selection });
    expect(diagnostics(last)[0].message).toContain('run-4');
  });

  it('runs up to a step, as the cache allows, and skips the others', async () => {
    const folder = await Folder.make();
    const selection = { to: 'three' };
    const first = await folder.run(CHAIN, { selection });
    expect(first.status).toBe('succeeded');
    expect(Object.values(first.statuses)).toEqual([
      'succeeded',
      'skipped',
      'succeeded',
      'skipped'
    ]);
    const second = await folder.run(CHAIN, { selection });
    expect(Object.values(second.statuses)).toEqual([
      'cached',
      'skipped',
      'cached',
      'skipped'
    ]);
  });

  it('is refused where it says two things', async () => {
    const folder = await Folder.make();
    await expect(
      folder.run(CHAIN, { selection: { from: 'one', to: 'three' } })
    ).rejects.toMatchObject({ code: 'invalid-run' });
  });

  it('executes everything without the cache, and keeps it', async () => {
    const folder = await Folder.make();
    await folder.run(CHAIN);
    const selection = { noCache: true };
    expect(await folder.executed(CHAIN, { selection })).toBe(
      'one two three four'
    );
    expect(await folder.executed(CHAIN)).toBe('');
  });

  it('is refused where there is no such step', async () => {
    const folder = await Folder.make();
    await expect(
      folder.run(CHAIN, { selection: { only: 'nothing' } })
    ).rejects.toMatchObject({ code: 'invalid-run' });
  });
});
