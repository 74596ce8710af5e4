import * as z from 'zod';

/**
 * The routes that tell of what is around notebooks, and of no run.
 *
 * | Route                   | Answer                                                                       |
 * | ----------------------- | ---------------------------------------------------------------------------- |
 * | GET /findings?notebook= | `findings`: what `cellway doctor` finds; for the root where none is named    |
 * | POST /examples          | 201, `examples`; 200 where they are there already: nothing is written over   |
 */
export const finding = z.object({
  /** What it is about. */
  subject: z.string(),
  /** `missing` keeps notebooks from running, `lacking` takes a part away. */
  state: z.enum(['well', 'lacking', 'missing']),
  /** May name paths of this machine. */
  text: z.string(),
  /** How to get it; of what is not well. */
  hint: z.string().optional()
});

export const findings = z.array(finding);

export const examples = z.object({
  /** The first of them, in Jupyter's contents. */
  notebook: z.string()
});

/** What the doctor has found out about one thing. */
export type Finding = Readonly<z.infer<typeof finding>>;
export type Examples = z.infer<typeof examples>;
