import * as z from 'zod';
import { observed } from './observed';
import { objectHash, STEP_PROTOCOL } from './step-request';

/** An output as it stands in a notebook (nbformat 4). */
export const cellOutput = z.looseObject({ output_type: z.string() });

/** An exception in a cell, with what leads to the line. */
export const cellError = z.object({
  cell: z.int().nonnegative(),
  /** The line of the cell, from 1; absent where no line of it is in the traceback. */
  line: z.int().positive().optional(),
  name: z.string(),
  message: z.string()
});

/** What may be said of a variable without loading it. */
export const valueSummary = z.object({
  /** Its type's full name: `pandas.core.frame.DataFrame`. */
  type: z.string(),
  /** Its shape or length, where it has one. */
  shape: z.array(z.int().nonnegative()).optional(),
  /** The type of an array's elements: `float64`. */
  dtype: z.string().optional(),
  /** What it is, where it is built in: `[1, 2, 3]`; cut to a line. */
  text: z.string().optional(),
  /** How many bytes it takes in the store by itself; what it shares with others counts for each. */
  size: z.int().nonnegative().optional()
});

/** An object that the step has stored: one variable, or several that share something. */
export const storedObject = z.object({
  hash: objectHash,
  /** The size of its file, in bytes. */
  size: z.int().nonnegative(),
  values: z.record(z.string(), valueSummary),
  /** The ids of definitions that have to be restored before it. */
  definitions: z.array(z.string()).optional()
});

/** A variable that could not be stored, though a later step needs it. */
export const unstoredValue = z.object({
  name: z.string(),
  type: z.string(),
  /** The part of the value that cannot be stored: `model.callback`. */
  path: z.string(),
  message: z.string(),
  hint: z.string()
});

export const cellResult = z.object({
  index: z.int().nonnegative(),
  status: z.enum(['succeeded', 'failed', 'not run']),
  /** Wall time in seconds. */
  seconds: z.number().nonnegative(),
  outputs: z.array(cellOutput)
});

/** What became of a step; the runner writes it last. */
export const stepResult = z.object({
  protocol: z.literal(STEP_PROTOCOL),
  run: z.string(),
  step: z.string(),
  status: z.enum(['succeeded', 'failed']),
  /** Whether it did not run, since a pod has found what it would leave. */
  cached: z.boolean().optional(),
  /** Whether it was asked to end while it ran, even if its code has caught that. */
  interrupted: z.boolean().optional(),
  seconds: z.number().nonnegative(),
  cells: z.array(cellResult),
  objects: z.array(storedObject),
  /** Module states, with the object of each. */
  states: z.record(
    z.string(),
    storedObject.omit({ values: true, definitions: true })
  ),
  /** Outputs asked for that did not exist at the end. */
  absent: z.array(z.string()),
  unstored: z.array(unstoredValue),
  /** Absent where the runner cannot watch, or the step ended before its time. */
  observed: observed.optional(),
  error: cellError.optional()
});

export type ValueSummary = z.infer<typeof valueSummary>;
export type StepResult = z.infer<typeof stepResult>;
export type CellOutput = z.infer<typeof cellOutput>;
export type CellError = z.infer<typeof cellError>;
