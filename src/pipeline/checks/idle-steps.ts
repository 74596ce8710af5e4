import type { Diagnostic } from '../diagnostic';
import { definingCells, makeSpecial } from '../fixes/special-cells';
import { diagnosticAt, type Check } from './context';

/** How many names are told. */
const MANY = 3;

/** Steps that somebody has tagged and that have nothing to run: all that they do is to define. */
export const checkIdleSteps: Check = context =>
  context.analysis.units.flatMap(
    ({ kind, origin, index, name }): Diagnostic[] => {
      const found =
        kind === 'step' && origin === 'tag'
          ? definingCells(context.analysis, index)
          : undefined;
      if (!found) {
        return [];
      }
      const { names, cells, role } = found;
      const rest = names.length - MANY;
      const shown =
        rest > 1
          ? `${names.slice(0, MANY).join(', ')} and ${rest} more`
          : names.join(', ');
      const does = role === 'functions' ? 'defines' : 'imports';
      return [
        diagnosticAt(
          { cell: cells[0], span: { start: 0, end: 0 } },
          'info',
          'idle-step',
          `Step ${name} only ${does} ${shown}, so it has nothing to run. Make it ${role === 'functions' ? 'a functions cell' : 'an imports cell'}: then every step can use what it ${does}.`,
          () => makeSpecial(context, found)
        )
      ];
    }
  );
