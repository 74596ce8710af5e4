import { formatTag } from '../dialect/tags';
import { sameValue, type JsonValue } from '../json/value';
import type { Problem } from '../problems';
import { CELLWAY_KEY } from '../settings';
import type { BlockCells } from './build';
import type { CellTags } from './cell-tags';
import type { Block, NotebookView } from '../tagged-notebook';

/**
 * Tells what has no effect because it is not on the head of its block. Kale is
 * silent about it.
 */
export function checkBlock(
  notebook: NotebookView,
  block: BlockCells,
  cells: ReadonlyMap<number, CellTags>,
  problems: Problem[]
): void {
  const head = cells.get(block.head);
  const counting = new Set([
    ...(head?.settings ?? []).map(formatTag),
    ...(head?.prev ?? []).map(name => `prev:${name}`)
  ]);
  const ours = settingsIn(notebook, block.head);
  for (const index of block.cells) {
    const cell = cells.get(index);
    if (index === block.head || !cell) {
      continue;
    }
    const tags = [
      ...cell.settings.map(formatTag),
      ...cell.prev.map(name => `prev:${name}`)
    ];
    for (const tag of tags.filter(text => !counting.has(text))) {
      problems.push(notFirst(`"${tag}"`, index, block, tag));
    }
    const own = settingsIn(notebook, index);
    if (own !== undefined && (!ours || !sameValue(own, ours))) {
      problems.push(notFirst('What is set for this cell', index, block));
    }
  }
  if (block.kind === 'notebook') {
    checkNotebookCell(notebook, block, problems);
  }
}

/** Tells what is wrong between blocks. */
export function checkBlocks(
  blocks: readonly Block[],
  problems: Problem[]
): void {
  const taken = new Map<string, Block>();
  for (const block of blocks) {
    const other = block.name === undefined ? null : taken.get(block.name);
    if (other) {
      problems.push({
        code: 'name-taken',
        severity: 'error',
        cell: block.head,
        message: `The ${block.kind} "${block.name}" has the name of a ${other.kind} above`,
        suggestion: 'Give it another name.'
      });
    }
    if (block.name !== undefined) {
      taken.set(block.name, block);
    }
  }
  const lastStep = Math.max(
    ...blocks.flatMap(block => (block.kind === 'step' ? block.cells : [])),
    -1
  );
  for (const block of blocks) {
    if (block.kind === 'metrics' && block.head < lastStep) {
      problems.push({
        code: 'metrics-before-step',
        severity: 'info',
        cell: block.head,
        message: 'Metrics stand before a step; Kale wants them at the end',
        suggestion: 'Move the cell to the end if the notebook is for Kale too.'
      });
    }
  }
}

function settingsIn(
  notebook: NotebookView,
  cell: number
): JsonValue | undefined {
  return notebook.cells[cell]?.metadata[CELLWAY_KEY];
}

function notFirst(
  what: string,
  cell: number,
  block: BlockCells,
  tag?: string
): Problem {
  const named = block.name === undefined ? block.kind : `"${block.name}"`;
  return {
    code: 'not-first-cell',
    severity: 'warning',
    cell,
    message: `${what} has no effect: only the first cell of ${named} counts`,
    suggestion: `Move it to cell ${block.head + 1}.`,
    ...(tag === undefined ? {} : { tag })
  };
}

function checkNotebookCell(
  notebook: NotebookView,
  block: BlockCells,
  problems: Problem[]
): void {
  const view = notebook.cells[block.head];
  if (typeof view.metadata['notebook_path'] !== 'string') {
    problems.push({
      code: 'notebook-path-missing',
      severity: 'error',
      cell: block.head,
      message: `It is not said which file the notebook "${block.name}" is`,
      suggestion: 'Set notebook_path in the metadata of this cell.',
      path: 'notebook_path'
    });
  }
  const code = view.source.split('\n').find(line => !/^\s*(#.*)?$/.test(line));
  if (code !== undefined) {
    problems.push({
      code: 'notebook-cell-code',
      severity: 'error',
      cell: block.head,
      message: `The code of this cell would not run: the notebook "${block.name}" runs in its place`,
      suggestion: 'Move the code to another cell; comments may stay.'
    });
  }
}
