import { isJsonArray } from '../../json/value';
import type { NotebookView } from '../../tagged-notebook';
import { applyEdits } from '../apply-edits';
import type { Edit } from '../edit';

/** The tags of each cell, parted by blanks. */
export function tagsOfCells({ cells }: NotebookView): string[] {
  return cells.map(({ metadata: { tags } }) =>
    isJsonArray(tags) ? tags.join(' ') : ''
  );
}

/** The tags of each cell after an edit. */
export function tagsAfter(view: NotebookView, ...edits: Edit[]): string[] {
  return tagsOfCells(applyEdits(view, edits));
}
