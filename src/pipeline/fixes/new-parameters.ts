/** Where a cell of parameters goes, in a notebook that has none above. */
import type { Edit } from '../../notebook/editing/edit';
import type {
  NotebookView,
  TaggedNotebook
} from '../../notebook/tagged-notebook';

type Context = {
  readonly notebook: NotebookView;
  readonly tagged: TaggedNotebook;
};

/**
 * The places for it, the best first: behind the imports and the like at the
 * top of the notebook, then in front of the step of a cell. Behind the code
 * above rather than before the code below: there may be a heading in between.
 *
 * @param cell - one of a step
 * @returns indices to insert at
 */
export function placesForParameters(
  { notebook, tagged }: Context,
  cell: number
): readonly number[] {
  const steps = tagged.blocks.filter(({ kind }) => kind === 'step');
  const own = steps
    .flatMap(({ parts }) => parts)
    .find(part => part.includes(cell)) ?? [cell];
  const first = Math.min(...own, ...steps.flatMap(({ cells }) => cells));
  const places = [first, own[0]].map(below => {
    const above = notebook.cells
      .slice(0, below)
      .map(({ type }) => type)
      .lastIndexOf('code');
    return above < 0 ? below : above + 1;
  });
  return [...new Set(places)];
}

/** The last of the edits that use it: what stands below gets another place. */
export function newParametersCell(
  place: number,
  lines: readonly string[]
): Edit {
  return {
    kind: 'insert-cell',
    cell: place,
    source: lines.join('\n'),
    role: 'parameters'
  };
}
