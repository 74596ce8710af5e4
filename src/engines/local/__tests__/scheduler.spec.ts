import fc from 'fast-check';
import { schedule, type Task, type TaskEnd } from '../scheduler';

/** Tasks, each after some of those above it. */
const anyTasks: fc.Arbitrary<Task[]> = fc
  .array(fc.array(fc.nat({ max: 20 }), { maxLength: 3 }), { maxLength: 12 })
  .map(all =>
    all.map((after, index) => ({
      id: `t${index}`,
      after: [
        ...new Set(after.filter(each => each < index).map(each => `t${each}`))
      ]
    }))
  );

interface Trace {
  readonly status: string;
  /** In the order in which they were started. */
  readonly started: string[];
  readonly ended: Map<string, string>;
  readonly left: Map<string, string>;
  /** The most that ran at the same time. */
  readonly most: number;
}

async function trace(
  tasks: readonly Task[],
  workers: number,
  keepGoing: boolean,
  failing: ReadonlySet<string>,
  cancelAt?: string
): Promise<Trace> {
  const started: string[] = [];
  const ended = new Map<string, string>();
  const left = new Map<string, string>();
  const abort = new AbortController();
  let running = 0;
  let most = 0;
  const status = await schedule(tasks, {
    workers,
    keepGoing,
    signal: abort.signal,
    start: async (id, signal): Promise<TaskEnd> => {
      const after = tasks.find(each => each.id === id)?.after ?? [];
      expect(after.every(each => ended.get(each) === 'succeeded')).toBe(true);
      started.push(id);
      most = Math.max(most, ++running);
      if (id === cancelAt) {
        abort.abort();
      }
      for (let i = 0; i < (id.length * 7) % 5; i++) {
        await Promise.resolve();
      }
      running--;
      const end = signal.aborted
        ? 'cancelled'
        : failing.has(id)
          ? 'failed'
          : 'succeeded';
      ended.set(id, end);
      return end;
    },
    leave: async (id, end) => void left.set(id, end)
  });
  return { status, started, ended, left, most };
}

const failing = fc.uniqueArray(
  fc.nat({ max: 12 }).map(each => `t${each}`),
  {
    maxLength: 3
  }
);

