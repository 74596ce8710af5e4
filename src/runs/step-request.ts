import * as z from 'zod';

/** The version of request, result and events; a runner refuses any other. */
export const STEP_PROTOCOL = 1;

/** SHA-256 of an object file's bytes, in lower-case hex: its name in the store. */
export const objectHash = z.string().regex(/^[0-9a-f]{64}$/);

/** A place in the notebook's order: the cell's index, then the offset in its source. */
const position = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);

/**
 * The number that Run All shows beside the cell, as in `In [3]`: its place among
 * the cells that hold code. Without it, results bear none (`null`), and
 * tracebacks name the cell `#` and its index from 1.
 */
const executionCount = z.int().positive();

/**
 * One thing that a step finds made when it begins. They are restored in the
 * order of the list, which is that of the notebook.
 */
export const restoredItem = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('definition'),
    /** Unique in the pipeline; stored values refer to a definition's objects by it. */
    id: z.string(),
    names: z.array(z.string()),
    cell: z.int().nonnegative(),
    /** The line of the cell, from 1, on which the source begins. */
    line: z.int().positive(),
    source: z.string(),
    count: executionCount.optional()
  }),
  z.object({
    kind: z.literal('value'),
    /** The object that holds the variables, alone or with others. */
    object: objectHash,
    /** The variables to take from it. */
    names: z.array(z.string()).min(1)
  }),
  z.object({
    kind: z.literal('parameter'),
    name: z.string(),
    /** The value as a Python literal. */
    source: z.string()
  }),
  z.object({
    kind: z.literal('state'),
    /** A key of the table of module states: `numpy.random`. */
    state: z.string(),
    object: objectHash
  })
]);

export const stepCell = z.object({
  index: z.int().nonnegative(),
  source: z.string(),
  /** Statements that are not to run, as UTF-16 offsets into the source. */
  omit: z.array(z.tuple([z.int(), z.int()])),
  /** The step goes on where the cell ends with an exception. */
  mayRaise: z.literal(true).optional(),
  count: executionCount.optional()
});

/** What a runner is asked to do: everything that it needs, and nothing of the rest of the run. */
export const stepRequest = z.object({
  protocol: z.literal(STEP_PROTOCOL),
  run: z.string(),
  step: z.string(),
  /** The notebook's folder, in which the step runs. */
  folder: z.string(),
  /** The folder of objects, to read from and to write to. */
  objects: z.string(),
  restore: z.array(restoredItem),
  cells: z.array(stepCell),
  /**
   * Definitions that the step's own cells make: values refer to them by id,
   * like to those that are restored.
   */
  definitions: z.array(
    z.object({ id: z.string(), names: z.array(z.string()), at: position })
  ),
  /** Variables to store at the end, as far as they exist then. */
  outputs: z.array(z.string()),
  /** Module states to store at the end. */
  states: z.array(z.string()),
  environment: z.record(z.string(), z.string()),
  /** How much a cell's streams may print, in bytes; what is beyond is cut and told. */
  outputLimit: z.int().positive()
});

export type StepRequest = z.infer<typeof stepRequest>;
export type RestoredItem = z.infer<typeof restoredItem>;
