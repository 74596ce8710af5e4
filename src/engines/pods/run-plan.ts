import * as z from 'zod';
import { stepCell } from '../../runs/step-request';

/** The version of a plan; a runner refuses any other. */
export const PLAN_FORMAT = 1;

/** A place in the notebook's order: the cell's index, then the offset in its source. */
const place = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);

export const plannedDefinition = z.object({
  id: z.string(),
  at: place,
  names: z.array(z.string()),
  /** The line of the cell, from 1, on which the source begins. */
  line: z.int().positive(),
  source: z.string(),
  count: z.int().positive().optional(),
  /** The definitions that have to be restored before it, as places in the plan's list. */
  needs: z.array(z.int().nonnegative())
});

/**
 * A step whose inputs are not there yet. Its pod makes the step request of it,
 * with what the results say of the steps that it reads from.
 */
export const plannedStep = z.object({
  step: z.string(),
  /** Definitions that it needs whatever its inputs are, as places in the plan's list. */
  definitions: z.array(z.int().nonnegative()),
  parameters: z.array(z.string()),
  reads: z.array(z.object({ name: z.string(), from: z.string() })),
  takes: z.array(z.object({ state: z.string(), from: z.string() })),
  cells: z.array(stepCell),
  /** Definitions that its own cells make, as places in the plan's list. */
  makes: z.array(z.int().nonnegative()),
  outputs: z.array(z.string()),
  states: z.array(z.string()),
  environment: z.record(z.string(), z.string())
});

/**
 * All that the pods of a run have to know, in one file: what each step does,
 * and what it takes from which other. Where the steps stand, `steps/N` beside
 * the results counts them from 1.
 */
export const runPlan = z.object({
  format: z.literal(PLAN_FORMAT),
  run: z.string(),
  /** In the notebook's order. */
  definitions: z.array(plannedDefinition),
  parameters: z.array(
    z.object({ name: z.string(), at: place, source: z.string() })
  ),
  /** In the notebook's order. */
  steps: z.array(plannedStep),
  outputLimit: z.int().positive()
});

export type RunPlan = z.infer<typeof runPlan>;
export type PlannedStep = z.infer<typeof plannedStep>;
export type PlannedDefinition = z.infer<typeof plannedDefinition>;
