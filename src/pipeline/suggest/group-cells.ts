/** Which cells of a section are one step. */
import type { CellGraph } from './cell-graph';
import { isLiteral, type CellTraits } from './cell-traits';
import type { Section } from './sections';

/** Why a step begins where it does. */
export type Beginning =
  | { readonly why: 'section' | 'activity' | 'size' }
  /** It does not need this cell of the step above. */
  | { readonly why: 'apart'; readonly from: number }
  /** It needs this cell, and the step above does not. */
  | { readonly why: 'waits'; readonly from: number }
  /** This cell needs it, but not the step above; or the other way round. */
  | { readonly why: 'needed apart' | 'not needed'; readonly who: number };

export interface Group {
  readonly section: Section;
  readonly cells: readonly number[];
  readonly beginning: Beginning;
}

export interface GroupingContext {
  readonly graph: CellGraph;
  readonly traits: ReadonlyMap<number, CellTraits>;
  /** The names of all functions that the notebook defines. */
  readonly functions: ReadonlySet<string>;
  /** Whether somebody has written something between a cell and the one above. */
  readonly isParted: (cell: number) => boolean;
  /** Whether a cell between two others is no part of a step, by the notebook's own word. */
  readonly isInterrupted: (from: number, to: number) => boolean;
}

/** Where a step has so many cells, it ends at the next text; with twice as many it ends anyway. */
const LONG = 8;

/**
 * Groups the cells of a section from the top down: a cell joins the step above
 * unless somebody would wait for work that he does not need.
 */
export function groupCells(
  section: Section,
  context: GroupingContext
): Group[] {
  const groups: Group[] = [];
  let cells: number[] = [];
  let beginning: Beginning = { why: 'section' };
  const end = (): void => {
    if (cells.length > 0) {
      groups.push({ section, cells, beginning });
    }
  };
  for (const cell of section.cells) {
    const reason = cells.length > 0 && parts(cells, cell, section, context);
    if (reason) {
      end();
      cells = [];
      beginning = reason;
    }
    cells.push(cell);
  }
  end();
  return groups;
}

function parts(
  group: readonly number[],
  cell: number,
  { heading }: Section,
  context: GroupingContext
): Beginning | undefined {
  const isHeavy =
    heading === undefined
      ? (each: number) => isWork(each, context)
      : (each: number) => takesLong(each, context);
  const last = group[group.length - 1];
  if (context.isInterrupted(last, cell)) {
    return { why: 'section' };
  }
  return (
    (heading === undefined ? changes(group, cell, context) : undefined) ??
    waits(group, cell, isHeavy, context) ??
    (heading === undefined
      ? isUnrelated(group, cell, isHeavy, context)
      : undefined)
  );
}

/** Whether a work cell would wait without need if a cell joined a group. */
function waits(
  group: readonly number[],
  cell: number,
  isHeavy: (cell: number) => boolean,
  { graph: { ancestors, descendants }, traits }: GroupingContext
): Beginning | undefined {
  const above = (each: number): ReadonlySet<number> =>
    ancestors.get(each) ?? NONE;
  const below = (each: number): ReadonlySet<number> =>
    descendants.get(each) ?? NONE;
  const heavy = group.filter(isHeavy);
  const isLoad = (each: number): boolean =>
    traits.get(each)?.onlyLoads === true;
  const users = [...below(cell)].filter(isHeavy);
  for (const other of heavy) {
    const needless = [...above(cell)].find(
      each => !group.includes(each) && isHeavy(each) && !above(other).has(each)
    );
    if (needless !== undefined) {
      return { why: 'waits', from: needless };
    }
    if (above(cell).has(other)) {
      continue;
    }
    const isAlike = isLoad(other) && isLoad(cell);
    if (isHeavy(cell) && !isAlike) {
      return { why: 'apart', from: other };
    }
    const user = users.find(each => !above(each).has(other));
    if (user !== undefined) {
      return { why: 'needed apart', who: user };
    }
  }
  const who = isHeavy(cell)
    ? group
        .flatMap(each => [...below(each)])
        .find(each => each > cell && isHeavy(each) && !above(each).has(cell))
    : undefined;
  return who === undefined ? undefined : { why: 'not needed', who };
}

const NONE: ReadonlySet<number> = new Set();

/** Without headings: whether a cell is about other things than all of a group. */
function isUnrelated(
  group: readonly number[],
  cell: number,
  isHeavy: (cell: number) => boolean,
  { graph }: GroupingContext
): Beginning | undefined {
  const needsOf = (each: number): ReadonlySet<number> =>
    graph.ancestors.get(each) ?? NONE;
  const from = group.find(each => isHeavy(each) || needsOf(each).size > 0);
  const about = new Set(group.flatMap(each => [each, ...needsOf(each)]));
  const needs = [...needsOf(cell)];
  return from !== undefined &&
    needs.length > 0 &&
    !needs.some(each => about.has(each))
    ? { why: 'apart', from }
    : undefined;
}

/** Without headings: whether a cell begins another kind of work, or the group is long. */
function changes(
  group: readonly number[],
  cell: number,
  { traits, isParted }: GroupingContext
): Beginning | undefined {
  const kinds = group.map(each => kindOf(traits.get(each))).filter(Boolean);
  const kind = kindOf(traits.get(cell));
  if (kind && kinds.length > 0 && kinds.at(-1) !== kind) {
    return { why: 'activity' };
  }
  const isLong =
    group.length >= 2 * LONG || (group.length >= LONG && isParted(cell));
  return isLong ? { why: 'size' } : undefined;
}

const KINDS: Readonly<Record<string, string>> = {
  load: 'load',
  prepare: 'prepare',
  split: 'prepare',
  fit: 'prepare',
  train: 'train',
  evaluate: 'evaluate'
};

function kindOf(traits: CellTraits | undefined): string | undefined {
  return KINDS[traits?.activity ?? ''];
}

/** Whether a cell does something for others, be it small. */
function isWork(cell: number, { graph, traits }: GroupingContext): boolean {
  const found = traits.get(cell);
  return (
    found !== undefined &&
    !isLiteral(found) &&
    (isTraining(found) ||
      found.activity === 'load' ||
      found.activity === 'save' ||
      hasUsers(cell, graph))
  );
}

/** Whether it is likely that a cell takes its time. */
function takesLong(cell: number, context: GroupingContext): boolean {
  const found = context.traits.get(cell);
  return (
    found !== undefined &&
    isWork(cell, context) &&
    (isTraining(found) ||
      found.activity === 'load' ||
      found.loops ||
      found.calls.some(each => context.functions.has(each.name)))
  );
}

function isTraining({ activity }: CellTraits): boolean {
  return activity === 'train' || activity === 'fit';
}

function hasUsers(cell: number, { descendants }: CellGraph): boolean {
  return (descendants.get(cell)?.size ?? 0) > 0;
}
