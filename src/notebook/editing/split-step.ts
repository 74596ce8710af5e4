import { readCellTags } from '../blocks/cell-tags';
import { readTaggedCells } from '../tagged-cells';
import type { Block, NotebookView } from '../tagged-notebook';
import { excludedOfSplit } from './excluded-names';
import { addWaiting } from './link-step';
import { setPrev } from './orders';
import { excludingStep, setExcluded } from './set-excluded';
import { stepWord, tagWithStep } from './role-tags';
import { copyRecords, namedBlocks } from './step-records';
import { followVolumes } from './volume-steps';
import { writeDownSteps } from './write-down';

/**
 * See `Edit`. What is set for the step holds for both, but for what it excludes,
 * see `excludedOfSplit`; what waited for it waits for both.
 */
export function splitStep(
  notebook: NotebookView,
  cell: number,
  name: string
): NotebookView {
  const before = writeDownSteps(notebook);
  const tagged = readTaggedCells(before);
  const { blocks, hasPrev } = tagged;
  const step = stepOf(blocks, cell);
  if (step?.name === undefined || step.cells[0] === cell) {
    return notebook;
  }
  const old = step.name;
  const word = stepWord(before);
  let after = tagWithStep(before, cell, [name], word);
  for (const below of step.cells.filter(each => each > cell)) {
    const { names } = readCellTags(before.cells[below], below);
    if (names.includes(old)) {
      const renamed = names.map(each => (each === old ? name : each));
      after = tagWithStep(after, below, renamed, word);
    }
  }
  after = copyRecords(before, step.head, after, cell);
  after = followVolumes(after, each =>
    each === old ? [old, name] : undefined
  );
  after = setPrev(after, cell, hasPrev ? [old] : []);
  const { sources, exclude } = excludingStep(before, tagged, step);
  const below = sources.filter((_, i) => step.cells[i] >= cell);
  const excluded = excludedOfSplit(exclude, below);
  after = setExcluded(after, old, excluded.upper);
  after = setExcluded(after, name, excluded.lower);
  const made = namedBlocks(after).get(name);
  return made ? addWaiting(after, [old], made) : after;
}

/** The step that a cell is in; the first where it is in several. */
export function stepOf(
  blocks: readonly Block[],
  cell: number
): Block | undefined {
  return blocks.find(
    block => block.kind === 'step' && block.cells.includes(cell)
  );
}