describe('the scheduler', () => {
  it('runs every task once, with one worker in the order of the notebook', async () => {
    await fc.assert(
      fc.asyncProperty(anyTasks, async tasks => {
        const { status, started } = await trace(tasks, 1, false, new Set());
        expect(status).toBe('succeeded');
        expect(started).toEqual(tasks.map(each => each.id));
      })
    );
  });

  it('uses as many workers as there are, and no more', async () => {
    const tasks = Array.from({ length: 6 }, (_, i) => ({
      id: `t${i}`,
      after: []
    }));
    expect((await trace(tasks, 4, false, new Set())).most).toBe(4);
    await fc.assert(
      fc.asyncProperty(
        anyTasks,
        fc.integer({ min: 1, max: 4 }),
        async (all, n) => {
          const { most, started } = await trace(all, n, false, new Set());
          expect(most).toBeLessThanOrEqual(n);
          expect(started).toHaveLength(all.length);
        }
      )
    );
  });

  it('never gives out more than there is, and gets everything done', async () => {
    const kinds = { cpu: 4, gpu: 2 };
    const anyAmounts = fc.record({
      cpu: fc.nat({ max: 5 }),
      gpu: fc.nat({ max: 3 })
    });
    await fc.assert(
      fc.asyncProperty(
        anyTasks.chain(tasks =>
          fc
            .array(anyAmounts, {
              minLength: tasks.length,
              maxLength: tasks.length
            })
            .map(all => tasks.map((each, i) => ({ ...each, takes: all[i] })))
        ),
        async tasks => {
          const running = new Set<(typeof tasks)[number]>();
          const started: string[] = [];
          await schedule(tasks, {
            workers: 4,
            capacity: kinds,
            keepGoing: false,
            signal: new AbortController().signal,
            start: async id => {
              const [task] = tasks.filter(each => each.id === id);
              running.add(task);
              started.push(id);
              for (const kind of ['cpu', 'gpu'] as const) {
                const all = [...running].map(each => each.takes[kind]);
                const sum = all.reduce((a, b) => a + b, 0);
                // A task that takes more than there is runs alone.
                expect(sum <= kinds[kind] || running.size === 1).toBe(true);
              }
              for (let i = 0; i < (id.length * 7) % 5; i++) {
                await Promise.resolve();
              }
              running.delete(task);
              return 'succeeded';
            },
            leave: async () => undefined
          });
          expect(started.sort()).toEqual(tasks.map(each => each.id).sort());
        }
      )
    );
  });

  it('keeps room for an upper task that waits for it, and fills the rest', async () => {
    const order: string[] = [];
    const ends = new Map<string, () => void>();
    const run = schedule(
      [
        { id: 'gpu 1', after: [], takes: { gpu: 1, cpu: 1 } },
        { id: 'gpu 2', after: [], takes: { gpu: 1, cpu: 1 } },
        { id: 'gpu 0', after: [], takes: { cpu: 1 } },
        { id: 'wide', after: [], takes: { cpu: 3 } },
        { id: 'narrow', after: [], takes: { cpu: 1 } }
      ],
      {
        workers: 4,
        capacity: { cpu: 3, gpu: 1 },
        keepGoing: false,
        signal: new AbortController().signal,
        start: id => {
          order.push(id);
          return new Promise(end => ends.set(id, () => end('succeeded')));
        },
        leave: async () => undefined
      }
    );
    expect(order).toEqual(['gpu 1', 'gpu 0']);
    for (const id of ['gpu 0', 'gpu 1', 'gpu 2', 'wide', 'narrow']) {
      while (!ends.has(id)) {
        await Promise.resolve();
      }
      ends.get(id)?.();
    }
    expect(await run).toBe('succeeded');
    expect(order).toEqual(['gpu 1', 'gpu 0', 'gpu 2', 'wide', 'narrow']);
  });

  it('runs a task again that turns out to have been too early, with all that follow', async () => {
    const counts = new Map<string, number>();
    const ends = new Map<string, (end: TaskEnd) => void>();
    const tasks = [
      { id: 'late', after: [] },
      { id: 'early', after: [] },
      { id: 'follower', after: ['early'] },
      { id: 'apart', after: [] }
    ];
    const run = schedule(tasks, {
      workers: 4,
      keepGoing: false,
      signal: new AbortController().signal,
      start: async (id, signal) => {
        counts.set(id, (counts.get(id) ?? 0) + 1);
        return new Promise(end => {
          ends.set(id, end);
          signal.addEventListener('abort', () => end('cancelled'));
        });
      },
      ended: id => (id === 'late' ? ['early'] : []),
      leave: async () => undefined
    });
    const end = async (id: string, status: TaskEnd): Promise<void> => {
      ends.get(id)?.(status);
      for (let i = 0; i < 10; i++) {
        await Promise.resolve();
      }
    };
    // Its failure stops what stands below, until it is known not to count.
    await end('early', 'failed');
    expect(counts.has('follower')).toBe(false);
    await end('late', 'succeeded');
    for (const id of ['early', 'follower', 'apart']) {
      await end(id, 'succeeded');
    }
    expect(await run).toBe('succeeded');
    expect(Object.fromEntries(counts)).toEqual({
      late: 1,
      early: 2,
      follower: 1,
      apart: 2
    });
  });

  it('stops where Run All would', async () => {
    await fc.assert(
      fc.asyncProperty(anyTasks, failing, async (tasks, names) => {
        const bad = new Set(names);
        const { status, started, left } = await trace(tasks, 1, false, bad);
        const first = tasks.findIndex(each => bad.has(each.id));
        const reached = first < 0 ? tasks : tasks.slice(0, first + 1);
        expect(started).toEqual(reached.map(each => each.id));
        expect(status).toBe(first < 0 ? 'succeeded' : 'failed');
        expect([...left]).toEqual(
          tasks.slice(reached.length).map(each => [each.id, 'skipped'])
        );
      })
    );
  });

  it('lets what stands above a failure end, with several workers too', async () => {
    const workers = fc.integer({ min: 2, max: 4 });
    await fc.assert(
      fc.asyncProperty(anyTasks, failing, workers, async (tasks, names, n) => {
        const bad = new Set(names);
        const { ended, left, status } = await trace(tasks, n, false, bad);
        const failed = tasks.findIndex(each => ended.get(each.id) === 'failed');
        const above = failed < 0 ? tasks : tasks.slice(0, failed);
        for (const { id } of above) {
          expect(ended.get(id)).toBe('succeeded');
        }
        expect(ended.size + left.size).toBe(tasks.length);
        expect(status).toBe(failed < 0 ? 'succeeded' : 'failed');
      })
    );
  });

  it('skips only what depends on a failure, if so asked', async () => {
    await fc.assert(
      fc.asyncProperty(anyTasks, failing, async (tasks, names) => {
        const bad = new Set(names);
        const lost = new Set<string>();
        for (const { id, after } of tasks) {
          if (after.some(each => bad.has(each) || lost.has(each))) {
            lost.add(id);
          }
        }
        const { started, left } = await trace(tasks, 2, true, bad);
        expect(new Set(left.keys())).toEqual(lost);
        expect(started).toHaveLength(tasks.length - lost.size);
      })
    );
  });

  it('leaves nothing undecided when it is cancelled', async () => {
    await fc.assert(
      fc.asyncProperty(anyTasks, fc.nat({ max: 11 }), async (tasks, at) => {
        const cancelAt = `t${at}`;
        const all = await trace(tasks, 2, false, new Set(), cancelAt);
        expect(all.ended.size + all.left.size).toBe(tasks.length);
        const isReached = all.started.includes(cancelAt);
        expect(all.status).toBe(isReached ? 'cancelled' : 'succeeded');
        expect([...all.left.values()].every(each => each === 'cancelled')).toBe(
          true
        );
      })
    );
  });
});
