import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readEvents } from '../event-log';
import type { RunEvent } from '../run-event';
import { RunFolder } from '../run-folder';
import { RunJournal } from '../run-journal';
import { sampleRecord } from './records';
import { temporaryFolder } from './temporary-folder';

const STEPS = Array.from({ length: 30 }, (_, i) => `s${i}`);

const begun: RunEvent = {
  type: 'cell',
  time: '2025-01-31T23:59:59.000Z',
  step: 's0',
  cell: 0,
  status: 'running'
};

async function journalOf(
  name: string
): Promise<{ folder: RunFolder; journal: RunJournal }> {
  const folder = new RunFolder(join(await temporaryFolder(), name));
  await mkdir(folder.path);
  const steps = STEPS.map(step => ({ step, status: 'pending' as const }));
  const record = sampleRecord({ status: 'pending', steps });
  await folder.writeRecord(record);
  return { folder, journal: await RunJournal.open(folder, record) };
}

function told(folder: RunFolder): RunEvent[] {
  return [...readEvents(folder.events, 0)].map(each => each.event);
}

afterEach(() => void jest.restoreAllMocks());

describe('the journal of a run', () => {
  it('has in the record what the events tell, whenever one looks', async () => {
    const { folder, journal } = await journalOf('a');
    const looks: Promise<void>[] = [];
    const look = async (): Promise<void> => {
      const last = new Map<string, string>();
      for (const event of told(folder)) {
        if (event.type === 'step') {
          last.set(event.step, event.status);
        }
      }
      const { steps } = await folder.readRecord();
      const known = new Map(steps.map(each => [each.step, each.status]));
      for (const [step, status] of last) {
        const later =
          status === 'running' ? ['running', 'succeeded'] : [status];
        expect(later).toContain(known.get(step));
      }
    };
    await journal.start();
    for (const step of STEPS) {
      await journal.startStep(step, 1);
      looks.push(look());
      journal.tell([{ ...begun, step }]);
      await journal.endStep(step, 'succeeded', 0.001);
      looks.push(look());
    }
    await Promise.all(looks);
    await journal.end('succeeded');
    await journal.close();
    expect(
      told(folder).map(each =>
        each.type === 'step' ? `${each.step} ${each.status}` : each.type
      )
    ).toEqual([
      'start',
      ...STEPS.flatMap(step => [
        `${step} running`,
        'cell',
        `${step} succeeded`
      ]),
      'run'
    ]);
  });

  it('is written soon, also where nothing more happens', async () => {
    const { folder, journal } = await journalOf('b');
    await journal.start();
    await journal.startStep('s0', 1);
    journal.tell([begun]);
    while (!told(folder).some(each => each.type === 'cell')) {
      await journal.changed(new AbortController().signal);
    }
    const { steps } = await folder.readRecord();
    expect(steps[0].status).toBe('running');
    await journal.close();
  });

  it('is written more seldom where that takes long', async () => {
    const { folder, journal } = await journalOf('d');
    let time = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => time);
    const write = jest
      .spyOn(folder, 'writeRecord')
      .mockImplementation(async () => void (time += 20));
    await journal.start();
    time = 200;
    await journal.startStep('s0', 1);
    expect(write).toHaveBeenCalledTimes(1);
    time = 220;
    await journal.startStep('s1', 1);
    expect(write).toHaveBeenCalledTimes(2);
    await journal.close();
  });

  it('tells of what could not be written with the next change', async () => {
    const { folder, journal } = await journalOf('c');
    await journal.start();
    await rm(folder.path, { recursive: true });
    const runOn = async (): Promise<void> => {
      for (const step of STEPS) {
        await journal.startStep(step, 1);
        await new Promise(resolve => setTimeout(resolve, 10));
      }
    };
    await expect(runOn()).rejects.toThrow('ENOENT');
    await expect(journal.end('failed')).rejects.toThrow('ENOENT');
    await expect(journal.close()).rejects.toThrow('ENOENT');
    expect(journal.isClosed).toBe(true);
  });
});
