import type { INotebookModel } from '@jupyterlab/notebook';
import type { JsonObject, JsonValue } from '../../notebook/json/value';
import type { NotebookView } from '../../notebook/tagged-notebook';

/** The metadata that Cellway writes; no other is ever touched. */
const KEYS = ['tags', 'cellway'] as const;

/** What a shared cell and a shared notebook have in common. */
interface WithMetadata {
  setMetadata(key: string, value: JsonValue): void;
  deleteMetadata(key: string): void;
}

/**
 * Writes to an open notebook what has become of it, as one change to undo.
 *
 * @param before - as the notebook is now, see `readShownNotebook`
 * @param after - the same cells
 */
export function applyChange(
  { sharedModel }: INotebookModel,
  before: NotebookView,
  after: NotebookView
): void {
  sharedModel.transact(() => {
    writeKeys(
      sharedModel as unknown as WithMetadata,
      before.metadata,
      after.metadata
    );
    after.cells.forEach((cell, index) => {
      const old = before.cells[index];
      if (cell !== old) {
        const shared = sharedModel.getCell(index);
        writeKeys(
          shared as unknown as WithMetadata,
          old.metadata,
          cell.metadata
        );
        if (cell.source !== old.source) {
          shared.setSource(cell.source);
        }
      }
    });
  }, true);
}

function writeKeys(
  target: WithMetadata,
  before: JsonObject,
  after: JsonObject
): void {
  for (const key of KEYS) {
    const value = after[key];
    if (value === before[key]) {
      continue;
    }
    if (value === undefined) {
      target.deleteMetadata(key);
    } else {
      target.setMetadata(key, value);
    }
  }
}
