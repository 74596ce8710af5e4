import type { RunRecord } from '../../runs/run-record';
import { isDone, isEnded } from '../../runs/run-status';
import { EngineError } from '../engine-error';
import { resetRecord } from './reset-record';

/** @throws EngineError `run-is-active` */
export function refuseActive({
  id,
  status
}: Pick<RunRecord, 'id' | 'status'>): void {
  if (!isEnded(status)) {
    throw runGoesOn(id);
  }
}

export function runGoesOn(id: string): EngineError {
  return new EngineError(
    'run-is-active',
    `Run ${id} goes on`,
    'Wait for its end, or cancel it.',
    { run: id }
  );
}

/** @throws EngineError `nothing-to-resume` */
export function refuseDone({
  id,
  status
}: Pick<RunRecord, 'id' | 'status'>): void {
  if (status === 'succeeded') {
    throw new EngineError(
      'nothing-to-resume',
      `All steps of run ${id} are done`,
      'Submit the notebook to run it again.'
    );
  }
}

/** The record of a further attempt at a run that has ended, and the steps it need not take. */
export function nextAttempt(record: RunRecord): {
  readonly again: RunRecord & { readonly attempt: number };
  readonly done: ReadonlySet<string>;
} {
  const done = new Set(
    record.steps.filter(each => isDone(each.status)).map(each => each.step)
  );
  const attempt = (record.attempt ?? 1) + 1;
  return { again: { ...resetRecord(record, done), attempt }, done };
}
