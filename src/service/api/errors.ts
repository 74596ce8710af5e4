import * as z from 'zod';
import type { Diagnostic } from '../../pipeline/diagnostic';

/**
 * What every answer with a status of 400 and above holds.
 *
 * | Status | Means                                                           |
 * | ------ | --------------------------------------------------------------- |
 * | 400    | the call is wrong                                               |
 * | 401    | it does not bear the service's secret                           |
 * | 404    | there is no such route, run, notebook, or thing on the cluster  |
 * | 409    | the run's state does not allow it: `run-is-active`              |
 * | 413    | the body is too large                                           |
 * | 415    | the body is not said to be JSON                                 |
 * | 422    | the notebook cannot be run as it is; nothing was recorded       |
 * | 424    | the cluster does not let us: rights, policies, quotas, login    |
 * | 429    | the cluster has too much to do                                  |
 * | 500    | the machine or Cellway is at fault; the service's log says more |
 * | 502    | the cluster does not answer, or has a fault                     |
 * | 503    | the service does not run; the extension answers in its place    |
 */
export const apiError = z.object({
  /** For programs: `no-such-run`. */
  code: z.string(),
  message: z.string(),
  /** The way out. */
  hint: z.string(),
  /** The id of the run that is meant, or that stands in the way. */
  run: z.string().optional(),
  /** With `pipeline-has-errors`: all there is to tell, errors and the rest. */
  diagnostics: z.array(z.custom<Diagnostic>()).optional()
});

export type ApiError = z.infer<typeof apiError>;
