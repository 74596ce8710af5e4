import { addOrder } from '../pipeline/add-order';
import type { Pipeline, Step } from '../pipeline/model';
import { regroup } from '../pipeline/regroup';
import type { StepResult } from '../runs/step-result';
import type { Selection } from './engine';
import { selectSteps, type SelectedSteps } from './selection';

/** The pipeline of a run, as it stands after what its steps have turned out to do. */
export class Plan {
  /** Kept as long as the pipeline stays as it is: it is asked for often. */
  private _selected:
    { readonly pipeline: Pipeline; readonly steps: SelectedSteps } | undefined;

  constructor(
    private _pipeline: Pipeline,
    private readonly _selection: Selection = {}
  ) {}

  get pipeline(): Pipeline {
    return this._pipeline;
  }

  step(id: string): Step {
    const [found] = this._pipeline.steps.filter(each => each.id === id);
    return found;
  }

  /** The place of a step in the notebook's order, from 0. */
  indexOf(id: string): number {
    return this._pipeline.steps.findIndex(each => each.id === id);
  }

  /** Whether a step waits for another one, directly or not. */
  isAfter(id: string, other: string): boolean {
    const { after } = this.step(id);
    return after.some(each => each === other || this.isAfter(each, other));
  }

  /** Which steps are to run, and which not from the cache. */
  get selected(): SelectedSteps {
    if (this._selected?.pipeline !== this._pipeline) {
      const steps = selectSteps(this._pipeline.steps, this._selection);
      this._selected = { pipeline: this._pipeline, steps };
    }
    return this._selected.steps;
  }

  /** Takes in which variables a step has stored together. */
  learn({ step, objects }: StepResult): void {
    for (const { values } of objects) {
      const names = Object.keys(values);
      if (names.length > 1) {
        this._pipeline = regroup(this._pipeline, step, names);
      }
    }
  }

  /** Lets a step wait for one above it with which it shares a file. */
  order(id: string, above: string, file: string): void {
    const order = { from: above, reason: 'file', subject: file } as const;
    this._pipeline = addOrder(this._pipeline, id, order);
  }
}
