import { checkStepName } from '../../notebook/dialect/step-names';
import type { Fix } from '../diagnostic';
import type { AnalysedUnit } from '../unit';

/**
 * Makes one step of two and of all steps between them, so that what cannot go
 * from one to the other need not.
 *
 * @returns nothing where a cell between them belongs to no step, or a name is none
 */
export function mergeSteps(
  units: readonly AnalysedUnit[],
  from: AnalysedUnit,
  to: AnalysedUnit
): Fix[] {
  const between = units.slice(from.index, to.index + 1);
  const names = [...new Set(between.map(each => each.name))];
  const canMerge =
    names.length > 1 &&
    between.every(({ kind }) => kind === 'step') &&
    !names.some(checkStepName);
  return !canMerge
    ? []
    : [
        {
          title:
            names.length === 2
              ? `Merge ${to.name} into ${from.name}`
              : `Merge ${names.slice(0, -1).join(', ')} and ${to.name}`,
          edits: [{ kind: 'merge-steps', steps: names }]
        }
      ];
}
