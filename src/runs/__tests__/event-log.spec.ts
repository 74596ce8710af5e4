import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { EventWriter, readEvents, type LoggedEvent } from '../event-log';
import type { RunEvent } from '../run-event';
import { temporaryFolder } from './temporary-folder';

const time = '2025-01-31T23:59:59.000Z';
const text = fc.string({ unit: 'binary' });

const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({
    type: fc.constant('output' as const),
    time: fc.constant(time),
    step: text,
    cell: fc.nat(),
    output: fc.record({ output_type: fc.constant('stream'), name: text, text })
  }),
  fc.record({
    type: fc.constant('step' as const),
    time: fc.constant(time),
    step: text,
    status: fc.constantFrom('running', 'succeeded', 'failed' as const)
  })
);

function output(said: string): RunEvent {
  const shown = { output_type: 'stream', name: 'stdout', text: said };
  return { type: 'output', time, step: 'one', cell: 0, output: shown };
}

async function all(path: string, from = 0): Promise<LoggedEvent[]> {
  const found: LoggedEvent[] = [];
  for (const each of readEvents(path, from)) {
    found.push(each);
  }
  return found;
}

async function write(path: string, events: readonly RunEvent[]): Promise<void> {
  const writer = await EventWriter.open(path);
  writer.append(events);
  await writer.close();
}

describe('the log of events', () => {
  it('gives the same from any cursor on, however it was written', async () => {
    const folder = await temporaryFolder();
    let number = 0;
    const parts = fc.array(fc.array(anyEvent, { maxLength: 5 }), {
      maxLength: 4
    });
    await fc.assert(
      fc.asyncProperty(parts, async written => {
        const path = join(folder, String(number++));
        const events = written.flat();
        for (const part of written) {
          await write(path, part);
        }
        await appendFile(path, '');
        const found = await all(path);
        expect(found.map(each => each.event)).toEqual(events);
        for (const [index, { cursor }] of found.entries()) {
          const rest = await all(path, cursor);
          expect(rest).toEqual(found.slice(index + 1));
        }
      }),
      { numRuns: 40 }
    );
  });

  it('gives whole lines only, and those that follow later', async () => {
    const path = join(await temporaryFolder(), 'events');
    const line = JSON.stringify(output('half'));
    await write(path, [output('whole')]);
    await appendFile(path, line.slice(0, 20));
    const first = await all(path);
    expect(first).toHaveLength(1);
    await appendFile(path, `${line.slice(20)}\n`);
    const rest = await all(path, first[0]?.cursor);
    expect(rest.map(each => each.event)).toEqual([output('half')]);
  });

  it('loses what a dead writer left of a line, and nothing before it', async () => {
    const path = join(await temporaryFolder(), 'events');
    const long = output('x'.repeat(200_000));
    await write(path, [output('whole')]);
    await appendFile(path, JSON.stringify(long).slice(0, -1));
    await write(path, [output('next')]);
    const found = await all(path);
    expect(found.map(each => each.event)).toEqual([
      output('whole'),
      output('next')
    ]);
    const [, line] = (await readFile(path, 'utf8')).split('\n');
    expect(line).toBe(JSON.stringify(output('next')));
  });

  it('passes over what is no event', async () => {
    const path = join(await temporaryFolder(), 'events');
    await writeFile(path, '\n{}\nnot json\n{"type": "of the future"}\n');
    await write(path, [output('after')]);
    expect((await all(path)).map(each => each.event)).toEqual([
      output('after')
    ]);
  });

  it('holds long lines', async () => {
    const path = join(await temporaryFolder(), 'events');
    const long = output('ä'.repeat(3_000_000));
    await write(path, [long, output('short')]);
    expect(await all(path)).toHaveLength(2);
  });
});
