/** Several steps in one pod, as they are seen one by one. */
import { readFile } from 'node:fs/promises';
import {
  packRunner,
  runToEnd,
  submit,
  temporaryFolder,
  watchToEnd,
  type Code,
  type Ran,
  type RunOptions
} from '../../local/__tests__/notebooks';
import { connectEngine, type ConnectedEngine } from './connected-engine';
import { FakeArgo, logOf } from './fake-argo';

const CHAIN: readonly Code[] = [
  ['step:one', 'x = 1\nprint("one")'],
  ['step:two', 'x += 1\nprint("two")'],
  ['step:three', 'print("three", x)']
];
const STEPS = '1.2.3';
const TASK = 'one-to-three';

let connected: ConnectedEngine;
let argo: FakeArgo;
let runner: string | undefined;

beforeEach(async () => {
  runner ??= packRunner(await temporaryFolder());
  connected = await connectEngine(runner);
  argo = new FakeArgo(connected.api);
});

afterEach(() => connected.close());

/** Runs the chain, which was short when it ran here. */
async function runChain(
  happen: () => void,
  onEvent?: RunOptions['onEvent']
): Promise<Ran> {
  const { engine } = connected;
  const folder = await temporaryFolder();
  await runToEnd(CHAIN, { folder, id: 'before' });
  const { handle } = await submit(CHAIN, {
    folder,
    engine,
    selection: { noCache: true },
    options: { image: 'python' }
  });
  await argo.started();
  argo.node(TASK, 'Running');
  happen();
  return watchToEnd(engine, handle, { onEvent });
}

/** What the log has of a step: it says that it begins, and what it prints. */
function part(number: number, log: string): string {
  const time = `2026-11-26T01:25:0${number}.000Z`;
  const mark = JSON.stringify({ event: 'step', step: number, time });
  const lines = `2026-11-26T01:25:00.000Z \u001e${mark}\n${log}`;
  return lines.replaceAll(/^2026-11-26T01:25:00/gm, time.slice(0, -5));
}

const ONE = part(1, logOf('one', 0, 'one'));
const TWO = part(2, logOf('two', 1, 'two'));
const THREE = part(3, logOf('three', 2, 'three 2'));

/** Of a step that fails. */
const FAILED = part(
  2,
  logOf('two', 1, 'two', {
    status: 'failed',
    error: { name: 'ValueError', message: 'no', cell: 1 }
  })
);

const DONE = { one: 'succeeded', two: 'succeeded', three: 'succeeded' };

it('each step begins and ends when the log says so', async () => {
  const ran = await runChain(() => {
    argo.pod(STEPS, ONE + TWO + THREE, 0);
    argo.node(TASK, 'Succeeded');
    argo.phase('Succeeded');
  });
  expect(ran).toMatchObject({
    status: 'succeeded',
    statuses: DONE,
    texts: ['one\n', 'two\n', 'three 2\n']
  });
  const { steps } = await ran.store.read(ran.handle.id);
  expect(steps.map(each => each.started)).toEqual([
    '2026-11-26T01:25:00.000Z',
    '2026-11-26T01:25:02.000Z',
    '2026-11-26T01:25:03.000Z'
  ]);
  const told = ran.events.flatMap(each =>
    each.type === 'step' ? [`${each.step} ${each.status}`] : []
  );
  expect(told).toEqual(
    ['one', 'two', 'three'].flatMap(each => [
      `${each} running`,
      `${each} succeeded`
    ])
  );
});

it('one that turns out to be what it was is cached', async () => {
  const two = part(2, logOf('two', 1, 'two', { cached: true }));
  const three = part(3, logOf('three', 2, 'three 2', { cached: true }));
  const ran = await runChain(() => {
    argo.pod(STEPS, ONE + two + three, 0);
    argo.node(TASK, 'Succeeded');
    argo.phase('Succeeded');
  });
  expect(ran.statuses).toEqual({
    one: 'succeeded',
    two: 'cached',
    three: 'cached'
  });
});

