import type { RunRecord } from '../../../runs/run-record';
import type { FullClaim } from '../../pods/reasons/full-disk';
import { placeOf } from '../place-of';
import { dataPlace } from '../storage';

/**
 * What can be done where the claim of a run is full; undefined where it has none.
 *
 * @throws EngineError `invalid-run`
 */
export function fullClaim(record: RunRecord): FullClaim | undefined {
  const { place, options } = placeOf(record);
  const data = dataPlace(record.id, options);
  if (!('claim' in data)) {
    return undefined;
  }
  const { claim: name } = data;
  const { context, namespace } = place;
  const { claim, size } = options.storage;
  return {
    name,
    way:
      claim === undefined
        ? `Run the notebook again with a larger claim ('storage.size', ${size} now). Or enlarge this one, where its class allows that, and resume the run.`
        : // eslint-disable-next-line no-restricted-syntax -- a claim is tidied at a terminal only
          `Make room on it, or enlarge it, then resume the run: at a terminal, 'cellway doctor --context ${context} --namespace ${namespace} --clean --claim ${name}' removes what is old there.`
  };
}
