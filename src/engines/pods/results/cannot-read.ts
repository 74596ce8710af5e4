import { EngineError } from '../../engine-error';
import type { ClaimAccess } from './claim-access';

/** Says why nothing comes from the claim of a run. */
export function cannotRead(
  { run }: Pick<ClaimAccess, 'run'>,
  reason: string,
  hint: string
): EngineError {
  return new EngineError(
    'cannot-show',
    `What run ${run} has left cannot be read on the cluster: ${reason}`,
    hint,
    { run }
  );
}
