import type { Pod } from '../../../../kubernetes/objects';
import type { Step } from '../../../../pipeline/model';
import type { LogLine } from '../../../../kubernetes/client/seen-lines';
import { logOf } from '../../__tests__/fake-argo';
import { StepFollower } from '../step-follower';

const STEP = { id: 'one', settings: {} } as unknown as Step;
const TIME = '2026-11-26T01:25:00Z';

/** A log whose lines are all there. */
async function* lines(text: string): AsyncGenerator<LogLine> {
  for (const line of text.trimEnd().split('\n')) {
    const [time, ...rest] = line.split(' ');
    yield { time, text: rest.join(' ') };
  }
}

it('a step that has ended does not begin again, in whatever order pods are seen', async () => {
  const told: string[] = [];
  const follower = new StepFollower(STEP, {
    signal: new AbortController().signal,
    status: () => 'running',
    openLog: () => lines(logOf('one', 0, 'one')),
    onEvents: () => undefined,
    onTry: async () => void told.push('begins'),
    onEnd: async ({ status }) => void told.push(status),
    isCancelled: () => false,
    readResult: async () => ''
  });
  for (const uid of ['first', 'second', 'first']) {
    follower.takePod({} as Pod, {
      uid,
      name: uid,
      steps: '1',
      created: TIME,
      started: TIME,
      end: { exitCode: 0, time: TIME }
    });
  }
  await follower.settled();
  expect(told).toEqual(['begins', 'succeeded']);
});
