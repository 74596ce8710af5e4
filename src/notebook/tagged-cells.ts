import { assignCells } from './blocks/assign';
import { buildBlocks, type BlockCells } from './blocks/build';
import { checkTextCell, readCellTags, type CellTags } from './blocks/cell-tags';
import { checkBlock, checkBlocks } from './blocks/check';
import { checkNames, checkUnnamed } from './blocks/check-names';
import { checkVolumes } from './blocks/check-volumes';
import { headsOf, resolveOrder } from './blocks/order';
import type { Block, NotebookView, TaggedNotebook } from './tagged-notebook';
import type { Problem } from './problems';
import { compact } from './settings/compact';
import { notebookSettingsOfKale } from './settings/from-kale';
import { KALE_KEY, type KaleSettings } from './settings/kale';
import { mergeNotebookSettings, mergeStepSettings } from './settings/merge';
import { withoutUnset } from './settings/over-kale';
import { readKaleSettings } from './settings/read-kale';
import {
  readNotebookSettings,
  readStepSettings
} from './settings/read-settings';
import { CELLWAY_KEY, type NotebookSettings } from './settings';
import { settingsOfTags } from './settings/tag-settings';

/**
 * Reads what a notebook says about its steps. Never throws: whatever cannot be
 * obeyed is among the problems.
 */
export function readTaggedCells(notebook: NotebookView): TaggedNotebook {
  const problems: Problem[] = [];
  const { settings, kale } = readSettings(notebook, problems);
  const cells = new Map<number, CellTags>();
  notebook.cells.forEach((view, index) => {
    if (view.type === 'code') {
      const tags = readCellTags(view, index);
      cells.set(index, tags);
      problems.push(...tags.problems);
    } else {
      problems.push(...checkTextCell(view, index));
    }
  });
  const assignments = assignCells(notebook, [...cells.values()], problems);
  const drafts = buildBlocks(assignments);
  const heads = headsOf(drafts);
  const blocks = drafts.map(draft => {
    checkBlock(notebook, draft, cells, problems);
    return readBlock(notebook, draft, heads, cells, problems);
  });
  checkBlocks(blocks, problems);
  checkUnnamed(blocks, cells.values(), problems);
  checkNames(blocks, problems);
  checkVolumes(settings, blocks, problems);
  return {
    blocks,
    settings,
    kale,
    hasPrev: blocks.some(block => block.prev.length > 0),
    problems: problems.sort((a, b) => (a.cell ?? -1) - (b.cell ?? -1))
  };
}

function readSettings(
  notebook: NotebookView,
  problems: Problem[]
): { settings: NotebookSettings; kale: KaleSettings | undefined } {
  const kale = readKaleSettings(notebook.metadata[KALE_KEY]);
  const ofKale = notebookSettingsOfKale(kale.settings ?? {});
  const key = notebook.metadata[CELLWAY_KEY];
  const own = readNotebookSettings(key);
  problems.push(...kale.problems, ...ofKale.problems, ...own.problems);
  const below = withoutUnset(ofKale.settings, key);
  return {
    settings: mergeNotebookSettings(below, own.settings),
    kale: kale.settings
  };
}

function readBlock(
  notebook: NotebookView,
  draft: BlockCells,
  heads: ReadonlyMap<string, number>,
  cells: ReadonlyMap<number, CellTags>,
  problems: Problem[]
): Block {
  const { kind, name, head, origin, parts } = draft;
  const { metadata } = notebook.cells[head];
  const tags = cells.get(head);
  const own = readStepSettings(metadata[CELLWAY_KEY], head);
  problems.push(...own.problems);
  const order = (word: 'prev' | 'after', names: readonly string[]) =>
    resolveOrder(word, names, draft, heads, problems);
  const after = own.settings.after && order('after', own.settings.after);
  const settings = mergeStepSettings(
    settingsOfTags(tags?.settings ?? []),
    compact({ ...own.settings, after })
  );
  const path = metadata['notebook_path'];
  return compact({
    kind,
    name,
    cells: draft.cells,
    parts,
    head,
    prev: order('prev', tags?.prev ?? []),
    tags: tags?.tags ?? [],
    settings,
    origin,
    notebookPath:
      kind === 'notebook' && typeof path === 'string' ? path : undefined
  });
}
