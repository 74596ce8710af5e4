import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline } from '../../pipeline/model';
import { describeUnused } from '../unused-settings';

/** The engine's name in the table of what engines use. */
const ENGINE = 'script';

/** Says of each step which of its settings a script cannot take along. */
export function checkForScript({ steps }: Pipeline): Diagnostic[] {
  return steps.flatMap(({ id, cells, settings }): Diagnostic[] => {
    const unused = describeUnused(ENGINE, settings);
    return unused === undefined
      ? []
      : [
          {
            severity: unused.matters ? 'warning' : 'info',
            code: 'not-used-in-script',
            message: `Step '${id}' asks for ${unused.what}; a script does without`,
            cell: cells[0]?.cell,
            fixes: []
          }
        ];
  });
}
