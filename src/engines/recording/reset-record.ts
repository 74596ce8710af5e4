import type { RunRecord } from '../../runs/run-record';
import { isDone } from '../../runs/run-status';

/**
 * The record of a run that begins again with the steps that are not done.
 *
 * @param done - by their ids
 */
export function resetRecord(
  record: RunRecord,
  done: { has(step: string): boolean }
): RunRecord {
  return {
    ...record,
    status: 'pending',
    error: undefined,
    ended: undefined,
    seconds: undefined,
    steps: record.steps.map(each =>
      done.has(each.step) && isDone(each.status)
        ? each
        : { step: each.step, status: 'pending' }
    )
  };
}
