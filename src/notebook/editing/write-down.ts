import { readTaggedCells } from '../tagged-cells';
import type { Block, NotebookView } from '../tagged-notebook';
import { stepWord, tagWithStep } from './role-tags';

/**
 * A notebook whose steps no tag names, with tags that say the same, before the
 * first tag of a step ends that: headings would no longer count, and untagged
 * cells would join imports, functions and the like above them.
 */
export function writeDownSteps(notebook: NotebookView): NotebookView {
  const { blocks } = readTaggedCells(notebook);
  const isUnnamed = blocks.some(
    ({ origin }) => origin === 'heading' || origin === 'whole'
  );
  const isMixed = blocks.some(
    ({ kind, origin }) =>
      origin === 'heading' || (kind !== 'step' && kind !== 'skip')
  );
  if (!isUnnamed || !isMixed) {
    return notebook;
  }
  const word = stepWord(notebook);
  let result = notebook;
  let above: Block | undefined;
  for (const cell of notebook.cells.keys()) {
    const block = blocks.find(each => each.cells.includes(cell));
    if (!block || block.kind === 'skip' || block === above) {
      continue;
    }
    // Untagged cells at the top form the same step by themselves, unless it goes on below.
    const isStart =
      block.origin === 'start' && block.parts.length === 1 && !above;
    if (block.name !== undefined && !isStart) {
      result = tagWithStep(result, cell, [block.name], word);
    }
    above = block;
  }
  return result;
}
