import type { Observed } from '../../runs/observed';
import type { ReadStepResult } from '../../runs/read-step-result';
import type { StepFailure } from '../../runs/step-failure';
import type { CellsOutputs } from './step-outputs';

/** How a step came out, after the last try. */
export interface StepEnd {
  readonly status: 'succeeded' | 'failed' | 'cancelled';
  /** Wall time of the last try. */
  readonly seconds: number;
  /** Of a step that succeeded. */
  readonly read?: ReadStepResult;
  /** What it has seen, also where it failed. */
  readonly observed?: Observed;
  readonly failure?: StepFailure;
  /** What the cells that ran show, as far as each came. */
  readonly outputs: CellsOutputs;
}
