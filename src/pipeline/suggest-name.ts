import type { CellAnalyser } from '../analysis/cell-code';
import { findHeadings, uniqueName } from '../notebook/blocks/headings';
import { toStepName } from '../notebook/dialect/step-names';
import { readTaggedCells } from '../notebook/tagged-cells';
import type { NotebookView } from '../notebook/tagged-notebook';
import { traitsOf } from './suggest/cell-traits';
import { StepNames } from './suggest/step-names';

/**
 * A name for the step that cells are to be: that of the step that begins with
 * them, else of the heading above them, else of what they make; one that no
 * other step has.
 *
 * @param cells - indices, text cells among them or not
 */
export function suggestStepName(
  notebook: NotebookView,
  cells: readonly number[],
  analyser: CellAnalyser
): string {
  const { blocks } = readTaggedCells(notebook);
  const sorted = [...cells].sort((a, b) => a - b);
  const code = sorted.filter(cell => notebook.cells[cell]?.type === 'code');
  const own = blocks.find(
    ({ kind, head }) => kind === 'step' && head === code[0]
  );
  if (own?.name !== undefined && own.origin === 'tag') {
    return own.name;
  }
  const name = nameOf(notebook, sorted, code, analyser);
  const taken = blocks.flatMap(block =>
    block === own ? [] : (block.name ?? [])
  );
  return uniqueName(name, new Set(taken));
}

/** As steps are named that are suggested, and where that says nothing by the last that is made. */
function nameOf(
  notebook: NotebookView,
  cells: readonly number[],
  code: readonly number[],
  analyser: CellAnalyser
): string {
  const heading = headingOver(notebook, cells[0] ?? 0, code[0]);
  const traits = code.map(cell =>
    traitsOf(cell, notebook.cells[cell].source, analyser)
  );
  const name = new StepNames().give(heading, traits, {
    functions: new Set(traits.flatMap(each => each.functions)),
    outside: new Set(
      traits.flatMap(each => each.binds).filter(bound => !bound.startsWith('_'))
    ),
    inside: new Set()
  });
  const made = traits.flatMap(({ binds, functions }) => [
    ...binds,
    ...functions
  ]);
  return name === 'step' && made.length > 0
    ? toStepName(made[made.length - 1])
    : name;
}

/** Of the text between cells and the code above them, and of that among them before any code. */
function headingOver(
  { cells }: NotebookView,
  first: number,
  code = first
): string | undefined {
  let start = first;
  while (start > 0 && cells[start - 1].type !== 'code') {
    start -= 1;
  }
  const above = findHeadings(cells.slice(start, Math.max(code, first)));
  return above[above.length - 1]?.text;
}
