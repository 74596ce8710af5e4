import type { RunState } from '../runs/run-state';
import { isEnded } from '../runs/statuses';

/** A stretch of time, in ms since the run began. */
export interface Stretch {
  readonly from: number;
  /** Absent while it goes on. */
  readonly to?: number;
}

/** What a step did when. */
export interface TimeRow {
  readonly step: string;
  /** From when all that it waits for was done until it began. */
  readonly queue?: Stretch;
  readonly work?: Stretch;
  /** When it was taken from the cache, or given up, in ms since the run began. */
  readonly mark?: number;
}

export interface TimeLine {
  /** When the run began, in ms since 1970. */
  readonly begin: number;
  /** Up to the last event, in ms; a run that goes on is longer. */
  readonly length: number;
  readonly rows: readonly TimeRow[];
}

/** Shorter waits are those of the machinery, not of a worker; in ms. */
const WAIT = 100;

/**
 * What the steps of a run did when.
 *
 * @param after - the ids of the steps that each waits for
 * @param ended - when each ended, where that is known, in ms since 1970
 */
export function timeLine(
  run: RunState,
  after: ReadonlyMap<string, readonly string[]>,
  ended: (step: string) => number | undefined
): TimeLine {
  const begin = run.started ?? run.created;
  const since = (time: number): number => Math.max(0, time - begin);
  const ends = new Map<string, number>();
  for (const { step, status, started, seconds } of run.steps) {
    const end =
      started !== undefined && seconds !== undefined
        ? started + seconds * 1000
        : ended(step);
    if (isEnded(status) && end !== undefined) {
      ends.set(step, since(end));
    }
  }
  const isReady = (step: string): boolean =>
    (after.get(step) ?? []).every(each => ends.has(each));
  const rows = run.steps.map((each): TimeRow => {
    const { step, status, started } = each;
    const waited = (after.get(step) ?? []).map(id => ends.get(id) ?? 0);
    const ready = Math.max(0, ...waited);
    if (started === undefined) {
      const mark = ends.get(step);
      const isQueued =
        status === 'pending' && run.started !== undefined && isReady(step);
      return {
        step,
        ...(isQueued && { queue: { from: ready } }),
        ...(mark !== undefined && status !== 'skipped' && { mark })
      };
    }
    const from = since(started);
    return {
      step,
      ...(from - ready > WAIT && { queue: { from: ready, to: from } }),
      work: { from, ...(ends.has(step) && { to: ends.get(step) }) }
    };
  });
  return { begin, length: lengthOf(run, rows), rows };
}

function lengthOf(run: RunState, rows: readonly TimeRow[]): number {
  const times = rows.flatMap(({ queue, work, mark }) => [
    queue?.to ?? queue?.from ?? 0,
    work?.to ?? work?.from ?? 0,
    mark ?? 0
  ]);
  return Math.max(1, (run.seconds ?? 0) * 1000, ...times);
}

/** Nice distances between marks, in ms. */
const DISTANCES = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 10e3, 15e3, 30e3, 60e3,
  120e3, 300e3, 600e3, 900e3, 1800e3, 3600e3, 7200e3, 14400e3, 43200e3, 86400e3
];

/** How many times there is room for on an axis. */
const MOST = 6;

/** Where to write times on an axis, in ms from its beginning. */
export function ticks(length: number, most = MOST): number[] {
  const distance = distanceOf(length, most);
  const found: number[] = [];
  for (let at = 0; at <= length; at += distance) {
    found.push(at);
  }
  return found;
}

/**
 * The length of an axis that grows: up to the next mark, so that it seldom
 * changes, and with it all that is drawn along it.
 */
export function growingLength(length: number): number {
  const distance = distanceOf(length, MOST);
  return Math.ceil(length / distance) * distance;
}

/** From one mark to the next, in ms. */
function distanceOf(length: number, most: number): number {
  return (
    DISTANCES.find(each => length / each <= most) ??
    Math.ceil(length / most / 86400e3) * 86400e3
  );
}
