import type { CellView } from '../../notebook/cell';
import type { Pipeline } from '../../pipeline/model';
import {
  importsIn,
  importsOf,
  NEVER_FORKED,
  topLevel
} from '../requests/imports';
import { writtenDefinition } from '../requests/restore-list';
import type { ImportsAhead } from './run-plan';

/** What the steps of a notebook import, as far as it may be imported ahead of them. */
export function importsAhead(
  { steps, definitions }: Pipeline,
  cells: readonly CellView[]
): ImportsAhead {
  const sources = cells.flatMap(each =>
    each.type === 'code' ? [each.source] : []
  );
  const allowed = new Set(
    importsOf(sources).filter(each => !NEVER_FORKED.includes(topLevel(each)))
  );
  return {
    imports: steps.map(step => {
      const own = [
        ...step.definitions.map(each => {
          const definition = definitions[each];
          const { source } = cells[definition.cell];
          return writtenDefinition(definition, source).source;
        }),
        ...step.cells.map(({ cell }) => cells[cell].source)
      ];
      const found = new Set(own.flatMap(importsIn));
      return [...found].filter(each => allowed.has(each));
    }),
    never: NEVER_FORKED
  };
}
