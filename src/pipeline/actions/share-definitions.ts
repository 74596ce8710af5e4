import { isIdle } from '../suggest/cell-traits';
import type { Fix } from '../diagnostic';
import { makeSpecial } from '../fixes/special-cells';
import type { ActionContext, ActionPlace } from './cell-actions';

/** A cell of a step that only defines can be there for all steps. */
export function shareDefinitions(
  context: ActionContext,
  { cell }: ActionPlace
): Fix[] {
  const { notebook, tagged, pipeline, analyser } = context;
  const isOfStep = tagged.blocks.some(
    each => each.kind === 'step' && each.cells.includes(cell)
  );
  const own = pipeline.definitions.filter(each => each.cell === cell);
  const starts = new Set(own.map(each => each.span.start));
  const { body, errors } = analyser.analyse(notebook.cells[cell].source).tree;
  const vanishes =
    errors.length === 0 &&
    body.every(each => isIdle(each) || starts.has(each.start));
  const isFunctions = own.some(
    ({ kind }) => kind === 'function' || kind === 'class'
  );
  return isOfStep && vanishes && own.some(each => each.kind !== 'setting')
    ? makeSpecial(context, {
        cells: [cell],
        names: own.flatMap(each => each.names),
        role: isFunctions ? 'functions' : 'imports'
      })
    : [];
}
