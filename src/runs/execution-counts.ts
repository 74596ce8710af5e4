import { readTaggedCells } from '../notebook/tagged-cells';
import type { NotebookView } from '../notebook/tagged-notebook';

/**
 * The numbers in `[ ]` that Run All gives: to each code cell that is not
 * blank and not tagged to be skipped, from 1.
 */
export function executionCounts(
  notebook: NotebookView
): ReadonlyMap<number, number> {
  const cells = readTaggedCells(notebook)
    .blocks.filter(block => block.kind !== 'skip' && block.kind !== 'notebook')
    .flatMap(block => block.cells)
    .filter(index => notebook.cells[index].source.trim() !== '')
    .sort((a, b) => a - b);
  return new Map(cells.map((cell, index) => [cell, index + 1]));
}
