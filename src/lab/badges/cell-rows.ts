import type { ShownStatus } from '../icons/state-icons';
import type { RunState, StepState } from '../runs/run-state';
import type { BadgeContent } from './badge-settings';
import type { BadgePlan, CellPlan } from './cell-plans';

/** How the step of a cell is doing in the last run. */
export interface StepNews {
  readonly status: ShownStatus;
  /** When it began, in ms since 1970. */
  readonly started?: number;
  readonly seconds?: number;
  readonly done: number;
  readonly all: number;
}

/** A badge with what became of its step. */
export interface BadgeRow {
  readonly plan: BadgePlan;
  readonly news: StepNews;
  readonly content: BadgeContent;
}

/** What a cell shows now. */
export interface CellRow {
  readonly plan: CellPlan;
  readonly news: StepNews;
  /** What of it the badge says. */
  readonly content: BadgeContent;
}

const NO_NEWS: StepNews = { status: 'idle', done: 0, all: 0 };

/**
 * The plans, by the cells' ids. Those that say the same as before are the same
 * objects as before: so a change costs no more than what it changes.
 *
 * @param before - the plans that were made last
 */
export function plansById(
  ids: readonly string[],
  plans: readonly CellPlan[],
  before: ReadonlyMap<string, CellPlan>
): ReadonlyMap<string, CellPlan> {
  return new Map(
    plans.map((plan, index) => {
      const id = ids[index];
      const old = before.get(id);
      return [id, old && isSamePlan(old, plan) ? old : plan];
    })
  );
}

/** What the run tells of each of its steps. */
export function newsOf(
  run: RunState | undefined
): ReadonlyMap<string, StepNews> {
  return new Map(
    (run?.steps ?? []).map((state): [string, StepNews] => [
      state.step,
      newsOfStep(state)
    ])
  );
}

function newsOfStep({
  status,
  started,
  seconds,
  cellsDone,
  cells
}: StepState): StepNews {
  return { status, started, seconds, done: cellsDone, all: cells.length };
}

export function rowOf(
  plan: CellPlan,
  news: ReadonlyMap<string, StepNews>,
  content: BadgeContent
): CellRow {
  const known = plan.step === undefined ? undefined : news.get(plan.step);
  return { plan, news: known ?? NO_NEWS, content };
}

/** Whether nothing is to be drawn anew. */
export function isSameRow(one: CellRow, other: CellRow): boolean {
  const { news } = one;
  return (
    one.plan === other.plan &&
    one.content === other.content &&
    news.status === other.news.status &&
    news.started === other.news.started &&
    news.seconds === other.news.seconds &&
    news.done === other.news.done &&
    news.all === other.news.all
  );
}

function isSamePlan(one: CellPlan, other: CellPlan): boolean {
  return (
    one.colour === other.colour &&
    one.isGuess === other.isGuess &&
    one.step === other.step &&
    (one.badge === other.badge ||
      JSON.stringify(one.badge) === JSON.stringify(other.badge))
  );
}
