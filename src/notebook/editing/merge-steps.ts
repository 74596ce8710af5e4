import { readCellTags } from '../blocks/cell-tags';
import { readTaggedCells } from '../tagged-cells';
import type { NotebookView } from '../tagged-notebook';
import { excludedOfMerged } from './excluded-names';
import { excludingStep, setExcluded } from './set-excluded';
import { followOrders, setAfter, setPrev } from './orders';
import { renameTags } from './rename-step';
import { stepWord, tagWithStep } from './role-tags';
import { clearRecords } from './step-records';
import { followVolumes } from './volume-steps';
import { writeDownSteps } from './write-down';

/**
 * See `Edit`. The step waits for all that any of them waited for, as far as
 * that stands above it, and excludes what `excludedOfMerged` says.
 */
export function mergeSteps(
  notebook: NotebookView,
  steps: readonly string[]
): NotebookView {
  const before = writeDownSteps(notebook);
  const tagged = readTaggedCells(before);
  const { blocks } = tagged;
  const merged = blocks.filter(
    ({ kind, name }) =>
      kind === 'step' && name !== undefined && steps.includes(name)
  );
  const [first, ...others] = merged;
  if (first?.name === undefined || others.length === 0) {
    return notebook;
  }
  const { name, head } = first;
  const names = merged.flatMap(block => block.name ?? []);
  let after = before;
  for (const other of others) {
    after = renameTags(after, other.name ?? '', name);
    after = other.head === head ? after : clearRecords(after, other.head);
  }
  // Untagged cells above, or after a notebook, have their name from no tag.
  const word = stepWord(after);
  for (const { cells } of merged) {
    const isTagged = cells.some(
      cell => readCellTags(before.cells[cell], cell).names.length > 0
    );
    after = isTagged ? after : tagWithStep(after, cells[0], [name], word);
  }
  const above = new Set(
    blocks.filter(block => block.head < head).map(block => block.name)
  );
  const waits = (list: readonly string[]): readonly string[] => [
    ...new Set(list.filter(each => !names.includes(each) && above.has(each)))
  ];
  const follow = (each: string): string[] | undefined =>
    each !== name && names.includes(each) ? [name] : undefined;
  after = followVolumes(followOrders(after, follow), follow);
  after = setPrev(after, head, waits(merged.flatMap(block => block.prev)));
  after = setAfter(
    after,
    head,
    waits(merged.flatMap(block => block.settings.after ?? []))
  );
  const excluding = merged.map(block => excludingStep(before, tagged, block));
  return setExcluded(after, name, excludedOfMerged(excluding));
}
