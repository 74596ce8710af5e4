import { CHAIN, Folder } from './runs-in-folder';

describe('a selection of steps', () => {
  it('executes a step and all that depend on it', async () => {
    const folder = await Folder.make();
    await folder.run(CHAIN);
    const selection = { from: 'one' };
    expect(await folder.executed(CHAIN, { selection })).toBe('one three four');
  });

  it('executes one step alone, with what it needs, and skips the others', async () => {
    const folder = await Folder.make();
    const selection = { only: 'three' };
    const first = await folder.run(CHAIN, { selection });
    expect(first.status).toBe('succeeded');
    expect(Object.values(first.statuses)).toEqual([
      'succeeded',
      'skipped',
      'succeeded',
      'skipped'
    ]);
    expect(first.texts.slice(2)).toEqual(['a 2\n', '', 'c True\n', '']);
    const second = await folder.run(CHAIN, { selection });
    expect(Object.values(second.statuses)).toEqual([
      'cached',
      'skipped',
      'succeeded',
      'skipped'
    ]);
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
