import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline } from '../../pipeline/model';
import { checkUnused, type EngineWords } from '../unused-settings';

const WORDS: EngineWords = {
  engine: 'script',
  code: 'not-used-in-script',
  subject: 'a script'
};

/** Says of each step which of its settings a script cannot take along. */
export function checkForScript({ steps }: Pipeline): Diagnostic[] {
  return steps.flatMap(step => checkUnused(step, WORDS));
}
