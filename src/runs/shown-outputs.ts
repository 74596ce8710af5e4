import type { RunEvent } from './run-event';
import type { CellOutput } from './step-result';

/**
 * What the cells of a step show at the moment, from its events: for steps
 * that run, and for those that ended without a result.
 */
export class ShownOutputs {
  private readonly _cells = new Map<number, CellOutput[]>();
  /** Cells that are emptied at their next output. */
  private readonly _waiting = new Set<number>();
  private _running: number | undefined;

  /** The cell that has begun and not ended. */
  get running(): number | undefined {
    return this._running;
  }

  get cells(): ReadonlyMap<number, readonly CellOutput[]> {
    return this._cells;
  }

  add(event: RunEvent): void {
    switch (event.type) {
      case 'cell':
        this._running = event.status === 'running' ? event.cell : undefined;
        this._of(event.cell);
        break;
      case 'output':
        this._show(event.cell, event.output);
        break;
      case 'update':
        this._update(event.output);
        break;
      case 'clear':
        if (event.wait) {
          this._waiting.add(event.cell);
        } else {
          this._cells.set(event.cell, []);
        }
        break;
      case 'start':
      case 'step':
      case 'diagnostic':
      case 'run':
        break;
    }
  }

  private _show(cell: number, output: CellOutput): void {
    if (this._waiting.delete(cell)) {
      this._cells.set(cell, []);
    }
    const shown = this._of(cell);
    const last = shown[shown.length - 1];
    if (
      last?.output_type === 'stream' &&
      output.output_type === 'stream' &&
      last.name === output.name
    ) {
      const text = textOf(last.text) + textOf(output.text);
      shown[shown.length - 1] = { ...last, text };
    } else {
      shown.push(output);
    }
  }

  /** A display is exchanged wherever it is shown, also in other cells. */
  private _update(output: CellOutput): void {
    const id = displayId(output);
    for (const shown of this._cells.values()) {
      shown.forEach((each, index) => {
        if (id !== undefined && displayId(each) === id) {
          shown[index] = { ...output, output_type: each.output_type };
        }
      });
    }
  }

  private _of(cell: number): CellOutput[] {
    const known = this._cells.get(cell);
    if (known) {
      return known;
    }
    const outputs: CellOutput[] = [];
    this._cells.set(cell, outputs);
    return outputs;
  }
}

/** Text as nbformat has it: one string, or a list of lines. */
export function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join('') : String(value ?? '');
}

function displayId({ transient }: CellOutput): unknown {
  return typeof transient === 'object' && transient !== null
    ? (transient as Record<string, unknown>).display_id
    : undefined;
}
