/** Suggests which cells of an untagged notebook are steps, and what the others are. */
import type { CellAnalyser } from '../../analysis/cell-code';
import type { CellRole } from '../../notebook/editing/edit';
import type { NotebookView } from '../../notebook/tagged-notebook';
import { PipelineBuilder } from '../build';
import type { Step } from '../model';
import type { CellGraph } from './cell-graph';
import { traitsOf } from './cell-traits';
import { findSpecial } from './find-special';
import { groupCells, type Group, type GroupingContext } from './group-cells';
import { limitGroups } from './limit-groups';
import { placeSpecial } from './place-special';
import { reasonsFor } from './reasons';
import { repair, type Draft } from './repair';
import { roleOf } from './roles';
import { findSections } from './sections';
import { StepNames } from './step-names';
import type { Suggestion } from './suggestion';

/**
 * Suggests a role for each code cell. The pipeline has no error or warning that
 * the untagged notebook has not, and steps that need not wait for each other
 * do not.
 *
 * Tags that say what a cell is, if no step, are kept. A notebook that has steps
 * is left as it is: nothing is suggested.
 */
export function suggestSteps(
  notebook: NotebookView,
  analyser: CellAnalyser
): Suggestion {
  const code = notebook.cells.flatMap((view, cell) =>
    view.type === 'code' ? [cell] : []
  );
  const fixed = new Map<number, CellRole>();
  for (const cell of code) {
    const role = roleOf(notebook.cells[cell]);
    if (role === 'step' || role === 'notebook') {
      return [];
    }
    if (role) {
      fixed.set(cell, { kind: role });
    }
  }
  const builder = new PipelineBuilder(analyser);
  const all = code
    .map(cell => traitsOf(cell, notebook.cells[cell].source, analyser))
    .filter(each => !each.isBlank);
  const special = findSpecial(notebook, all, fixed, builder);
  const traits = new Map(all.map(each => [each.cell, each]));
  const context: GroupingContext = {
    graph: special.graph,
    traits,
    functions: new Set(all.flatMap(each => each.functions)),
    isParted: cell => notebook.cells[cell - 1]?.type === 'markdown',
    isInterrupted: (from, to) =>
      [...fixed].some(
        ([cell, { kind }]) => from < cell && cell < to && kind !== 'skip'
      )
  };
  const work = all
    .map(each => each.cell)
    .filter(cell => !special.roles.has(cell));
  const groups = limitGroups(
    findSections(notebook, work).flatMap(each => groupCells(each, context))
  );
  const makeDraft = (made: readonly Group[]): Draft => ({
    groups: made,
    roles: rolesOf(made, code, fixed, special.roles, context)
  });
  const draft = repair(notebook, makeDraft(groups), makeDraft, builder);
  return reasonsFor(code, draft, fixed, context);
}

function rolesOf(
  groups: readonly Group[],
  code: readonly number[],
  fixed: ReadonlyMap<number, CellRole>,
  special: ReadonlyMap<number, CellRole>,
  { functions, traits, graph }: GroupingContext
): Map<number, CellRole> {
  const roles = placeSpecial(groups, special, fixed);
  const names = new StepNames();
  const sections = groups.map(each => each.section);
  for (const { cells, section } of groups) {
    const isAlone = sections.filter(each => each === section).length === 1;
    const name = names.give(
      isAlone ? section.heading : undefined,
      cells.flatMap(cell => traits.get(cell) ?? []),
      { functions, ...namesReadFrom(cells, graph) }
    );
    roles.set(cells[0], { kind: 'step', name });
  }
  return new Map(
    code.map(cell => [cell, roles.get(cell) ?? ({ kind: 'none' } as const)])
  );
}

/** The variables that cells make and that others, or these themselves, take. */
function namesReadFrom(
  cells: readonly number[],
  { pipeline }: CellGraph
): { outside: Set<string>; inside: Set<string> } {
  const own = new Set(cells);
  const isOwn = ({ cells: [first] }: Step): boolean => own.has(first.cell);
  const ids = new Set(pipeline.steps.filter(isOwn).map(each => each.id));
  const read = (steps: readonly Step[]): Set<string> =>
    new Set(
      steps
        .flatMap(each => each.reads)
        .filter(each => ids.has(each.from))
        .map(each => each.name)
    );
  return {
    outside: read(pipeline.steps.filter(each => !isOwn(each))),
    inside: read(pipeline.steps.filter(isOwn))
  };
}
