import { EngineError } from '../../engine-error';
import type { ClaimAccess } from './claim-access';

/** Says why nothing comes from the claim of a run. */
export function cannotRead(
  { run, claim }: ClaimAccess,
  reason: string,
  hint: string
): EngineError {
  return new EngineError(
    'cannot-show',
    `What run ${run} has left on the claim '${claim}' cannot be read: ${reason}`,
    hint,
    { run }
  );
}
