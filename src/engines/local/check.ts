import type { NotebookSettings } from '../../notebook/settings';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline, Step } from '../../pipeline/model';
import {
  checkUnused,
  checkUnusedOfNotebook,
  type EngineWords
} from '../unused-settings';
import { excess } from './resources/demand';
import type { Machine } from './resources/machine';

const WORDS: EngineWords = {
  engine: 'local',
  code: 'not-used-locally',
  subject: 'a run on this machine'
};

/** Says which settings of a notebook and its steps this engine does not use, or cannot meet. */
export function checkLocally(
  { steps }: Pipeline,
  settings: NotebookSettings,
  machine: Machine
): Diagnostic[] {
  return [
    ...steps.flatMap(step => [
      ...checkUnused(step, WORDS),
      ...checkExcess(step, machine)
    ]),
    ...checkUnusedOfNotebook(settings, WORDS)
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
