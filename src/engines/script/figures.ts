/** Which cells may draw: a notebook shows and closes the figures of a cell when it ends. */
import type { Definition } from '../../pipeline/model';
import type { NotebookView } from '../../notebook/tagged-notebook';

const DRAWING = /\.(plot|hist|boxplot|plotting)\b/;
const LIBRARIES = /^\s*(?:import|from)\s+(?:matplotlib|seaborn|pylab)\b/m;

/**
 * Whether the source of a cell may make a figure: by a library, by a method
 * such as `frame.plot`, or by a function or class of the notebook that does.
 */
export function findDrawing(
  notebook: NotebookView,
  definitions: readonly Definition[]
): (source: string) => boolean {
  const sources = notebook.cells.map(each => each.source);
  if (sources.some(each => /%matplotlib\s+(?!inline)\S/.test(each))) {
    // Another backend keeps the figures of a cell.
    return () => false;
  }
  const names = new Set<string>();
  const draws = (source: string): boolean =>
    DRAWING.test(source) ||
    (source.match(/[^\W\d]\w*/g) ?? []).some(word => names.has(word));
  for (let before = -1; before !== names.size;) {
    before = names.size;
    for (const { kind, names: bound, cell, span } of definitions) {
      const source = sources[cell].slice(span.start, span.end);
      if (kind === 'import' ? LIBRARIES.test(source) : draws(source)) {
        bound.forEach(name => names.add(name));
      }
    }
  }
  return draws;
}
