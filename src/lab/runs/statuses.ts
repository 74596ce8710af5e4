import type { RunStatus } from '../../service/api/runs';

const ENDED: Readonly<Record<RunStatus, boolean>> = {
  pending: false,
  running: false,
  succeeded: true,
  cached: true,
  failed: true,
  skipped: true,
  cancelled: true,
  interrupted: true
};

/** Whether a run or step in this state does nothing more by itself. */
export function isEnded(status: RunStatus): boolean {
  return ENDED[status];
}

/** Whether what the step makes is there for others. */
export function isDone(status: RunStatus): boolean {
  return status === 'succeeded' || status === 'cached';
}

/** Whether a run in this state has something left that can be run. */
export function isResumable(status: RunStatus): boolean {
  return (
    status === 'failed' || status === 'cancelled' || status === 'interrupted'
  );
}
