import { readTaggedCells } from '../tagged-cells';
import type { Block, NotebookView } from '../tagged-notebook';
import { followOrders, setPrev } from './orders';
import { namedBlocks } from './step-records';

/**
 * Where steps name those before them, one that names none sees nothing: a step
 * that is new in `after` comes after what its cells were part of, else after
 * the step above, and what came after those comes after it too.
 */
export function linkNewStep(
  before: NotebookView,
  after: NotebookView,
  name: string
): NotebookView {
  const step = namedBlocks(after).get(name);
  if (
    !readTaggedCells(before).hasPrev ||
    !step ||
    namedBlocks(before).has(name)
  ) {
    return after;
  }
  const origins = originsOf(before, after, step);
  const heads = new Set(
    readTaggedCells(before).blocks.flatMap(({ kind, head }) =>
      kind === 'step' ? [head] : []
    )
  );
  // The first cell of a step that is gone has brought with it what that names.
  const isHeir = origins.length === 0 && heads.has(step.head);
  const prev = origins.length > 0 ? origins : stepAbove(after, step);
  const linked =
    step.prev.length > 0 || isHeir ? after : setPrev(after, step.head, prev);
  return addWaiting(linked, origins, step);
}

/** Lets all below a new step that wait for one of `origins` wait for it as well. */
export function addWaiting(
  notebook: NotebookView,
  origins: readonly string[],
  step: Block
): NotebookView {
  const { name, head } = step;
  return name === undefined
    ? notebook
    : followOrders(notebook, (other, waiting) =>
        origins.includes(other) && waiting !== null && waiting > head
          ? [other, name]
          : undefined
      );
}

/** Steps above that had cells of a new step, and have others still. */
function originsOf(
  before: NotebookView,
  after: NotebookView,
  step: Block
): readonly string[] {
  const left = namedBlocks(after);
  return [...namedBlocks(before).values()].flatMap(({ name, cells }) => {
    const rest = name === undefined ? undefined : left.get(name);
    return rest?.name !== undefined &&
      rest.head < step.head &&
      step.cells.some(cell => cells.includes(cell))
      ? [rest.name]
      : [];
  });
}

function stepAbove(notebook: NotebookView, step: Block): readonly string[] {
  const above = readTaggedCells(notebook).blocks.filter(
    ({ kind, head }) => kind === 'step' && head < step.head
  );
  const last = above[above.length - 1];
  return last?.name === undefined ? [] : [last.name];
}
