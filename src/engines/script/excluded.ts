import type { CellAnalyser } from '../../analysis/cell-code';
import type { Scope } from '../../analysis/scopes/scope';
import type { NotebookView } from '../../notebook/tagged-notebook';
import type { Pipeline } from '../../pipeline/model';
import { pythonString } from './python-text';

/**
 * What steps keep to themselves, by their setting `exclude`: a step deletes it
 * when it ends, so that a later one misses it as it does in a run. What a step
 * neither makes nor reads passes by.
 *
 * @returns code to add to cells, by their indices
 */
export function deletions(
  { steps }: Pipeline,
  notebook: NotebookView,
  analyser: CellAnalyser
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const { cells, settings } of steps) {
    const sources = cells.map(each => notebook.cells[each.cell].source);
    const handled = new Set(
      sources.flatMap(each => globalNames(analyser.analyse(each).scopes.module))
    );
    const names = (settings.exclude ?? []).filter(each => handled.has(each));
    const last = cells.filter((_, i) => sources[i].trim() !== '').at(-1);
    if (last && names.length > 0) {
      // It may not be there: then nothing is to be deleted.
      const lines = names.map(
        each => `globals().pop(${pythonString(each)}, None)`
      );
      found.set(last.cell, ['# Later steps do not get:', ...lines].join('\n'));
    }
  }
  return found;
}

/** The names of the module that a scope, or one in it, binds or reads. */
function globalNames({ kind, symbols, children }: Scope): string[] {
  return [
    ...[...symbols.values()].flatMap(({ name, place }) =>
      kind === 'module' || place === 'global' ? [name] : []
    ),
    ...children.flatMap(globalNames)
  ];
}
