import { EngineError } from '../../engine-error';
import { placeName } from '../storage/bucket';
import type { DataAccess } from './data-access';

/** Says why nothing comes of what a run has left. */
export function cannotRead(
  { run, data }: DataAccess,
  reason: string,
  hint: string
): EngineError {
  return new EngineError(
    'cannot-show',
    `What ${run === '' ? 'runs have' : `run ${run} has`} left ${placeName(data)} cannot be read: ${reason}`,
    hint,
    run === '' ? {} : { run }
  );
}
