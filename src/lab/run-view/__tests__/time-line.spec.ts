import fc from 'fast-check';
import { runRecord } from '../../__tests__/fake-service';
import { stateOf, type RunState, type StepState } from '../../runs/run-state';
import { growingLength, ticks, timeLine } from '../time-line';

const BEGIN = Date.parse('2026-01-02T03:04:05.000Z');

const AFTER = new Map([['train', ['load']]]);

function runOf(
  load: Partial<StepState>,
  train: Partial<StepState>,
  more: Partial<RunState> = {}
): RunState {
  const state = stateOf(runRecord('r', 'running'));
  const [one, other] = state.steps;
  return {
    ...state,
    started: BEGIN,
    steps: [
      { ...one, status: 'pending', ...load },
      { ...other, status: 'pending', ...train }
    ],
    ...more
  };
}

const done = (from: number, seconds: number): Partial<StepState> => ({
  status: 'succeeded',
  started: BEGIN + from,
  seconds
});

const nothing = (): undefined => undefined;

describe('the time line of a run', () => {
  it('has a bar for what a step did, and a queue for what it waited', () => {
    const line = timeLine(runOf(done(5, 1), done(2005, 3)), AFTER, nothing);
    expect(line.rows).toEqual([
      { step: 'load', work: { from: 5, to: 1005 } },
      {
        step: 'train',
        queue: { from: 1005, to: 2005 },
        work: { from: 2005, to: 5005 }
      }
    ]);
    expect([line.begin, line.length]).toEqual([BEGIN, 5005]);
  });

  it('leaves open what goes on', () => {
    const running = { status: 'running', started: BEGIN + 3 } as const;
    const [load, train] = timeLine(runOf(running, {}), AFTER, nothing).rows;
    expect(load).toEqual({ step: 'load', work: { from: 3 } });
    expect(train).toEqual({ step: 'train' });
    const queued = timeLine(runOf(done(0, 1), {}), AFTER, nothing).rows[1];
    expect(queued).toEqual({ step: 'train', queue: { from: 1000 } });
  });

  it('marks what came from the cache, and passes over what was skipped', () => {
    const run = runOf({ status: 'cached' }, { status: 'skipped' });
    const { rows } = timeLine(run, AFTER, () => BEGIN + 12);
    expect(rows).toEqual([{ step: 'load', mark: 12 }, { step: 'train' }]);
  });

  it('begins where a run was resumed, with what was done before', () => {
    const line = timeLine(runOf(done(-9e6, 1), done(40, 1)), AFTER, nothing);
    expect(line.rows[0].work).toEqual({ from: 0, to: 0 });
    expect(line.length).toBe(1040);
  });

  it('has a length before anything has begun', () => {
    const state = stateOf(runRecord('r', 'pending'));
    expect(timeLine(state, AFTER, nothing).length).toBe(1);
  });
});

describe('the marks on the axis', () => {
  it('are few and at nice distances', () => {
    expect(ticks(4_100)).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
    expect(ticks(90_000)).toEqual([
      0, 15_000, 30_000, 45_000, 60_000, 75_000, 90_000
    ]);
    expect(ticks(1)).toEqual([0, 1]);
  });

  it('are never too many', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e12, noNaN: true }), length => {
        const found = ticks(length);
        expect(found.length).toBeLessThanOrEqual(7);
        expect(found[0]).toBe(0);
      })
    );
  });

  it('are where an axis that grows ends, beyond all that is on it', () => {
    expect(growingLength(4_100)).toBe(5_000);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), length => {
        const grown = growingLength(length);
        expect(grown).toBeGreaterThanOrEqual(length);
        expect(ticks(grown).at(-1)).toBe(grown);
      })
    );
  });
});
