import * as z from 'zod';
import { runStatus } from './run-status';
import { stepFailure } from './step-failure';
import { cellOutput } from './step-result';

/** Something to tell about a cell that turned out only as the run went on. */
export const runDiagnostic = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  message: z.string(),
  /** The way out. */
  hint: z.string().optional(),
  cell: z.int().nonnegative().optional()
});

const time = z.iso.datetime();
const cell = z.int().nonnegative();

/**
 * What happens in a run, in order. The events of runners stand in it with
 * their step; a run begins with `start` and ends with `run`. A run that is
 * resumed goes on behind its `run`, with another `start`.
 */
export const runEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    time,
    id: z.string(),
    notebook: z.string(),
    /** The ids of all steps, in the order of the notebook. */
    steps: z.array(z.string())
  }),
  z.object({
    type: z.literal('step'),
    time,
    step: z.string(),
    status: runStatus,
    seconds: z.number().optional(),
    error: stepFailure.optional()
  }),
  z.object({
    type: z.literal('cell'),
    time,
    step: z.string(),
    cell,
    status: z.enum(['running', 'succeeded', 'failed']),
    seconds: z.number().optional()
  }),
  z.object({
    type: z.literal('output'),
    time,
    step: z.string(),
    cell,
    output: cellOutput
  }),
  /** Replaces what was shown before under the same `display_id`. */
  z.object({
    type: z.literal('update'),
    time,
    step: z.string(),
    cell,
    output: cellOutput
  }),
  /** Empties what the cell shows; with `wait` at its next output. */
  z.object({
    type: z.literal('clear'),
    time,
    step: z.string(),
    cell,
    wait: z.boolean()
  }),
  z.object({
    type: z.literal('diagnostic'),
    time,
    step: z.string(),
    diagnostic: runDiagnostic
  }),
  z.object({
    type: z.literal('run'),
    time,
    id: z.string(),
    status: runStatus,
    seconds: z.number(),
    steps: z.array(
      z.object({
        name: z.string(),
        status: runStatus,
        seconds: z.number().optional()
      })
    ),
    error: z.string().optional()
  })
]);

export type RunDiagnostic = z.infer<typeof runDiagnostic>;
export type RunEvent = z.infer<typeof runEvent>;
