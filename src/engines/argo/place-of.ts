import type { RunRecord } from '../../runs/run-record';
import { EngineError } from '../engine-error';
import type { Place } from './clusters';
import { argoOptions, type ArgoOptions } from './options';

/**
 * Where a recorded run is, and how it was made.
 *
 * @throws EngineError `invalid-run` for a run of another engine
 */
export function placeOf({ id, options }: RunRecord): {
  readonly place: Place;
  readonly options: ArgoOptions;
} {
  const read = argoOptions.safeParse(options).data;
  if (read?.context === undefined || read.namespace === undefined) {
    throw new EngineError(
      'invalid-run',
      `Run ${id} does not say on which cluster it is`,
      'Run the notebook again.',
      { run: id }
    );
  }
  const { context, namespace } = read;
  return { place: { context, namespace }, options: read };
}
