import type { RunEvent } from '../../service/api/runs';
import { joined, printedText, type CellOutput } from '../runs/output-text';
import { isEnded } from '../runs/statuses';
import { outermostProgress, type LoopProgress } from './progress-line';
import { StepLog } from './step-log';
import { StepOutputs } from './step-outputs';

/** How much of plots and tables is kept of a run, in UTF-16 units of their JSON; the rest is in the executed notebook. */
const OUTPUTS_LIMIT = 32 * 2 ** 20;

/** How many progress bars below each other are looked at. */
const BARS = 5;

/** What only the events of a run tell of a step. */
export class StepDetails {
  readonly log = new StepLog();
  readonly outputs = new StepOutputs();
  /** How far the loop is that shows a progress bar. */
  progress: LoopProgress | undefined;
  /** When it ended, in ms since 1970. */
  ended: number | undefined;
  /** Cells whose outputs go when the next one comes. */
  readonly clearing = new Set<number>();
}

/** What events tell of a run beside its state: logs, outputs, progress. It changes in place. */
export class RunDetails {
  private readonly _steps = new Map<string, StepDetails>();
  /** Kept outputs, the oldest first, with their sizes. */
  private _kept: { step: StepDetails; cell: number; size: number }[] = [];
  private _size = 0;

  of(step: string): StepDetails {
    let details = this._steps.get(step);
    if (!details) {
      details = new StepDetails();
      this._steps.set(step, details);
    }
    return details;
  }

  apply(event: RunEvent): void {
    switch (event.type) {
      case 'step':
        this._onStep(event);
        break;
      case 'cell':
        this.of(event.step).progress = undefined;
        break;
      case 'output':
        this._onOutput(this.of(event.step), event.cell, event.output);
        break;
      case 'update':
        // The name of a display holds for the whole step.
        this.of(event.step).outputs.update(event.output);
        break;
      case 'clear': {
        const step = this.of(event.step);
        if (event.wait) {
          step.clearing.add(event.cell);
        } else {
          clear(step, event.cell);
        }
        break;
      }
      default:
    }
  }

  private _onStep({
    step,
    status,
    time
  }: Extract<RunEvent, { type: 'step' }>): void {
    if (isEnded(status)) {
      const details = this.of(step);
      details.ended = Date.parse(time);
      details.progress = undefined;
    } else {
      // What an earlier try has left is no longer true.
      this._kept = this._kept.filter(each => each.step !== this.of(step));
      this._size = this._kept.reduce((sum, each) => sum + each.size, 0);
      this._steps.set(step, new StepDetails());
    }
  }

  private _onOutput(step: StepDetails, cell: number, output: CellOutput): void {
    if (step.clearing.delete(cell)) {
      clear(step, cell);
    }
    const text = printedText(output) ?? textOfData(output.data);
    if (text === undefined) {
      step.outputs.append(cell, output);
      this._keep(step, cell, JSON.stringify(output).length);
    } else {
      step.log.append(cell, text);
      step.progress =
        outermostProgress(step.log.lastLines(BARS)) ?? step.progress;
    }
  }

  private _keep(step: StepDetails, cell: number, size: number): void {
    this._kept.push({ step, cell, size });
    this._size += size;
    while (this._size > OUTPUTS_LIMIT && this._kept.length > 1) {
      const [oldest] = this._kept.splice(0, 1);
      this._size -= oldest.size;
      oldest.step.outputs.dropOldest(oldest.cell);
    }
  }
}

function clear(step: StepDetails, cell: number): void {
  step.log.clear(cell);
  step.outputs.clear(cell);
}

/** What a value that is displayed says, where that is text alone; undefined for plots, tables and the like. */
function textOfData(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) {
    return '';
  }
  const types = Object.keys(data);
  return types.length === 1 && 'text/plain' in data
    ? `${joined(data['text/plain'])}\n`
    : types.length === 0
      ? ''
      : undefined;
}
