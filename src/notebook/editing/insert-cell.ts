import type { CellView } from '../cell';
import type { NotebookView } from '../tagged-notebook';
import type { SpecialRole } from './edit';
import { tagWithSpecial } from './role-tags';
import { keepFollowers } from './set-role';
import { keepRecords } from './step-records';

/** See `Edit`. What follows stays what it was. */
export function insertCell(
  notebook: NotebookView,
  at: number,
  source: string,
  role: SpecialRole
): NotebookView {
  // A text that says nothing, in its place, changes nothing of what the cells are.
  const before = withCell(notebook, at, {
    type: 'markdown',
    source: '',
    metadata: {}
  });
  const added = withCell(notebook, at, {
    type: 'code',
    source,
    metadata: {},
    isNew: true
  });
  const tagged = tagWithSpecial(added, at, role);
  return keepRecords(before, keepFollowers(before, tagged, [at]));
}

function withCell(
  { cells, metadata }: NotebookView,
  at: number,
  cell: CellView
): NotebookView {
  return { metadata, cells: [...cells.slice(0, at), cell, ...cells.slice(at)] };
}
