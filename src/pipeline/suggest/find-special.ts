import type { CellRole, SpecialRole } from '../../notebook/editing/edit';
import type { NotebookView } from '../../notebook/tagged-notebook';
import type { Builder } from './builder';
import { cellGraph, type CellGraph } from './cell-graph';
import type { CellTraits } from './cell-traits';
import {
  areParameters,
  candidateRoles,
  installs,
  printsMetrics,
  vanishes
} from './special-roles';

/** Enough for cells whose role hangs on that of others; what is not settled then is a step. */
const ROUNDS = 5;

export interface SpecialCells {
  readonly roles: ReadonlyMap<number, CellRole>;
  readonly graph: CellGraph;
}

/**
 * Finds the cells that need not be steps. Each gets the role that it may have
 * by its source, and loses it where the pipeline shows that something of the
 * cell would have to run.
 *
 * @param traits - of the code cells that have something in them, in order
 * @param fixed - roles that the notebook gives already
 */
export function findSpecial(
  notebook: NotebookView,
  traits: readonly CellTraits[],
  fixed: ReadonlyMap<number, CellRole>,
  builder: Builder
): SpecialCells {
  const open = traits.filter(each => !fixed.has(each.cell));
  const waiting = new Map<number, SpecialRole[]>(
    open.map(each => [each.cell, candidateRoles(each)])
  );
  const last = open.at(-1);
  const metrics =
    last && last === traits.at(-1) && open.length > 1 && printsMetrics(last)
      ? last.cell
      : undefined;
  for (let round = 0; ; round++) {
    const roles = new Map(fixed);
    let atTop = true;
    for (const { cell } of open) {
      const candidates = waiting.get(cell) ?? [];
      if (candidates[0] === 'parameters' && !atTop) {
        candidates.shift();
      }
      const [kind] = round < ROUNDS ? candidates : [];
      if (cell === metrics) {
        roles.set(cell, { kind: 'metrics' });
      } else if (kind !== undefined && kind !== 'skip') {
        roles.set(cell, { kind });
      } else {
        atTop &&= kind === 'skip';
      }
    }
    const work = open.map(each => each.cell).filter(cell => !roles.has(cell));
    const graph = cellGraph(notebook, roles, work, builder);
    const refused = open.filter(each => {
      const [kind] = waiting.get(each.cell) ?? [];
      return (
        kind !== undefined &&
        each.cell !== metrics &&
        !isGood(each, kind, traits, graph)
      );
    });
    if (refused.length === 0 || round >= ROUNDS) {
      const skipped = work.filter(cell => waiting.get(cell)?.[0] === 'skip');
      skipped.forEach(cell => roles.set(cell, { kind: 'skip' }));
      const steps = work.filter(cell => !roles.has(cell));
      return {
        roles,
        graph:
          skipped.length > 0
            ? cellGraph(notebook, roles, steps, builder)
            : graph
      };
    }
    refused.forEach(({ cell }) => waiting.get(cell)?.shift());
  }
}

function isGood(
  traits: CellTraits,
  kind: SpecialRole,
  all: readonly CellTraits[],
  { pipeline, descendants }: CellGraph
): boolean {
  if (kind === 'skip') {
    const step = pipeline.steps.find(
      ({ cells: [first] }) => first.cell === traits.cell
    );
    return (
      installs(traits) !== undefined ||
      (!all.some(each => each.readsHistory) &&
        descendants.get(traits.cell)?.size === 0 &&
        step?.changes.length === 0 &&
        Object.keys(step.generators).length === 0)
    );
  }
  return (
    vanishes(traits, kind, pipeline) &&
    (kind !== 'parameters' || areParameters(traits, all, pipeline))
  );
}
