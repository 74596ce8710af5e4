import {
  BROKEN,
  ended,
  FakeService,
  noSuchRun,
  runRecord,
  serviceDown,
  START
} from '../../__tests__/fake-service';
import { followEvents } from '../follow-events';

const PLACE = { id: 'r1', notebook: 'a.ipynb' };

function follow(
  service: FakeService,
  signal = new AbortController().signal
): {
  types: Promise<string[]>;
  pauses: number[];
  problems: (string | undefined)[];
} {
  const pauses: number[] = [];
  const problems: (string | undefined)[] = [];
  const types = (async () => {
    const seen = [];
    for await (const event of followEvents(service, PLACE, {
      signal,
      pause: async duration => void pauses.push(duration),
      onInterruption: problem => problems.push(problem?.code)
    })) {
      seen.push(event.type);
    }
    return seen;
  })();
  return { types, pauses, problems };
}

describe('followEvents', () => {
  it('goes on behind the last event when the stream is cut off', async () => {
    const service = new FakeService();
    service.push(START, BROKEN, ended('succeeded'));
    service.end(runRecord('r1', 'succeeded'));
    const { types, problems } = follow(service);
    expect(await types).toEqual(['start', 'run']);
    expect(service.calls).toEqual([
      'events r1 a.ipynb ',
      'events r1 a.ipynb 1'
    ]);
    expect(problems).toEqual(['unreachable', undefined]);
  });

  it('asks ever more rarely while the service is away, and often again after', async () => {
    const service = new FakeService();
    service.push(...Array<typeof BROKEN>(8).fill(BROKEN), START, BROKEN);
    service.end(runRecord('r1', 'succeeded'));
    const { types, pauses } = follow(service);
    await types;
    expect(pauses).toEqual([
      250, 500, 1000, 2000, 4000, 8000, 10_000, 10_000, 250
    ]);
  });

  it('waits for a service that is down', async () => {
    const service = new FakeService();
    service.failure = serviceDown();
    service.push(START);
    service.end(runRecord('r1', 'succeeded'));
    const { types, problems } = follow(service);
    expect(await types).toEqual(['start']);
    expect(problems).toEqual(['service-down', undefined]);
  });

  it('gives up where there is no such run', async () => {
    const service = new FakeService();
    service.failure = noSuchRun();
    await expect(follow(service).types).rejects.toThrow('no such run');
    expect(service.calls).toHaveLength(1);
  });

  it('ends without an error when it is told to', async () => {
    const service = new FakeService();
    service.push(START);
    const controller = new AbortController();
    const { types } = follow(service, controller.signal);
    controller.abort();
    expect(await types).toEqual(['start']);
  });
});
