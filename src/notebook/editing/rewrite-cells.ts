import { formatTag, type Tag } from '../dialect/tags';
import { parseTag } from '../dialect/parse-tag';
import {
  isJsonArray,
  sameValue,
  type JsonObject,
  type JsonValue
} from '../json/value';
import type { CellView } from '../cell';
import type { NotebookView } from '../tagged-notebook';

/** What becomes of a value in metadata; undefined: it is not there. */
export type Rewrite = (
  previous: JsonValue | undefined
) => JsonValue | undefined;

/** The notebook with other metadata of a cell; itself where that stays the same. */
export function rewriteCellKey(
  notebook: NotebookView,
  cell: number,
  key: string,
  rewrite: Rewrite
): NotebookView {
  const view = notebook.cells[cell] as CellView | undefined;
  if (!view) {
    return notebook;
  }
  const metadata = withKey(view.metadata, key, rewrite);
  return metadata === view.metadata
    ? notebook
    : replaceCell(notebook, cell, view, { metadata });
}

/** As `rewriteCellKey`, of the notebook's own metadata. */
export function rewriteNotebookKey(
  notebook: NotebookView,
  key: string,
  rewrite: Rewrite
): NotebookView {
  const metadata = withKey(notebook.metadata, key, rewrite);
  return metadata === notebook.metadata
    ? notebook
    : { cells: notebook.cells, metadata };
}

export function rewriteSource(
  notebook: NotebookView,
  cell: number,
  source: string
): NotebookView {
  const view = notebook.cells[cell] as CellView | undefined;
  return !view || view.source === source
    ? notebook
    : replaceCell(notebook, cell, view, { source });
}

/** A tag of a cell; what stands in the list and is no text is kept as it is. */
export type ListedTag =
  Tag | { readonly kind: 'foreign'; readonly value: JsonValue };

/** Rewrites the tags of a cell, which are read before and written after. */
export function rewriteTags(
  notebook: NotebookView,
  cell: number,
  rewrite: (tags: readonly ListedTag[]) => readonly ListedTag[]
): NotebookView {
  return rewriteCellKey(notebook, cell, 'tags', previous => {
    const before = isJsonArray(previous) ? previous : [];
    const after = rewrite(before.map(readListed)).map(writeListed);
    if (sameValue(before, after)) {
      return previous;
    }
    return after.length > 0 ? after : undefined;
  });
}

/** The tags of a cell, as they are read. */
export function tagsOf(notebook: NotebookView, cell: number): readonly Tag[] {
  const tags = notebook.cells[cell]?.metadata['tags'];
  return isJsonArray(tags)
    ? tags.flatMap(text =>
        typeof text === 'string' ? [parseTag(text).tag] : []
      )
    : [];
}

/**
 * The list with `added` in the place of the first tag that goes, else behind
 * all; without the tags that go.
 */
export function exchangeTags(
  tags: readonly ListedTag[],
  goes: (tag: ListedTag) => boolean,
  added: readonly Tag[]
): readonly ListedTag[] {
  const first = tags.findIndex(goes);
  const place = first < 0 ? tags.length : first;
  return [
    ...tags.slice(0, place),
    ...added,
    ...tags.slice(place).filter(tag => !goes(tag))
  ];
}

function readListed(value: JsonValue): ListedTag {
  return typeof value === 'string'
    ? parseTag(value).tag
    : { kind: 'foreign', value };
}

function writeListed(tag: ListedTag): JsonValue {
  return tag.kind === 'foreign' ? tag.value : formatTag(tag);
}

/** A document's cell reads its text on demand: it cannot be spread. */
function replaceCell(
  notebook: NotebookView,
  cell: number,
  { type, source, metadata, isNew }: CellView,
  change: Partial<CellView>
): NotebookView {
  const cells = [...notebook.cells];
  cells[cell] = { type, source, metadata, ...(isNew && { isNew }), ...change };
  return { metadata: notebook.metadata, cells };
}

function withKey(
  metadata: JsonObject,
  key: string,
  rewrite: Rewrite
): JsonObject {
  const { [key]: previous, ...others } = metadata;
  const value = rewrite(previous);
  if (value === previous) {
    return metadata;
  }
  return value === undefined ? others : { ...metadata, [key]: value };
}
