import { isJsonArray, type JsonObject, type JsonValue } from '../json/value';
import { readTaggedCells } from '../tagged-cells';
import type { NotebookView } from '../tagged-notebook';
import { CELLWAY_KEY } from '../settings';
import {
  writeNotebookSettings,
  writeStepSettings
} from '../settings/write-settings';
import type { Edit } from './edit';

/**
 * The notebook after the edits, one after the other. Only tags, our key and,
 * by `replace-source`, sources are other than before; cells stay in their
 * places. An edit of what is not there changes nothing.
 */
export function applyEdits(
  notebook: NotebookView,
  edits: readonly Edit[]
): NotebookView {
  return edits.reduce(applyEdit, notebook);
}

function applyEdit(notebook: NotebookView, edit: Edit): NotebookView {
  switch (edit.kind) {
    case 'add-tag':
      return withTags(notebook, edit.cell, tags =>
        tags.includes(edit.tag) ? tags : [...tags, edit.tag]
      );
    case 'remove-tag':
      return withTags(notebook, edit.cell, tags =>
        tags.filter(tag => tag !== edit.tag)
      );
    case 'set-step-settings': {
      const head = readTaggedCells(notebook).blocks.find(
        block => block.kind === 'step' && block.name === edit.step
      )?.head;
      return head === undefined
        ? notebook
        : withCellKey(notebook, head, CELLWAY_KEY, previous =>
            writeStepSettings(edit.settings, previous)
          );
    }
    case 'set-notebook-settings':
      return {
        ...notebook,
        metadata: withKey(notebook.metadata, CELLWAY_KEY, previous =>
          writeNotebookSettings(edit.settings, previous)
        )
      };
    default:
      return notebook;
  }
}

type Rewrite = (previous: JsonValue | undefined) => JsonValue | undefined;

/** What stands in the list beside tags is kept. */
function withTags(
  notebook: NotebookView,
  cell: number,
  rewrite: (tags: readonly JsonValue[]) => readonly JsonValue[]
): NotebookView {
  return withCellKey(notebook, cell, 'tags', previous => {
    const tags = rewrite(isJsonArray(previous) ? previous : []);
    return tags.length > 0 ? tags : undefined;
  });
}

function withCellKey(
  notebook: NotebookView,
  cell: number,
  key: string,
  rewrite: Rewrite
): NotebookView {
  const cells = notebook.cells.map((each, index) =>
    index === cell
      ? { ...each, metadata: withKey(each.metadata, key, rewrite) }
      : each
  );
  return { ...notebook, cells };
}

function withKey(
  metadata: JsonObject,
  key: string,
  rewrite: Rewrite
): JsonObject {
  const { [key]: previous, ...others } = metadata;
  const value = rewrite(previous);
  return value === undefined ? others : { ...others, [key]: value };
}
