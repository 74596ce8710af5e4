import * as z from 'zod';
import { cellOutput } from './step-result';

const cell = z.int().nonnegative();

/**
 * What a runner says while it runs, one JSON object a line. Outputs repeat in
 * the result; events are for people who watch. Only here, an output that can be
 * replaced bears the name for that: `transient: {display_id}`.
 */
export const stepEvent = z.discriminatedUnion('event', [
  z.object({ event: z.literal('cell-started'), cell }),
  z.object({ event: z.literal('output'), cell, output: cellOutput }),
  /** `clear_output`; with `wait` it takes effect at the next output. */
  z.object({ event: z.literal('clear'), cell, wait: z.boolean() }),
  /** Replaces what `display(…, display_id=…)` showed before. */
  z.object({ event: z.literal('update'), cell, output: cellOutput }),
  z.object({
    event: z.literal('cell-ended'),
    cell,
    status: z.enum(['succeeded', 'failed']),
    seconds: z.number().nonnegative()
  })
]);

export type StepEvent = z.infer<typeof stepEvent>;
