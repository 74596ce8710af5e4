import type { CellAnalyser } from '../../analysis/cell-code';
import { readCellTags } from '../../notebook/blocks/cell-tags';
import { formatTag, type Tag } from '../../notebook/dialect/tags';
import { applyEdits, checkEdits } from '../../notebook/editing/apply-edits';
import type { Edit } from '../../notebook/editing/edit';
import type { Problem } from '../../notebook/problems';
import { readTaggedCells } from '../../notebook/tagged-cells';
import type {
  Block,
  NotebookView,
  TaggedNotebook
} from '../../notebook/tagged-notebook';
import type { Fix } from '../diagnostic';

/** A problem that concerns a cell. */
export interface CellProblem extends Problem {
  readonly cell: number;
}

/** What a fix for a problem with tags or settings may look at. */
export interface TagContext {
  readonly notebook: NotebookView;
  readonly tagged: TaggedNotebook;
  readonly analyser: CellAnalyser;
}

export type MakeFixes = (problem: CellProblem, context: TagContext) => Fix[];

export function addTag(cell: number, tag: string): Edit {
  return { kind: 'add-tag', cell, tag };
}

export function removeTag(cell: number, tag: string): Edit {
  return { kind: 'remove-tag', cell, tag };
}

/** Takes a tag away, and puts others in its place; none of them may be empty of names. */
export function exchangeTag(
  cell: number,
  tag: string,
  ...others: readonly string[]
): Edit[] {
  return [removeTag(cell, tag), ...others.map(other => addTag(cell, other))];
}

/** Takes the tag at fault away. */
export const removeFaultyTag: MakeFixes = ({ cell, tag }) =>
  tag === undefined
    ? []
    : [{ title: `Remove the tag ${tag}`, edits: [removeTag(cell, tag)] }];

/** Writes another tag in the place of the one at fault. */
export function writeInstead(
  { cell, tag }: CellProblem,
  other: string | undefined
): Fix[] {
  return tag === undefined || other === undefined || other === tag
    ? []
    : [{ title: `Write ${other}`, edits: exchangeTag(cell, tag, other) }];
}

/** The tags of a cell, as the notebook room reads them; none of a text cell. */
export function tagsAt({ notebook }: TagContext, cell: number): readonly Tag[] {
  const view = notebook.cells[cell];
  return view?.type === 'code' ? readCellTags(view, cell).tags : [];
}

/** The block to which a cell belongs; where there are several, the first. */
export function blockAt(
  { tagged }: TagContext,
  cell: number
): Block | undefined {
  return tagged.blocks.find(block => block.cells.includes(cell));
}

/** With a name for each name of a tag; none: it goes. Undefined where no name is left. */
export function renamed(
  tag: Extract<Tag, { kind: 'step' | 'prev' }>,
  rename: (name: string) => string | undefined
): string | undefined {
  const names = [
    ...new Set(tag.names.flatMap(name => rename(name) ?? []))
  ].filter(name => name !== '');
  return names.length === 0 ? undefined : formatTag({ ...tag, names });
}

/**
 * Those of the fixes that can be done and make no new error: to drop a name from a tag may
 * take away the last cell of a step for which others wait.
 */
export function withoutNewErrors(
  { notebook, tagged }: Pick<TagContext, 'notebook' | 'tagged'>,
  fixes: readonly Fix[]
): Fix[] {
  const before = errorsOf(tagged);
  const verdicts = verdictsOn(notebook);
  return fixes.filter(({ edits }) => {
    const key = JSON.stringify(edits);
    const isGood =
      verdicts.get(key) ??
      (checkEdits(notebook, edits) === undefined &&
        errorsOf(readTaggedCells(applyEdits(notebook, edits))) <= before);
    // An edit of code holds only for the code that there is.
    if (!edits.some(each => each.kind === 'replace-source')) {
      verdicts.set(key, isGood);
    }
    return isGood;
  });
}

/** Whether edits make no new error, in the notebook that was asked about last. */
let last: {
  readonly notebook?: NotebookView;
  readonly tags: string;
  readonly verdicts: Map<string, boolean>;
} = { tags: '', verdicts: new Map() };

/**
 * To try an edit takes some ms in a long notebook, and each key asks for all
 * of them: what was found holds until more than the code of a cell changes.
 */
function verdictsOn(notebook: NotebookView): Map<string, boolean> {
  if (notebook !== last.notebook) {
    const tags = tagsOf(notebook);
    const verdicts = tags === last.tags ? last.verdicts : new Map();
    last = { notebook, tags, verdicts };
  }
  return last.verdicts;
}

/** All that decides what the cells of a notebook are. */
function tagsOf({ metadata, cells }: NotebookView): string {
  return JSON.stringify([
    metadata,
    cells.map(({ type, source, metadata }) => [
      type,
      metadata,
      type === 'code' ? source.trim() === '' : source
    ])
  ]);
}

function errorsOf({ problems }: TaggedNotebook): number {
  return problems.filter(({ severity }) => severity === 'error').length;
}
