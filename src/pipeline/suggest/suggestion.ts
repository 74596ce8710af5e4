import type { CellRole, Edit } from '../../notebook/editing/edit';
import type { NotebookView } from '../../notebook/tagged-notebook';
import { roleOf, roleTags, tagFor } from './roles';

/** What a cell could be. */
export interface CellSuggestion {
  readonly cell: number;
  /** `none`: it goes on with the step above. */
  readonly role: CellRole;
  /** A short sentence for people. */
  readonly reason: string;
}

/** The reason that is none: nothing speaks for a step of its own. */
export const GOES_ON = 'Goes on with the step above.';

/** The reason of what was there before. */
export const IS_TAGGED = 'The cell is tagged so.';

/** Roles for all code cells of a notebook, in its order. */
export type Suggestion = readonly CellSuggestion[];

/**
 * What makes of a notebook what was suggested, tag by tag: each cell has a role
 * of its own, so nothing has to be kept of the steps that its headings made.
 */
export function editsOf(
  roles: readonly Pick<CellSuggestion, 'cell' | 'role'>[],
  notebook: NotebookView
): Edit[] {
  return roles.flatMap(({ cell, role }) => {
    const old = roleTags(notebook.cells[cell]);
    const tag = tagFor(role);
    const isSo =
      tag === undefined
        ? old.length === 0
        : roleOf(notebook.cells[cell]) === role.kind &&
          (role.kind !== 'step' || old.includes(tag));
    if (isSo) {
      return [];
    }
    const edits: Edit[] = old.map(tag => ({ kind: 'remove-tag', cell, tag }));
    return tag === undefined
      ? edits
      : [...edits, { kind: 'add-tag', cell, tag }];
  });
}
