import { runStatus } from '../../runs/run-status';
import type { RunEvent } from '../../runs/run-event';
import { describeSeconds } from '../durations';

/** How a run came out, in two lines. */
export function describeEnd(
  { id, status, seconds, steps }: Extract<RunEvent, { type: 'run' }>,
  executed: string
): string {
  const counts = new Map<string, number>();
  for (const step of steps) {
    counts.set(step.status, (counts.get(step.status) ?? 0) + 1);
  }
  const parts = runStatus.options
    .filter(each => counts.has(each))
    .map(each => `${counts.get(each)} ${each}`);
  const all = parts.length > 0 ? `: ${parts.join(', ')}` : '';
  return [
    `Run ${id} ${status} in ${describeSeconds(seconds)}${all}`,
    `Executed notebook: ${executed}`
  ].join('\n');
}
