import { setTimeout } from 'node:timers/promises';
import { OwnerLock } from '../../../runs/owner-lock';
import { lockNotebook } from '../notebook-lock';
import { runToEnd, temporaryFolder, type Ran } from './notebooks';

/** A run that has ended, and whose process still owns it. */
async function endedRun(): Promise<{ ran: Ran; locks: OwnerLock[] }> {
  const folder = await temporaryFolder();
  const ran = await runToEnd([['step:one', 'x = 1']], { folder, id: 'first' });
  const record = await ran.store.read('first');
  const owner = await OwnerLock.take(ran.store.run('first').owner);
  return { ran, locks: [await lockNotebook(ran.store, record), owner] };
}

it('a notebook can be run again as soon as its run is told to have ended', async () => {
  const { ran, locks } = await endedRun();
  const record = await ran.store.read('first');
  const next = lockNotebook(ran.store, { ...record, id: 'second' });
  await setTimeout(100);
  for (const each of locks) {
    await each.release();
  }
  await (await next).release();
});

it('and not while the run goes on', async () => {
  const { ran, locks } = await endedRun();
  const folder = ran.store.run('first');
  const record = await folder.readRecord();
  await folder.writeRecord({ ...record, status: 'running' });
  await expect(
    lockNotebook(ran.store, { ...record, id: 'second' })
  ).rejects.toThrow('is being run already: run first');
  for (const each of locks) {
    await each.release();
  }
});
