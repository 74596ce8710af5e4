import type { YNotebook } from '@jupyter/ydoc';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { CellView } from '../../notebook/cell';
import type { JsonObject, JsonValue } from '../../notebook/json/value';
import type { NotebookView } from '../../notebook/tagged-notebook';
import { transactOnce } from './undo';

/** The metadata that Cellway writes; no other is ever touched. */
export const KEYS = ['tags', 'cellway'] as const;

/**
 * Writes to an open notebook what has become of it, as one change to undo;
 * what is the same is not written.
 *
 * @param before - as the notebook is now, see `readShownNotebook`
 * @param after - the same cells in the same order, and new ones among them
 */
export function applyChange(
  model: INotebookModel,
  before: NotebookView,
  after: NotebookView
): void {
  // What JupyterLab makes, and jupyter-collaboration gives it.
  const notebook = model.sharedModel as YNotebook;
  const kept = after.cells.filter(({ isNew }) => !isNew);
  const cells = kept.flatMap((cell, index) =>
    cell === before.cells[index] ? [] : [index]
  );
  const isSame =
    after.metadata === before.metadata && kept.length === after.cells.length;
  const [only, ...others] = cells;
  if (isSame && cells.length === 0) {
    return;
  }
  if (
    isSame &&
    others.length === 0 &&
    kept[only].metadata === before.cells[only].metadata
  ) {
    // As if it were typed: where cells have an undo each, it is that cell's;
    // but not one with what was typed within half a second.
    const { undoManager } = notebook.getCell(only);
    undoManager?.stopCapturing();
    writeSource(notebook, only, before.cells[only], kept[only]);
    undoManager?.stopCapturing();
    return;
  }
  transactOnce(notebook, () => {
    writeNotebookKeys(notebook, before.metadata, after.metadata);
    for (const index of cells) {
      writeCellKeys(notebook, index, before.cells[index], kept[index]);
      writeSource(notebook, index, before.cells[index], kept[index]);
    }
    after.cells.forEach((cell, index) => {
      if (cell.isNew) {
        insertCell(notebook, index, cell);
      }
    });
  });
}

/** With an id of its own; as a cell that a person adds, it is trusted. */
function insertCell(
  notebook: YNotebook,
  index: number,
  { source, metadata }: CellView
): void {
  notebook.insertCell(index, {
    cell_type: 'code',
    source,
    metadata: { ...metadata, trusted: true } as never
  });
}

function writeCellKeys(
  notebook: YNotebook,
  index: number,
  before: CellView,
  after: CellView
): void {
  const cell = notebook.getCell(index);
  for (const [key, value] of changedKeys(before.metadata, after.metadata)) {
    if (value === undefined) {
      cell.deleteMetadata(key);
    } else {
      cell.setMetadata(key, value as never);
    }
  }
}

function writeNotebookKeys(
  notebook: YNotebook,
  before: JsonObject,
  after: JsonObject
): void {
  for (const [key, value] of changedKeys(before, after)) {
    if (value === undefined) {
      // Its own method writes all other keys anew.
      notebook.ymeta.get('metadata').delete(key);
      notebook.dirty = true;
    } else {
      notebook.setMetadata(key, value as never);
    }
  }
}

function changedKeys(
  before: JsonObject,
  after: JsonObject
): readonly (readonly [string, JsonValue | undefined])[] {
  return KEYS.flatMap(key =>
    after[key] === before[key] ? [] : [[key, after[key]] as const]
  );
}

/** Exchanges the characters that differ, so that the cursor stays in its place. */
function writeSource(
  notebook: YNotebook,
  index: number,
  { source: before }: CellView,
  { source: after }: CellView
): void {
  if (before === after) {
    return;
  }
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) {
    start += 1;
  }
  start -= isHalf(before, start) || isHalf(after, start) ? 1 : 0;
  let same = 0;
  while (
    same < least - start &&
    before[before.length - 1 - same] === after[after.length - 1 - same]
  ) {
    same += 1;
  }
  same -=
    isHalf(before, before.length - same) || isHalf(after, after.length - same)
      ? 1
      : 0;
  const text = after.slice(start, after.length - same);
  notebook.getCell(index).updateSource(start, before.length - same, text);
}

/** Whether a place is between the two halves of one character. */
function isHalf(text: string, place: number): boolean {
  return (
    /[\ud800-\udbff]/.test(text.charAt(place - 1)) &&
    /[\udc00-\udfff]/.test(text.charAt(place))
  );
}