it('those behind one that fails are skipped', async () => {
  const ran = await runChain(() => {
    argo.pod(STEPS, ONE + FAILED, 1);
    argo.node(TASK, 'Failed');
    argo.phase('Failed');
  });
  expect(ran.status).toBe('failed');
  expect(ran.statuses).toEqual({
    one: 'succeeded',
    two: 'failed',
    three: 'skipped'
  });
  const { steps } = await ran.store.read(ran.handle.id);
  expect(steps[1].error).toMatchObject({ message: 'ValueError: no', cell: 1 });
});

it('one that dies is the one at which the log ends', async () => {
  const ran = await runChain(() => {
    argo.pod(STEPS, ONE + part(2, ''), 137);
    argo.node(TASK, 'Failed');
    argo.phase('Failed');
  });
  expect(ran.statuses).toEqual({
    one: 'succeeded',
    two: 'failed',
    three: 'skipped'
  });
});

it('without a log, what steps have left tells how far they came', async () => {
  const ran = await runChain(() => {
    argo.pod(STEPS, '', 137);
    argo.node(TASK, 'Failed');
    argo.phase('Failed');
  });
  expect(ran.statuses).toEqual({
    one: 'failed',
    two: 'skipped',
    three: 'skipped'
  });
});

it('how they end is settled once, whatever happens elsewhere', async () => {
  const ran = await runChain(() => {
    argo.pod(STEPS, '', 137);
    argo.node(TASK, 'Failed');
    for (const phase of ['Pending', 'Running', 'Succeeded'] as const) {
      argo.node('elsewhere', phase);
    }
    setTimeout(() => argo.phase('Failed'), 1000);
  });
  expect(ran.status).toBe('failed');
  expect(ran.statuses).toEqual({
    one: 'failed',
    two: 'skipped',
    three: 'skipped'
  });
});

it('none is given what another has left, where lines of the log are lost', async () => {
  const ran = await runChain(() => {
    const lost = TWO.slice(TWO.indexOf('\n') + 1);
    argo.pod(STEPS, lost + THREE, 0);
    argo.node(TASK, 'Succeeded');
    argo.phase('Succeeded');
  });
  const { steps } = await ran.store.read(ran.handle.id);
  const left = await readFile(
    ran.store.run(ran.handle.id).step(0).result,
    'utf8'
  ).catch(() => '');
  expect(left).toBe('');
  expect(steps[0].error?.message).toContain('before it was done');
});

it('those that a try has done are not told again by the next', async () => {
  const ran = await runChain(() => {
    argo.pod(STEPS, ONE + part(2, ''), 143);
    setTimeout(() => {
      argo.pod(STEPS, ONE + TWO + THREE, 0, 2);
      argo.node(TASK, 'Succeeded');
      argo.phase('Succeeded');
    }, 500);
  });
  expect(ran.statuses).toEqual(DONE);
  const { steps } = await ran.store.read(ran.handle.id);
  expect(steps.map(each => each.tries ?? 1)).toEqual([1, 2, 1]);
  expect(ran.texts).toEqual(['one\n', 'two\n', 'three 2\n']);
});

it('of a run that is cancelled, what is done stays so', async () => {
  const ran = await runChain(
    () => argo.pod(STEPS, ONE + part(2, '')),
    (event, engine, handle) => {
      if (
        event.type === 'step' &&
        event.step === 'two' &&
        event.status === 'running'
      ) {
        void engine.cancel(handle);
        void argo.shutDown().then(() => {
          argo.pod(STEPS, ONE + part(2, ''), 143);
          argo.phase('Failed');
        });
      }
    }
  );
  expect(ran.status).toBe('cancelled');
  expect(ran.statuses).toEqual({
    one: 'succeeded',
    two: 'cancelled',
    three: 'cancelled'
  });
});
