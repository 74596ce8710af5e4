import type { RunRequest } from '../../engine';
import { EngineError } from '../../engine-error';

/**
 * Refuses what cannot be had on Kubeflow.
 *
 * @throws EngineError `invalid-run`, `input-not-there`
 */
export function checkRequest({
  keepGoing = false,
  workers,
  selection = {}
}: Pick<RunRequest, 'keepGoing' | 'workers' | 'selection'>): void {
  const { only } = selection;
  if (only !== undefined) {
    throw new EngineError(
      'input-not-there',
      `Step '${only}' cannot run alone on Kubeflow: what it needs is in other runs at most`,
      `Run up to '${only}' instead.`,
      { step: only }
    );
  }
  if (keepGoing) {
    throw new EngineError(
      'invalid-run',
      'On Kubeflow no step begins any more when one has failed',
      'Run the notebook without going on after failures.'
    );
  }
  if (workers !== undefined) {
    throw new EngineError(
      'invalid-run',
      'Kubeflow decides how many steps run at once',
      'Leave the number out.'
    );
  }
}
