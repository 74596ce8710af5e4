import type { NotebookDocument } from '../notebook/document';
import type { JsonInput } from '../notebook/json/write';

/**
 * A copy of a notebook with the outputs of a run where Run All would have put
 * them. Cells that have not run have none, whatever they had before.
 */
export class ExecutedNotebook {
  private _document: NotebookDocument;
  /** Cells that bear their number. */
  private readonly _numbered = new Set<number>();
  private _last = -1;

  /**
   * @param counts - the number of each cell that Run All runs
   * @param stepless - those of them that no step runs: imports, functions,
   * parameters. They count as run as soon as a cell below them has, or all have.
   */
  constructor(
    notebook: NotebookDocument,
    private readonly _counts: ReadonlyMap<number, number>,
    private readonly _stepless: ReadonlySet<number>
  ) {
    this._document = notebook;
    notebook.cells.forEach((cell, index) => {
      if (cell.type === 'code') {
        this._document = this._document.setOutputs(index, [], null);
      }
    });
  }

  /** Sets what a cell that ran shows. */
  set(cell: number, outputs: readonly JsonInput[]): void {
    const count = this._counts.get(cell) ?? null;
    this._document = this._document.setOutputs(
      cell,
      outputs.map(each => numbered(each, count)),
      count
    );
    this._numbered.add(cell);
    this._last = Math.max(this._last, cell);
  }

  /** Says that every cell has run that was to. */
  complete(): void {
    this._last = Infinity;
  }

  /** The text of the notebook. */
  get text(): string {
    for (const cell of this._stepless) {
      if (cell < this._last && !this._numbered.has(cell)) {
        this.set(cell, []);
      }
    }
    return this._document.text;
  }
}

/** The value of a cell's last line bears the cell's number. */
function numbered(output: JsonInput, count: number | null): JsonInput {
  return isObject(output) && output.output_type === 'execute_result'
    ? { ...output, execution_count: count }
    : output;
}

function isObject(
  value: JsonInput
): value is { readonly [key: string]: JsonInput | undefined } {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}
