import type { YNotebook } from '@jupyter/ydoc';
import type { INotebookModel } from '@jupyterlab/notebook';
import type { CellView } from '../../notebook/cell';
import { sameValue, type JsonObject } from '../../notebook/json/value';
import { applyChange, KEYS } from './apply-change';
import { readShownNotebook } from './shown-notebook';

/**
 * Does something to the tags and settings of the cells of a notebook, which
 * can be taken back later on, whatever was done since: what somebody has
 * changed in the meantime stays as they have it.
 *
 * @param change - one change to undo, written when it returns
 * @returns takes it back
 */
export function recordChange(
  model: INotebookModel,
  change: () => void
): () => void {
  const before = cellsById(model);
  change();
  const after = cellsById(model);
  const { undoManager } = model.sharedModel as YNotebook;
  const done = undoManager.undoStack.at(-1);
  return () => {
    if (model.isDisposed) {
      return;
    }
    // So that it can be done again too.
    if (undoManager.undoStack.at(-1) === done) {
      undoManager.undo();
    }
    // Something else was done since; and to move a cell is to make another one.
    const notebook = readShownNotebook(model);
    const cells = notebook.cells.map((cell, index) => {
      const id = notebook.ids[index];
      const [was, became] = [before.get(id), after.get(id)];
      return was && became && isAs(became, cell) && !isAs(was, cell)
        ? { ...cell, metadata: withOursOf(was.metadata, cell.metadata) }
        : cell;
    });
    applyChange(model, notebook, { ...notebook, cells });
  };
}

function cellsById(model: INotebookModel): ReadonlyMap<string, CellView> {
  const { ids, cells } = readShownNotebook(model);
  return new Map(ids.map((id, index) => [id, cells[index]]));
}

/** Whether tags and settings are the same. */
function isAs(one: CellView, other: CellView): boolean {
  return KEYS.every(key =>
    sameValue(one.metadata[key] ?? null, other.metadata[key] ?? null)
  );
}

/** Metadata with the tags and settings of others. */
function withOursOf(others: JsonObject, metadata: JsonObject): JsonObject {
  const ours = new Set<string>(KEYS);
  return Object.fromEntries([
    ...Object.entries(metadata).filter(([key]) => !ours.has(key)),
    ...Object.entries(others).filter(([key]) => ours.has(key))
  ]);
}
