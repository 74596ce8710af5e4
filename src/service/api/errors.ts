import { z } from 'zod';

/** What every answer with a status of 400 and above holds. */
export const apiError = z.object({
  /** For programs: `no-such-run`. */
  code: z.string(),
  message: z.string(),
  /** The way out. */
  hint: z.string()
});

export type ApiError = z.infer<typeof apiError>;
