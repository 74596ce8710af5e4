import type { Analysis } from '../analysis';
import type { CheckContext } from '../checks/context';
import type { Fix } from '../diagnostic';
import { isIdle } from '../suggest/cell-traits';
import { withoutNewErrors } from './tag-edits';

/** What can be asked of the cells of a step. */
export interface DefiningCells {
  readonly cells: readonly number[];
  readonly names: readonly string[];
  /** Imports alone, or functions and classes among them. */
  readonly role: 'imports' | 'functions';
}

/**
 * The cells of a unit and what they define.
 *
 * @returns nothing where a statement of them would have to run, or there is none
 */
export function definingCells(
  { units, definitionsIn }: Analysis,
  unit: number,
  cells = units[unit].cells.map(each => each.cell)
): DefiningCells | undefined {
  const own = cells.flatMap(cell => definitionsIn.get(cell) ?? []);
  const known = new Set(own.map(each => each.statement));
  const vanish = units[unit].cells
    .filter(each => cells.includes(each.cell))
    .every(({ statements }) =>
      statements.every(each => known.has(each) || isIdle(each))
    );
  return vanish && own.some(each => each.kind !== 'setting')
    ? {
        cells,
        names: own.flatMap(each => each.names),
        role: own.some(({ kind }) => kind === 'function' || kind === 'class')
          ? 'functions'
          : 'imports'
      }
    : undefined;
}

/** Lets what cells define be there for every step. */
export function makeSpecial(
  context: Pick<CheckContext, 'notebook' | 'tagged'>,
  { cells, role }: DefiningCells
): Fix[] {
  const numbers = cells.map(cell => cell + 1);
  const last = numbers.pop();
  return withoutNewErrors(context, [
    {
      title:
        numbers.length === 0
          ? `Make cell ${last} ${role === 'functions' ? 'a' : 'an'} ${role} cell`
          : `Make cells ${numbers.join(', ')} and ${last} ${role} cells`,
      edits: [{ kind: 'set-role', cells, role: { kind: role } }]
    }
  ]);
}
