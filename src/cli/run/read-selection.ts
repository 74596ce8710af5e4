import type { Selection } from '../../engines/engine';
import { closestName } from '../../notebook/blocks/closest-name';
import type { Step } from '../../pipeline/model';
import { CallError } from '../command';

/**
 * Reads the options that say which steps are executed.
 *
 * @throws CallError for a step that there is not, with those there are
 */
export function readSelection(
  options: {
    readonly from?: string;
    readonly only?: string;
    readonly to?: string;
    readonly 'no-cache'?: boolean;
  },
  steps: readonly Pick<Step, 'id'>[]
): Selection {
  const { from, only, to, 'no-cache': noCache } = options;
  if ([from, only, to].filter(each => each !== undefined).length > 1) {
    throw new CallError('Give one of --from, --only and --to.');
  }
  const ids = steps.map(each => each.id);
  for (const [option, id] of Object.entries({ from, only, to })) {
    if (id !== undefined && !ids.includes(id)) {
      const closest = closestName(id, ids);
      const meant = closest === undefined ? '' : ` Do you mean '${closest}'?`;
      const all =
        ids.length === 0 ? 'It has none.' : `Its steps: ${ids.join(', ')}.`;
      throw new CallError(
        `--${option} ${id}: The notebook has no such step.${meant} ${all}`
      );
    }
  }
  return {
    ...(from !== undefined && { from }),
    ...(only !== undefined && { only }),
    ...(to !== undefined && { to }),
    ...(noCache && { noCache })
  };
}
