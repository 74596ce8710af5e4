import { readCellTags } from '../blocks/cell-tags';
import { readTaggedCells } from '../tagged-cells';
import type { Block, NotebookView } from '../tagged-notebook';
import type { CellRole, SpecialRole } from './edit';
import { linkNewStep } from './link-step';
import { stepWord, tagWithSpecial, tagWithStep, untag } from './role-tags';
import { keepRecords } from './step-records';
import { writeDownSteps } from './write-down';

/** See `Edit`. Text cells among the cells are left alone. */
export function setRole(
  notebook: NotebookView,
  cells: readonly number[],
  role: CellRole
): NotebookView {
  const meant = [...new Set(cells)]
    .filter(cell => notebook.cells[cell]?.type === 'code')
    .sort((a, b) => a - b);
  switch (role.kind) {
    case 'none':
      return keepRecords(notebook, meant.reduce(untag, notebook));
    case 'step':
      return makeStep(writeDownSteps(notebook), meant, role.name);
    default:
      return makeSpecial(notebook, meant, role.kind);
  }
}

/** Tags the cells that would not join the one above. */
function makeStep(
  before: NotebookView,
  cells: readonly number[],
  name: string
): NotebookView {
  const word = stepWord(before);
  const meant = new Set(cells);
  let after = before;
  for (const cell of cells) {
    const above = codeAbove(before, cell, meant);
    const joins =
      above !== undefined && meant.has(above) && !isOnly(before, cell, name);
    after = joins ? untag(after, cell) : tagWithStep(after, cell, [name], word);
  }
  return linkNewStep(before, keepRecords(before, after), name);
}

/** Tags each of the cells, and what follows so that it is what it was. */
function makeSpecial(
  before: NotebookView,
  cells: readonly number[],
  kind: SpecialRole
): NotebookView {
  const after = cells.reduce(
    (result, cell) => tagWithSpecial(result, cell, kind),
    before
  );
  return keepRecords(before, keepFollowers(before, after, cells));
}

/** Tags the code that follows on some cells, of which something else was made, so that it is what it was. */
export function keepFollowers(
  before: NotebookView,
  changed: NotebookView,
  cells: readonly number[]
): NotebookView {
  const meant = new Set(cells);
  let after = changed;
  const followers = cells
    .map(cell => belowInBlock(before, cell))
    .filter(next => next !== undefined)
    .filter(next => !meant.has(next));
  // The first tag of a step changes what untagged cells are: then all are looked at again.
  for (let last: NotebookView | undefined; last !== after;) {
    last = after;
    for (const next of followers) {
      after = keepRole(before, after, next);
    }
  }
  return after;
}

/** Tags a cell that the blocks above it no longer reach. */
function keepRole(
  before: NotebookView,
  after: NotebookView,
  cell: number
): NotebookView {
  const was = blocksOf(before, cell);
  const [first] = was;
  const isSame =
    was.map(labelOf).join() === blocksOf(after, cell).map(labelOf).join();
  if (!first || isSame) {
    return after;
  }
  if (first.kind === 'step') {
    const names = was.flatMap(({ name }) => (name === undefined ? [] : [name]));
    const tagged = tagWithStep(after, cell, names, stepWord(before));
    // The untagged cells above the first tag would get another name.
    const [start] = first.cells;
    return blocksOf(tagged, start).some(({ origin }) => origin === 'start')
      ? tagWithStep(tagged, start, names, stepWord(before))
      : tagged;
  }
  return first.kind === 'notebook'
    ? after
    : tagWithSpecial(after, cell, first.kind);
}

function blocksOf(notebook: NotebookView, cell: number): readonly Block[] {
  return readTaggedCells(notebook).blocks.filter(block =>
    block.cells.includes(cell)
  );
}

function labelOf({ kind, name }: Block): string {
  return `${kind} ${name ?? ''}`;
}

/** The cell that decides what an untagged cell joins: skipped ones do not, unless they are no longer. */
function codeAbove(
  notebook: NotebookView,
  cell: number,
  meant: ReadonlySet<number>
): number | undefined {
  for (let above = cell - 1; above >= 0; above--) {
    if (
      isCode(notebook, above) &&
      (meant.has(above) || !isSkipped(notebook, above))
    ) {
      return above;
    }
  }
  return undefined;
}

/** The next cell that is something: empty ones are in no block. */
function belowInBlock(
  notebook: NotebookView,
  cell: number
): number | undefined {
  const { blocks } = readTaggedCells(notebook);
  const below = blocks
    .flatMap(({ cells }) => cells)
    .filter(each => each > cell && !isSkipped(notebook, each));
  return below.length > 0 ? Math.min(...below) : undefined;
}

function isCode({ cells }: NotebookView, cell: number): boolean {
  return cells[cell].type === 'code';
}

function isSkipped({ cells }: NotebookView, cell: number): boolean {
  return readCellTags(cells[cell], cell).special === 'skip';
}

/** Whether a cell says already that it is of that step. */
function isOnly({ cells }: NotebookView, cell: number, name: string): boolean {
  const { names, special } = readCellTags(cells[cell], cell);
  return special === undefined && names.join(';') === name;
}
