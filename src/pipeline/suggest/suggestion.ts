import { readCellTags } from '../../notebook/blocks/cell-tags';
import type { CellRole, Edit } from '../../notebook/editing/edit';
import type { NotebookView } from '../../notebook/tagged-notebook';

/** What a cell could be. */
export interface CellSuggestion {
  readonly cell: number;
  /** `none`: it goes on with the step above. */
  readonly role: CellRole;
  /** A short sentence for people. */
  readonly reason: string;
}

/** Roles for all code cells of a notebook, in its order. */
export type Suggestion = readonly CellSuggestion[];

/** What makes the notebook as suggested; cells that are so already are left alone. */
export function editsOf(
  roles: readonly Pick<CellSuggestion, 'cell' | 'role'>[],
  notebook: NotebookView
): Edit[] {
  return roles
    .filter(({ cell, role }) => {
      const { special, names } = readCellTags(notebook.cells[cell], cell);
      return role.kind === 'none'
        ? special !== undefined || names.length > 0
        : role.kind === 'step'
          ? names.length !== 1 || names[0] !== role.name
          : special !== role.kind;
    })
    .map(({ cell, role }) => ({ kind: 'set-role', cells: [cell], role }));
}
