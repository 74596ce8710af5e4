import type { CellRole } from '../../notebook/editing/edit';
import type { Group } from './group-cells';

/**
 * The roles of the cells that are no step. Definitions amid the cells of one
 * step stay in it: taken out they would part it in two.
 */
export function placeSpecial(
  groups: readonly Group[],
  special: ReadonlyMap<number, CellRole>,
  fixed: ReadonlyMap<number, CellRole>
): Map<number, CellRole> {
  const roles = new Map(special);
  for (const cell of special.keys()) {
    const isInside = groups.some(
      ({ cells }) => cells[0] < cell && cell < cells[cells.length - 1]
    );
    if (isInside && !fixed.has(cell) && special.get(cell)?.kind !== 'skip') {
      roles.delete(cell);
    }
  }
  return roles;
}
