import * as z from 'zod';

/** The states of a run, and of a step in it. */
export const runStatus = z.enum([
  'pending',
  'running',
  'cached',
  'succeeded',
  'failed',
  'skipped',
  'cancelled',
  'interrupted'
]);

export type RunStatus = z.infer<typeof runStatus>;

/** Whether a run or step in this state does nothing more by itself. */
export function isEnded(status: RunStatus): boolean {
  return status !== 'pending' && status !== 'running';
}

/** Whether what the step makes is there for others. */
export function isDone(status: RunStatus): boolean {
  return status === 'succeeded' || status === 'cached';
}
