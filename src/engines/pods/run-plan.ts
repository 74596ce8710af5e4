import type { StepRequest } from '../../runs/step-request';
import type { StepResult } from '../../runs/step-result';

/** The version of a plan; a runner refuses any other. */
export const PLAN_FORMAT = 1;

/** A place in the notebook's order: the cell's index, then the offset in its source. */
type Place = readonly [cell: number, offset: number];

export interface PlannedDefinition {
  readonly id: string;
  readonly at: Place;
  readonly names: readonly string[];
  /** The line of the cell, from 1, on which the source begins. */
  readonly line: number;
  readonly source: string;
  readonly count?: number;
  /** The definitions that have to be restored before it, as places in the plan's list. */
  readonly needs: readonly number[];
}

/**
 * A step whose inputs are not there yet. Its pod makes the step request of it,
 * with what the results say of the steps that it reads from.
 */
export interface PlannedStep {
  readonly step: string;
  /** The steps that it waits for: where pods share no folder, it finds there what they have left. */
  readonly after: readonly string[];
  /** Definitions that it needs whatever its inputs are, as places in the plan's list. */
  readonly definitions: readonly number[];
  readonly parameters: readonly string[];
  readonly reads: readonly { readonly name: string; readonly from: string }[];
  readonly takes: readonly { readonly state: string; readonly from: string }[];
  readonly cells: StepRequest['cells'];
  /** Definitions that its own cells make, as places in the plan's list. */
  readonly makes: readonly number[];
  readonly outputs: readonly string[];
  readonly states: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** On which terms what it left in an earlier run may be taken; if absent, it runs. */
  readonly earlier?: {
    /** Stands for the image and the runner. */
    readonly salt: string;
    /** Where files are that a run does not have for itself. */
    readonly volumes: readonly string[];
    /** Whether it is taken whatever the step does. */
    readonly always: boolean;
  };
}

/** Of a result, what other steps read of it. */
export type GivenResult = Pick<StepResult, 'step' | 'objects' | 'states'>;

export interface ImportsAhead {
  /** Of each step, in the order of the plan: `module`, or `module:name` for `from module import name`. */
  readonly imports: readonly (readonly string[])[];
  /** Packages that no process may have that is forked. */
  readonly never: readonly string[];
}

/**
 * All that the pods of a run have to know, in one file: what each step does,
 * and what it takes from which other. Where the steps stand, `steps/N` beside
 * the results counts them from 1. `cellway/runner/pod` reads it.
 */
export interface RunPlan {
  readonly format: typeof PLAN_FORMAT;
  readonly run: string;
  /** In the notebook's order. */
  readonly definitions: readonly PlannedDefinition[];
  readonly parameters: readonly {
    readonly name: string;
    readonly at: Place;
    /** The value as a Python literal. */
    readonly source: string;
  }[];
  /** In the notebook's order. */
  readonly steps: readonly PlannedStep[];
  readonly outputLimit: number;
  /** What steps have left that do not run: others find it here. */
  readonly results?: readonly GivenResult[];
}
