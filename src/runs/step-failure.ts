import * as z from 'zod';

/** Why a step did not succeed. */
export const stepFailure = z.object({
  kind: z.enum([
    /** A cell ended with an exception. */
    'exception',
    /** A later step needs a variable that cannot be stored. */
    'not-storable',
    /** The runner ended without a result: killed, crashed, left. */
    'died',
    'timeout',
    /** It was killed for the memory that it used. */
    'memory',
    /** The runner could not be started, or what it says is not of the protocol. */
    'runner',
    /** Something that the step begins with is missing or damaged. */
    'input'
  ]),
  message: z.string(),
  hint: z.string().optional(),
  /** The cell's index in the notebook. */
  cell: z.int().nonnegative().optional(),
  /** The line of the cell, from 1. */
  line: z.int().positive().optional(),
  /** The name of the exception's class. */
  name: z.string().optional()
});

export type StepFailure = z.infer<typeof stepFailure>;
