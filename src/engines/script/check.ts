import type { NotebookSettings } from '../../notebook/settings';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline } from '../../pipeline/model';
import {
  checkUnused,
  checkUnusedOfNotebook,
  type EngineWords
} from '../unused-settings';

const WORDS: EngineWords = {
  engine: 'script',
  code: 'not-used-in-script',
  subject: 'a script'
};

/** Says which settings of a notebook and its steps a script cannot take along. */
export function checkForScript(
  { steps }: Pipeline,
  settings: NotebookSettings
): Diagnostic[] {
  return [
    ...steps.flatMap(step => checkUnused(step, WORDS)),
    ...checkUnusedOfNotebook(settings, WORDS)
  ];
}
