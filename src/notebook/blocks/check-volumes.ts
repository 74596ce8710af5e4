import type { Problem } from '../problems';
import { CELLWAY_KEY, type VolumeSettings } from '../settings';
import type { Block } from '../tagged-notebook';
import { closestName } from './closest-name';

/** Tells the steps for which volumes are to be, and that are not there. */
export function checkVolumes(
  volumes: readonly VolumeSettings[],
  blocks: readonly Block[],
  problems: Problem[]
): void {
  const names = new Set(
    blocks.flatMap(({ kind, name }) => (kind === 'step' && name ? [name] : []))
  );
  volumes.forEach(({ name, steps = [] }, volume) =>
    steps.forEach((step, index) => {
      if (!names.has(step)) {
        const closest = closestName(step, names);
        problems.push({
          code: 'setting-value',
          severity: 'warning',
          cell: null,
          message: `The volume "${name}" is for the step "${step}", which is not there`,
          suggestion: closest
            ? `Did you mean "${closest}"?`
            : 'Name a step that is there, or none.',
          path: `${CELLWAY_KEY}.volumes[${volume}].steps[${index}]`
        });
      }
    })
  );
}
