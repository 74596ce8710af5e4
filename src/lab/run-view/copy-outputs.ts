import type { ISharedCodeCell, ISharedNotebook } from '@jupyter/ydoc';
import type { IOutput } from '@jupyterlab/nbformat';

/** A cell as an executed notebook has it. */
interface ExecutedCell {
  readonly id?: string;
  readonly cell_type: string;
  readonly source: string | readonly string[];
  readonly execution_count?: number | null;
  readonly outputs?: readonly IOutput[];
}

/** A cell of an open notebook. */
export interface ShownCell {
  readonly id: string;
  readonly type: string;
  readonly source: string;
}

/** What one cell is to show. */
export interface OutputsOfCell {
  /** In the open notebook. */
  readonly index: number;
  readonly outputs: readonly IOutput[];
  readonly executionCount: number | null;
}

export interface CopyPlan {
  readonly copies: readonly OutputsOfCell[];
  /** How many cells of the run are other now, or gone: they are left alone. */
  readonly changed: number;
}

/**
 * Which outputs of a run belong to which cells of a notebook as it is now.
 * A cell whose source is another one now would lie with them.
 *
 * @param executed - the executed notebook, as JSON
 */
export function planCopy(
  executed: { readonly cells: readonly ExecutedCell[] },
  shown: readonly ShownCell[]
): CopyPlan {
  const copies: OutputsOfCell[] = [];
  let changed = 0;
  executed.cells.forEach((cell, place) => {
    const { outputs = [], execution_count: count = null } = cell;
    if (cell.cell_type !== 'code' || (count === null && outputs.length === 0)) {
      return;
    }
    // Notebooks before format 4.5 have no ids: then the place must do.
    const index =
      cell.id === undefined
        ? place
        : shown.findIndex(each => each.id === cell.id);
    const found = shown[index];
    const source =
      typeof cell.source === 'string' ? cell.source : cell.source.join('');
    if (found?.type === 'code' && found.source === source) {
      copies.push({ index, outputs, executionCount: count });
    } else {
      changed++;
    }
  });
  return { copies, changed };
}

/**
 * Shows outputs in an open notebook, as one change to undo.
 *
 * @returns what the cells have shown before
 */
export function showOutputs(
  notebook: ISharedNotebook,
  copies: readonly OutputsOfCell[]
): OutputsOfCell[] {
  const cells = copies.map(
    ({ index }) => notebook.getCell(index) as ISharedCodeCell
  );
  const before = copies.map(({ index }, i) => ({
    index,
    outputs: cells[i].getOutputs(),
    executionCount: cells[i].execution_count ?? null
  }));
  notebook.transact(() => {
    copies.forEach(({ outputs, executionCount }, i) => {
      cells[i].setOutputs([...outputs]);
      cells[i].execution_count = executionCount;
    });
  }, true);
  return before;
}
