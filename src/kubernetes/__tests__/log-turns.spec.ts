import { setImmediate } from 'node:timers/promises';
import { LogTurns, type Turn } from '../client/log-turns';

const PLACES = 64;
let turns: LogTurns;
let signal: AbortSignal;
let over: AbortController;

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
  turns = new LogTurns();
  over = new AbortController();
  ({ signal } = over);
});

afterEach(() => {
  over.abort();
  jest.useRealTimers();
});

function take(count: number): Promise<Turn[]> {
  return Promise.all(
    Array.from({ length: count }, () => turns.take({ signal }))
  );
}

/** A turn, once it has begun. */
function later(options: { hurry?: AbortSignal; signal?: AbortSignal } = {}): {
  turn?: Turn;
} {
  const found: { turn?: Turn } = {};
  void turns.take({ signal, ...options }).then(
    turn => (found.turn = turn),
    () => undefined
  );
  return found;
}

test('Where there is room, nobody waits and nobody is called back', async () => {
  const held = await take(PLACES);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(held.some(each => each.signal.aborted)).toBe(false);
});

test('Those that came first make room, after a while, for those that wait', async () => {
  const held = await take(PLACES);
  const waiting = [later(), later()];
  await jest.advanceTimersByTimeAsync(4_000);
  expect(held.some(each => each.signal.aborted)).toBe(false);
  await jest.advanceTimersByTimeAsync(1_001);
  expect(held.map(each => each.signal.aborted).lastIndexOf(true)).toBe(1);
  expect(waiting[0].turn).toBeUndefined();
  held[0].end();
  await setImmediate();
  expect(waiting[0].turn).toBeDefined();
  expect(waiting[1].turn).toBeUndefined();
  held[1].end();
  await setImmediate();
  expect(waiting[1].turn).toBeDefined();
});

test('Each of a thousand has its turn', async () => {
  const had = new Set<number>();
  const follow = async (log: number): Promise<void> => {
    for (;;) {
      const turn = await turns.take({ signal });
      had.add(log);
      await new Promise(resolve =>
        turn.signal.addEventListener('abort', resolve)
      );
      turn.end();
    }
  };
  for (let log = 0; log < 1_000; log++) {
    follow(log).catch(() => undefined);
  }
  await jest.advanceTimersByTimeAsync(120_000);
  expect(had.size).toBe(1_000);
});

test('Whose end is waited for goes before all others, at once', async () => {
  await take(PLACES);
  const hurry = new AbortController();
  const first = later();
  const hurried = later({ hurry: hurry.signal });
  await setImmediate();
  expect(hurried.turn).toBeUndefined();
  hurry.abort();
  await setImmediate();
  expect(hurried.turn).toBeDefined();
  expect(first.turn).toBeUndefined();
});

test('Who does not wait any more is passed over', async () => {
  const held = await take(PLACES);
  const gone = new AbortController();
  later({ signal: gone.signal });
  const next = later();
  gone.abort(new Error('enough'));
  held[0].end();
  await setImmediate();
  expect(next.turn).toBeDefined();
  await expect(turns.take({ signal: gone.signal })).rejects.toThrow('enough');
});

test('A turn ends with the signal of its holder', async () => {
  const [turn] = await take(1);
  over.abort();
  expect(turn.signal.aborted).toBe(true);
});
