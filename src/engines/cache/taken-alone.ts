/** What the only step that is to run takes of others, which do not run. */
import type { RunDiagnostic } from '../../runs/run-event';
import { EngineError } from '../engine-error';
import type { CachedStep } from './cached-step';

/** Says of a step that it was taken as it was left, where it might come out otherwise now. */
export function tellLeft({ result, leftBy }: CachedStep): {
  readonly step: string;
  readonly diagnostic: RunDiagnostic;
}[] {
  const { step, cells } = result;
  return leftBy === undefined
    ? []
    : [
        {
          step,
          diagnostic: {
            severity: 'info',
            code: 'taken-as-left',
            message: `Step '${step}' has not run again: what it left in run ${leftBy} is taken, though it might come out otherwise now`,
            hint: 'Run up to the step that you need, to have it run, too.',
            ...(cells[0] && { cell: cells[0].index })
          }
        }
      ];
}

/**
 * @param only - the step that is to run alone
 * @param missing - one that it needs
 */
export function notThere(only: string, missing: string): EngineError {
  return new EngineError(
    'input-not-there',
    `Step '${only}' cannot run alone: step '${missing}', which it needs, has not run yet as it is now; its code, its inputs or a file that it reads may have changed`,
    `Run up to '${only}' instead: this runs what it needs, as far as anything has changed.`,
    { step: only }
  );
}
