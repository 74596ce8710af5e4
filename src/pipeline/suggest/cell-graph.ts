/** Which cells need which, found by making every cell a step of its own. */
import type { NotebookView } from '../../notebook/tagged-notebook';
import type { CellRole } from '../../notebook/editing/edit';
import type { Builder } from './builder';
import { withRoles } from './roles';
import type { Pipeline } from '../model';

export interface CellGraph {
  readonly pipeline: Pipeline;
  /** For each cell that runs as a step, all that have to run before it. */
  readonly ancestors: ReadonlyMap<number, ReadonlySet<number>>;
  /** For each cell, the cells that wait for it, directly or not. */
  readonly descendants: ReadonlyMap<number, ReadonlySet<number>>;
}

/**
 * @param special - cells that are no step
 * @param work - the others, in the order of the notebook
 */
export function cellGraph(
  notebook: NotebookView,
  special: ReadonlyMap<number, CellRole>,
  work: readonly number[],
  builder: Builder
): CellGraph {
  const roles = new Map<number, CellRole>(special);
  work.forEach(cell => roles.set(cell, { kind: 'step', name: `cell_${cell}` }));
  const { pipeline } = builder.build(withRoles(notebook, roles));
  const isWork = new Set(work);
  const ancestors = new Map<number, Set<number>>();
  const above = new Map<string, Set<number>>();
  for (const { id, cells, after } of pipeline.steps) {
    const all = new Set<number>();
    for (const from of after) {
      above.get(from)?.forEach(cell => all.add(cell));
    }
    const [{ cell }] = cells;
    if (isWork.has(cell)) {
      ancestors.set(cell, all);
      above.set(id, new Set(all).add(cell));
    } else {
      above.set(id, all);
    }
  }
  const descendants = new Map<number, Set<number>>(
    work.map(cell => [cell, new Set()])
  );
  for (const [cell, all] of ancestors) {
    all.forEach(each => descendants.get(each)?.add(cell));
  }
  return { pipeline, ancestors, descendants };
}
