import type { YNotebook } from '@jupyter/ydoc';

/**
 * Changes a notebook as one change to undo, whatever is typed right before or
 * after it. The notebook's own undo takes it back also where each cell has one
 * of its own besides.
 */
export function transactOnce(notebook: YNotebook, change: () => void): void {
  const { undoManager } = notebook;
  const isOurs = trackMetadata(notebook);
  // Changes within half a second would be one.
  undoManager.stopCapturing();
  isOurs(() => notebook.transact(change, true));
  undoManager.stopCapturing();
}

/** Does something of which the change of the notebook's metadata can be undone. */
type Tracked = (change: () => void) => void;

const tracked = new WeakMap<YNotebook, Tracked>();

/**
 * The notebook's undo knows its cells alone. Its metadata are put beside them,
 * but only what is ours can be undone: the kernel writes there too, as if a
 * person had.
 */
function trackMetadata(notebook: YNotebook): Tracked {
  const { undoManager, ymeta } = notebook;
  // Loading the notebook anew makes another one.
  undoManager.addToScope(ymeta.get('metadata') ?? []);
  let track = tracked.get(notebook);
  if (!track) {
    const { captureTransaction } = undoManager;
    let isOurs = false;
    undoManager.captureTransaction = transaction =>
      captureTransaction(transaction) &&
      (isOurs ||
        transaction.origin === undoManager ||
        undoManager.scope.some(
          type =>
            type !== ymeta.get('metadata') &&
            transaction.changedParentTypes.has(type as never)
        ));
    track = change => {
      isOurs = true;
      try {
        change();
      } finally {
        isOurs = false;
      }
    };
    tracked.set(notebook, track);
  }
  return track;
}
