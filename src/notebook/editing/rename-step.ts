import { readTaggedCells } from '../tagged-cells';
import type { NotebookView } from '../tagged-notebook';
import { followOrders } from './orders';
import { rewriteTags, type ListedTag } from './rewrite-cells';
import { stepWord, tagWithStep } from './role-tags';
import { namedBlocks } from './step-records';
import { followVolumes } from './volume-steps';
import { writeDownSteps } from './write-down';

/** See `Edit`. A step that no tag names gets one. */
export function renameStep(
  notebook: NotebookView,
  from: string,
  to: string
): NotebookView {
  const block = namedBlocks(notebook).get(from);
  if (!block || from === to) {
    return notebook;
  }
  const before = writeDownSteps(notebook);
  const follow = (name: string): string[] | undefined =>
    name === from ? [to] : undefined;
  const followed = followVolumes(followOrders(before, follow), follow);
  const renamed = renameTags(followed, from, to);
  return readTaggedCells(renamed).blocks.some(each => each.name === to)
    ? renamed
    : tagWithStep(renamed, block.cells[0], [to], stepWord(renamed));
}

/** Writes another name into the tags that say what cells belong to. */
export function renameTags(
  notebook: NotebookView,
  from: string,
  to: string
): NotebookView {
  const rename = (tag: ListedTag): ListedTag => {
    if (tag.kind === 'step' && tag.names.includes(from)) {
      const names = tag.names.map(name => (name === from ? to : name));
      return { ...tag, names: [...new Set(names)] };
    }
    return tag.kind === 'notebook' && tag.name === from
      ? { ...tag, name: to }
      : tag;
  };
  return notebook.cells.reduce(
    (result, { type }, cell) =>
      type === 'code'
        ? rewriteTags(result, cell, tags => tags.map(rename))
        : result,
    notebook
  );
}
