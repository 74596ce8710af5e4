import type { Pipeline } from '../../pipeline/model';

/**
 * The cells that Run All runs and that are in no step, because each step gets
 * what they make: imports, functions, parameters.
 *
 * @param counts - the number of each cell that Run All runs
 */
export function steplessCells(
  counts: ReadonlyMap<number, number>,
  pipeline: Pipeline
): ReadonlySet<number> {
  const inSteps = new Set(
    pipeline.steps.flatMap(step => step.cells.map(each => each.cell))
  );
  return new Set([...counts.keys()].filter(each => !inSteps.has(each)));
}
