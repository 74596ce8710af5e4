import * as z from 'zod';

/**
 * What whoever starts the service tells it: one line of JSON on its standard
 * input. Not in arguments, which every user of the machine can read, nor in
 * the environment, which steps would inherit. The input then stays open: when
 * it closes, the service ends.
 */
export const launch = z.object({
  /** The path of the socket to listen on, in a folder of its own that is removed at the end. */
  socket: z.string(),
  /** Every request has to bear it. */
  secret: z.string().min(32),
  /** The absolute path of the folder that Jupyter shows as its root. */
  root: z.string(),
  /** The environment of kernels, and so of steps. */
  environment: z.record(z.string(), z.string())
});

export type Launch = z.infer<typeof launch>;

/** What the service prints, one line of JSON each. */
export type Notice =
  /** It answers requests; the first line. */
  | { readonly ready: true; readonly version: string }
  /** Runs go on. Printed again and again meanwhile, so that nobody ends an idle server. */
  | { readonly busy: true };
