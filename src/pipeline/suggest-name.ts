import type { CellAnalyser } from '../analysis/cell-code';
import {
  findHeadings,
  nameOfHeading,
  uniqueName
} from '../notebook/blocks/headings';
import { toStepName } from '../notebook/dialect/step-names';
import { readTaggedCells } from '../notebook/tagged-cells';
import type { NotebookView } from '../notebook/tagged-notebook';

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
  const heading = headingOver(notebook, sorted[0] ?? 0, code[0]);
  const made = code.map(cell =>
    lastMade(notebook.cells[cell].source, analyser)
  );
  const name =
    heading ?? made.reverse().find(each => each !== undefined) ?? 'step';
  const taken = blocks.flatMap(block =>
    block === own ? [] : (block.name ?? [])
  );
  return uniqueName(name, new Set(taken));
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
  const text = above[above.length - 1]?.text;
  return text === undefined ? undefined : nameOfHeading(text);
}

/** The last variable, function or class that a cell makes for others. */
function lastMade(source: string, analyser: CellAnalyser): string | undefined {
  const { symbols } = analyser.analyse(source).scopes.module;
  const names = [...symbols.values()]
    .filter(
      ({ name, assigned, imported }) =>
        assigned && !imported && !name.startsWith('_')
    )
    .map(each => toStepName(each.name));
  return names.filter(name => name.length > 1).at(-1);
}
