import { isSettingTag } from '../dialect/tags';
import { isJsonObject, type JsonValue } from '../json/value';
import { CELLWAY_KEY } from '../settings';
import { writeStepSettings } from '../settings/write-settings';
import { readTaggedCells } from '../tagged-cells';
import type { Block, NotebookView } from '../tagged-notebook';
import { followOrders } from './orders';
import { followVolumes } from './volume-steps';
import {
  exchangeTags,
  rewriteCellKey,
  rewriteTags,
  tagsOf,
  type ListedTag
} from './rewrite-cells';

/**
 * What is set for a step, and who waits for it, stands on its first cell and
 * on those of others. Other cells may be steps in `after` than in `before`,
 * and the records are still where they were: this moves them, so that a step
 * that is still there has its settings, and what waited for one that is gone
 * waits for what it has become part of, or else for what it waited for.
 */
export function keepRecords(
  before: NotebookView,
  after: NotebookView
): NotebookView {
  const was = namedBlocks(before);
  const is = namedBlocks(after);
  let result = after;
  const heads = new Set([...is.values()].map(block => block.head));
  for (const [name, { head }] of is) {
    const old = was.get(name)?.head;
    // A cell of two steps (`block:a;b`) has room for one, who was there first.
    const isTaken = [...is].some(
      ([other, block]) => block.head === head && was.get(other)?.head === head
    );
    if (old !== undefined && old !== head && !isTaken) {
      result = copyRecords(before, old, result, head);
    }
  }
  for (const { head } of was.values()) {
    if (!heads.has(head)) {
      result = clearRecords(result, head);
    }
  }
  const goneOf = (name: string): Block | undefined =>
    is.has(name) ? undefined : was.get(name);
  result = followOrders(result, name => {
    const gone = goneOf(name);
    return gone && successors(gone, is);
  });
  return followVolumes(result, name => {
    const gone = goneOf(name);
    return gone && (heirOf(gone, is) ?? []);
  });
}

/** Gives a cell what was set for the step of another, and nothing besides. */
export function copyRecords(
  source: NotebookView,
  from: number,
  target: NotebookView,
  to: number
): NotebookView {
  const tags = tagsOf(source, from).filter(isRecordTag);
  const settings = source.cells[from]?.metadata[CELLWAY_KEY];
  const cleared = clearRecords(target, to);
  const tagged = rewriteTags(cleared, to, left => [...left, ...tags]);
  return rewriteCellKey(tagged, to, CELLWAY_KEY, previous =>
    isJsonObject(settings)
      ? { ...(isJsonObject(previous) ? previous : {}), ...settings }
      : previous
  );
}

/** Takes from a cell what is set for its step; what is not ours stays. */
export function clearRecords(
  notebook: NotebookView,
  cell: number
): NotebookView {
  const untagged = rewriteTags(notebook, cell, tags =>
    exchangeTags(tags, isRecordTag, [])
  );
  return rewriteCellKey(untagged, cell, CELLWAY_KEY, clearSettings);
}

function clearSettings(previous: JsonValue | undefined): JsonValue | undefined {
  return isJsonObject(previous) ? writeStepSettings({}, previous) : previous;
}

function isRecordTag(tag: ListedTag): boolean {
  return tag.kind === 'prev' || (tag.kind !== 'foreign' && isSettingTag(tag));
}

/** By name; of several with one name, which is told, the first. */
export function namedBlocks(
  notebook: NotebookView
): ReadonlyMap<string, Block> {
  const named = new Map<string, Block>();
  for (const block of readTaggedCells(notebook).blocks) {
    if (block.name !== undefined && !named.has(block.name)) {
      named.set(block.name, block);
    }
  }
  return named;
}

/** The steps to wait for in the place of one that is gone. */
function successors(
  gone: Block,
  is: ReadonlyMap<string, Block>
): readonly string[] {
  return (
    heirOf(gone, is) ??
    [...gone.prev, ...(gone.settings.after ?? [])].filter(name => is.has(name))
  );
}

/** The step that the first cell of one that is gone has become part of. */
function heirOf(
  gone: Block,
  is: ReadonlyMap<string, Block>
): readonly string[] | undefined {
  const heir = [...is.values()].find(block => block.cells.includes(gone.head));
  return heir?.name === undefined ? undefined : [heir.name];
}
