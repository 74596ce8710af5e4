import type { CellCode } from '../analysis/dataflow/notebook-run';
import type { Candidates } from '../analysis/dataflow/candidates';
import type { StepEffects } from '../analysis/dataflow/effects';
import type { StepSettings } from '../notebook/settings';
import type { BlockOrigin } from '../notebook/tagged-notebook';

/**
 * A block of the notebook on its way to become a step: what analysis runs.
 *
 * A step name that stands on cells apart from each other makes several units,
 * the parts of one step, because joining them would change the order.
 */
export interface Unit {
  /** Its place in the notebook's order, from 0. */
  readonly index: number;
  /** Unique among the units: the name, with ` (2)` for a second part. */
  readonly id: string;
  readonly name: string;
  readonly kind: 'step' | 'definitions' | 'parameters' | 'metrics';
  readonly origin: BlockOrigin;
  readonly cells: readonly CellCode[];
  /** Steps that must have ended before, by the notebook's own word. */
  readonly prev: readonly number[];
  readonly settings: StepSettings;
}

/** A unit after the abstract run. */
export interface AnalysedUnit extends Unit {
  /** The units whose work it sees, itself not among them. */
  readonly candidates: Candidates;
  readonly effects: StepEffects;
}
