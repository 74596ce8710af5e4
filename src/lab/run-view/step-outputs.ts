import type { CellOutput } from '../runs/output-text';

/** What a cell shows beside text: plots, tables, values. */
export interface CellOutputs {
  readonly cell: number;
  readonly outputs: readonly CellOutput[];
  /** Changes where outputs did not only grow. */
  readonly rewritten: number;
}

interface GrowingOutputs {
  readonly cell: number;
  outputs: CellOutput[];
  rewritten: number;
}

/** What the cells of a step show. It changes in place, with its version. */
export class StepOutputs {
  private readonly _cells = new Map<number, GrowingOutputs>();
  private _version = 0;
  private _dropped = 0;

  get version(): number {
    return this._version;
  }

  /** In the order of the notebook. */
  get cells(): CellOutputs[] {
    return [...this._cells.values()]
      .filter(each => each.outputs.length > 0)
      .sort((one, other) => one.cell - other.cell);
  }

  /** How many are shown. */
  get length(): number {
    let sum = 0;
    this._cells.forEach(each => (sum += each.outputs.length));
    return sum;
  }

  /** How many are no longer kept, because there are too many. */
  get dropped(): number {
    return this._dropped;
  }

  append(cell: number, output: CellOutput): void {
    const shown = this._of(cell);
    shown.outputs.push(output);
    this._version++;
  }

  clear(cell: number): void {
    const shown = this._cells.get(cell);
    if (shown && shown.outputs.length > 0) {
      shown.outputs = [];
      shown.rewritten++;
      this._version++;
    }
  }

  /** Replaces what was shown under the same display id, in any cell. */
  update(output: CellOutput): void {
    const id = displayId(output);
    for (const shown of id === undefined ? [] : this._cells.values()) {
      shown.outputs.forEach((each, index) => {
        if (displayId(each) === id) {
          const { data, metadata } = output;
          shown.outputs[index] = { ...each, data, metadata };
          shown.rewritten++;
          this._version++;
        }
      });
    }
  }

  /** Lets go of what a cell showed first. */
  dropOldest(cell: number): void {
    const shown = this._cells.get(cell);
    if (shown?.outputs.shift()) {
      shown.rewritten++;
      this._dropped++;
      this._version++;
    }
  }

  private _of(cell: number): GrowingOutputs {
    let shown = this._cells.get(cell);
    if (!shown) {
      shown = { cell, outputs: [], rewritten: 0 };
      this._cells.set(cell, shown);
    }
    return shown;
  }
}

function displayId(output: CellOutput): unknown {
  const { transient } = output;
  return typeof transient === 'object' && transient !== null
    ? (transient as Record<string, unknown>).display_id
    : undefined;
}
