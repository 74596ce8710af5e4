import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../pipeline/model';
import { describeUnused } from '../unused-settings';
import { excess } from './resources/demand';
import type { Machine } from './resources/machine';

/** The engine's name in the table of what engines use. */
const ENGINE = 'local';

/** Says of each step which of its settings this engine does not use, or cannot meet. */
export function checkLocally(
  { steps }: Pipeline,
  machine: Machine
): Diagnostic[] {
  return steps.flatMap(step => [
    ...checkIgnored(step),
    ...checkExcess(step, machine)
  ]);
}

function checkIgnored({ id, cells, settings }: Step): Diagnostic[] {
  const unused = describeUnused(ENGINE, settings);
  return unused === undefined
    ? []
    : [
        {
          severity: unused.matters ? 'warning' : 'info',
          code: 'not-used-locally',
          message: `Step '${id}' asks for ${unused.what}; a run on this machine does without`,
          cell: cells[0]?.cell,
          fixes: []
        }
      ];
}

function checkExcess(step: Step, machine: Machine): Diagnostic[] {
  const what = excess(step, machine).join(', ');
  return what === ''
    ? []
    : [
        {
          severity: 'warning',
          code: 'more-than-machine',
          message: `Step '${step.id}' asks for ${what}: it runs alone, with what there is`,
          cell: step.cells[0]?.cell,
          fixes: []
        }
      ];
}
