/** Says in a short sentence why a cell gets its role. */
import type { CellRole } from '../../notebook/editing/edit';
import type { Activity } from './activities';
import type { CellTraits } from './cell-traits';
import type { Beginning, Group, GroupingContext } from './group-cells';
import type { Draft } from './repair';
import { installs, shows } from './special-roles';
import { GOES_ON, IS_TAGGED, type CellSuggestion } from './suggestion';

const DOES: Readonly<Record<Activity, string>> = {
  train: 'Trains a model.',
  load: 'Loads data.',
  split: 'Splits the data.',
  fit: 'Fits a transformation.',
  evaluate: 'Judges the results.',
  prepare: 'Prepares data.',
  save: 'Saves results.',
  plot: 'Draws a picture.'
};

export function reasonsFor(
  code: readonly number[],
  { groups, roles }: Draft,
  fixed: ReadonlyMap<number, CellRole>,
  context: GroupingContext
): CellSuggestion[] {
  const byFirst = new Map(groups.map(each => [each.cells[0], each]));
  const nameOf = (cell: number): string => {
    const group = groups.find(each => each.cells.includes(cell));
    const role = group && roles.get(group.cells[0]);
    return role?.kind === 'step' ? role.name : `cell ${cell + 1}`;
  };
  const needs = (group: Group | undefined, from: number): boolean => {
    const other = groups.find(each => each.cells.includes(from));
    return (group?.cells ?? []).some(cell =>
      other?.cells.some(each => context.graph.ancestors.get(cell)?.has(each))
    );
  };
  return code.map(cell => {
    const role = roles.get(cell) ?? { kind: 'none' };
    const reason = fixed.has(cell)
      ? IS_TAGGED
      : role.kind === 'step'
        ? beginningOf(cell, byFirst.get(cell), nameOf, needs, context)
        : reasonFor(role, context.traits.get(cell));
    return { cell, role, reason };
  });
}

function beginningOf(
  cell: number,
  group: Group | undefined,
  nameOf: (cell: number) => string,
  needs: (group: Group | undefined, from: number) => boolean,
  { traits }: GroupingContext
): string {
  const beginning: Beginning = group?.beginning ?? { why: 'section' };
  const activity = traits.get(cell)?.activity;
  switch (beginning.why) {
    case 'apart':
      return needs(group, beginning.from)
        ? 'Need not wait for all that is above.'
        : `Can run beside ${nameOf(beginning.from)}: neither needs the other.`;
    case 'waits':
      return `Waits for ${nameOf(beginning.from)}, which the step above does not need.`;
    case 'needed apart':
      return `${nameOf(beginning.who)} needs this, but not what is above.`;
    case 'not needed':
      return `${nameOf(beginning.who)} needs what is above, but not this.`;
    case 'size':
      return 'The step above is long enough.';
    case 'activity':
      return activity ? DOES[activity] : 'Does something else.';
    case 'section': {
      const heading = group?.section.heading;
      return heading === undefined
        ? activity
          ? DOES[activity]
          : 'The first step.'
        : `Begins the section “${heading}”.`;
    }
  }
}

function reasonFor({ kind }: CellRole, traits: CellTraits | undefined): string {
  if (!traits) {
    return 'There is no code.';
  }
  switch (kind) {
    case 'imports':
      return 'Imports and settings: steps get those they need.';
    case 'functions':
      return 'Only definitions: steps get those they need.';
    case 'parameters':
      return 'Plain values that others read: they can be set for each run.';
    case 'metrics':
      return 'Prints results: a run keeps them as its metrics.';
    case 'skip':
      return installs(traits) === undefined
        ? `Only looks at ${shows(traits) ?? 'something'}: no cell needs it.`
        : 'Installs packages: a run takes those that are installed.';
    default:
      return traits.defines ? 'Defines what the step above uses.' : GOES_ON;
  }
}
