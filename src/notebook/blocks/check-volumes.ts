import type { Problem } from '../problems';
import { CELLWAY_KEY, type NotebookSettings } from '../settings';
import type { Block } from '../tagged-notebook';
import { closestName } from './closest-name';

/** Tells where volumes and steps name each other in vain. */
export function checkVolumes(
  { volumes = [], defaults }: NotebookSettings,
  blocks: readonly Block[],
  problems: Problem[]
): void {
  const steps = blocks.filter(({ kind }) => kind === 'step');
  const names = new Set(steps.flatMap(({ name }) => name ?? []));
  volumes.forEach(({ name, steps: meant = [] }, volume) =>
    meant.forEach((step, index) => {
      if (!names.has(step)) {
        problems.push({
          code: 'setting-value',
          severity: 'warning',
          cell: null,
          message: `The volume "${name}" is for the step "${step}", which is not there`,
          suggestion: instead(
            step,
            names,
            'Name a step that is there, or none.'
          ),
          path: `${CELLWAY_KEY}.volumes[${volume}].steps[${index}]`
        });
      }
    })
  );
  const checkWanted = (
    wanted: readonly string[],
    place: Pick<Problem, 'cell'> & { readonly path: string },
    step?: string
  ): void =>
    wanted.forEach((each, index) => {
      const volume = volumes.find(({ name }) => name === each);
      const isForOthers =
        step !== undefined && volume?.steps?.includes(step) === false;
      if (!volume || isForOthers) {
        problems.push({
          code: 'setting-value',
          severity: 'warning',
          cell: place.cell,
          message: volume
            ? `The volume "${each}" is for other steps only, so "${step}" does not get it`
            : `There is no volume "${each}"`,
          suggestion: volume
            ? 'Let the volume be for this step too, or remove it here.'
            : instead(
                each,
                volumes.map(({ name }) => name),
                'Name a volume of the notebook.'
              ),
          path: `${place.path}.volumes[${index}]`
        });
      }
    });
  checkWanted(defaults?.volumes ?? [], {
    cell: null,
    path: `${CELLWAY_KEY}.defaults`
  });
  for (const { head, name, settings } of steps) {
    const place = { cell: head, path: CELLWAY_KEY };
    checkWanted(settings.volumes ?? [], place, name);
  }
}

function instead(
  name: string,
  names: Iterable<string>,
  otherwise: string
): string {
  const closest = closestName(name, names);
  return closest ? `Did you mean "${closest}"?` : otherwise;
}
