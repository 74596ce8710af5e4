import { EventEmitter, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { KubernetesClient } from '../client/kubernetes-client';
import { podLog, type LogOptions } from '../client/pod-log';
import { turnsOf, type Turn } from '../client/log-turns';
import type { ApiServer } from './api-server';
import { connectEach } from './connected';
import { status, type Received } from './replies';

const PODS = '/api/v1/namespaces/team/pods';
let api: ApiServer;
let client: KubernetesClient;
let reads: Received[];

connectEach(made => {
  ({ api, client } = made);
  reads = [];
});

/** What a container has written, one line each tenth of a second. */
const LINES = Array.from(
  { length: 40 },
  (_, i) => `2026-01-01T00:00:0${Math.floor(i / 10)}.${i % 10}1Z line ${i}`
);

function setState(state: object): void {
  api.put(PODS, 'p', {
    status: { containerStatuses: [{ name: 'main', state }] }
  });
}

/** Each read of the log is answered in its turn. */
function answerReads(
  ...answers: ((response: ServerResponse, request: Received) => void)[]
): void {
  api.intercept = (request, response) => {
    if (!request.path.endsWith('/log')) {
      return undefined;
    }
    reads.push(request);
    answers[Math.min(reads.length, answers.length) - 1](response, request);
    return 'done';
  };
}

/** As the kubelet does: from the whole second on. */
function since({ query: { sinceTime } }: Received, to: number): string {
  const from = sinceTime?.slice(0, 19) ?? '';
  return LINES.slice(0, to)
    .filter(line => line.slice(0, 19) >= from)
    .map(line => `${line}\n`)
    .join('');
}

async function read(options: Partial<LogOptions> = {}): Promise<string[]> {
  const texts: string[] = [];
  const log = podLog(client, { pod: 'p', container: 'main', ...options });
  for await (const { text } of log) {
    texts.push(text);
  }
  return texts;
}

const ALL = LINES.map((_, i) => `line ${i}`);

test('Reads what is there, with the time of each line', async () => {
  answerReads(response =>
    response.end(
      '2026-01-01T00:00:00.5Z a b\n2026-01-01T00:00:01Z \n2026-01-01T00:00:02Z half'
    )
  );
  expect(await read({ last: 3, since: '2026-01-01T00:00:00Z' })).toEqual([
    'a b',
    '',
    'half'
  ]);
  expect(reads[0].query).toEqual({
    container: 'main',
    timestamps: 'true',
    tailLines: '3',
    sinceTime: '2026-01-01T00:00:00Z'
  });
});

test('Following, each line comes once though the connection breaks and the stream ends early', async () => {
  setState({ running: {} });
  answerReads(
    (response, request) => {
      response.write(since(request, 17));
      setTimeout(() => response.socket?.destroy(), 10);
    },
    (response, request) => response.end(since(request, 25)),
    (response, request) => {
      setState({ terminated: { exitCode: 0 } });
      response.end(since(request, 38));
    },
    (response, request) => response.end(since(request, 40))
  );
  expect(await read({ follow: true })).toEqual(ALL);
  expect(reads.map(({ query }) => query.follow)).toEqual([
    'true',
    'true',
    'true',
    undefined
  ]);
});

test('Lines that are alike are all told', async () => {
  const line = '2026-01-01T00:00:00.5Z same\n';
  setState({ terminated: { exitCode: 0 } });
  answerReads(
    response => response.end(line.repeat(3)),
    response => response.end(line.repeat(5))
  );
  expect(await read({ follow: true })).toEqual(Array(5).fill('same'));
});

test('Who may read logs only follows to the end of the stream', async () => {
  api.intercept = (request, response) => {
    if (!request.path.endsWith('/log')) {
      return status(403, 'Forbidden', 'User "u" cannot get resource "pods"');
    }
    response.end(since(request, 12));
    return 'done';
  };
  expect(await read({ follow: true })).toEqual(ALL.slice(0, 12));
});

test.each([
  [
    'has no image yet',
    400,
    'container "main" in pod "p" is waiting to start: ContainerCreating'
  ],
  ['has no state yet', 400, 'container "main" in pod "p" is not available'],
  [
    'is of a pod that its node has not heard of',
    404,
    'the server could not find the requested resource ( pods/log p)'
  ]
])(
  'Waits for a container that %s where it is followed',
  async (_, code, message) => {
    const reason = code === 400 ? 'BadRequest' : 'NotFound';
    let isWaiting = true;
    api.intercept = (request, response) => {
      if (!request.path.endsWith('/log')) {
        return undefined;
      }
      if (isWaiting) {
        isWaiting = false;
        return status(code, reason, message);
      }
      setState({ terminated: { exitCode: 0 } });
      response.end(since(request, 1));
      return 'done';
    };
    setState({ waiting: {} });
    await expect(read()).rejects.toMatchObject({
      code: code === 400 ? 'not-started' : 'not-found'
    });
    isWaiting = true;
    expect(await read({ follow: true })).toEqual(['line 0']);
  }
);

test('A log that is gone though its container has ended is told', async () => {
  setState({ terminated: { exitCode: 0 } });
  api.intercept = ({ path }) =>
    path.endsWith('/log') ? status(404, 'NotFound', 'gone') : undefined;
  await expect(read({ follow: true })).rejects.toMatchObject({
    code: 'not-found'
  });
});

test('Ends with its signal', async () => {
  const controller = new AbortController();
  answerReads(response => {
    response.write(`${LINES[0]}\n`);
    setTimeout(() => controller.abort(new Error('enough')), 10);
  });
  await expect(
    read({ follow: true, signal: controller.signal })
  ).rejects.toThrow('enough');
});

test('A pod that is gone is told', async () => {
  await expect(read({ follow: true })).rejects.toMatchObject({
    code: 'not-found'
  });
});

test('A line without an end is cut, and what comes after it is told', async () => {
  const most = 16 * 1024 * 1024;
  answerReads(response => {
    response.write('2026-01-01T00:00:00.5Z ');
    const piece = 'x'.repeat(1024 * 1024);
    for (let i = 0; i < 20; i++) {
      response.write(piece);
    }
    response.end('\n2026-01-01T00:00:01Z after\n');
  });
  const [long, after] = await read();
  expect(long.length).toBeGreaterThan(most - 100);
  expect(long.length).toBeLessThanOrEqual(most);
  expect(after).toBe('after');
});

test('Whoever stops as a log ends leaves the connection to others', async () => {
  answerReads(
    (response, request) => {
      response.write(since(request, 2));
      setTimeout(() => response.end(since(request, 4)), 50);
    },
    response => response.end()
  );
  for await (const { text } of podLog(client, {
    pod: 'p',
    container: 'main'
  })) {
    expect(text).toBe('line 0');
    break;
  }
  const others = (): number[] => reads.slice(1).map(each => each.connection);
  do {
    await read();
  } while (!others().includes(reads[0].connection));
});

test('Of a log that has been read to its end nothing is waited for', async () => {
  answerReads((response, request) => response.end(since(request, 2)));
  const timers = (): number =>
    process.getActiveResourcesInfo().filter(each => each === 'Timeout').length;
  const before = timers();
  await read();
  expect(timers()).toBeLessThanOrEqual(before);
});

test('A log that goes on when nobody reads it any more is closed', async () => {
  const closed = new EventEmitter();
  answerReads((response, request) => {
    response.write(since(request, 2));
    response.on('close', () => closed.emit('closed', response.writableEnded));
  });
  const isClosed = once(closed, 'closed');
  const log = podLog(client, { pod: 'p', container: 'main' });
  await log.next();
  await log.return(undefined);
  expect(await isClosed).toEqual([false]);
});

describe('Where other logs wait for their turns', () => {
  const over = new AbortController();
  const { signal } = over;
  const take = (): Promise<Turn> => turnsOf(client.channel).take({ signal });
  const takeAll = (count: number): Promise<Turn[]> =>
    Promise.all(Array.from({ length: count }, take));

  afterAll(() => over.abort());

  test('a log that is called back goes on where it was, and each line comes once', async () => {
    setState({ running: {} });
    const connected = new EventEmitter();
    answerReads(
      (response, request) => {
        response.write(since(request, 25));
        response.on('close', () => connected.emit('closed'));
      },
      (response, request) => {
        setState({ terminated: { exitCode: 0 } });
        response.end(since(request, 40));
      },
      (response, request) => response.end(since(request, 40))
    );
    const texts: string[] = [];
    const log = podLog(client, { pod: 'p', container: 'main', follow: true });
    texts.push((await log.next()).value?.text);
    const [other] = await takeAll(63);
    const later = performance.now() + 60_000;
    const now = jest.spyOn(performance, 'now').mockReturnValue(later);
    const closed = once(connected, 'closed');
    const next = take();
    now.mockRestore();
    const rest = (async () => {
      for await (const { text } of log) {
        texts.push(text);
      }
    })();
    await closed;
    await next;
    expect(reads).toHaveLength(1);
    other.end();
    await rest;
    expect(texts).toEqual(ALL);
  });

  test('a log whose end is waited for is read at once', async () => {
    setState({ terminated: { exitCode: 0 } });
    answerReads((response, request) => response.end(since(request, 40)));
    await takeAll(64);
    const hurry = new AbortController();
    const text = read({ follow: true, hurry: hurry.signal });
    expect(reads).toHaveLength(0);
    hurry.abort();
    expect(await text).toEqual(ALL);
  });
});
