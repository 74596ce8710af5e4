import { styleText } from 'node:util';
import type { RunStatus } from '../runs/run-status';

const SHOWN = {
  pending: ['·', 'dim'],
  running: ['▸', 'blue'],
  succeeded: ['✓', 'green'],
  cached: ['✓', 'cyan'],
  failed: ['✗', 'red'],
  skipped: ['–', 'dim'],
  cancelled: ['✗', 'yellow'],
  interrupted: ['✗', 'yellow']
} as const satisfies Record<RunStatus, readonly [string, string]>;

/** The state of a run or step, with a sign and in its colour. */
export function describeStatus(status: RunStatus, width = 0): string {
  const [sign, colour] = SHOWN[status];
  return styleText(colour, `${sign} ${status.padEnd(width)}`);
}
