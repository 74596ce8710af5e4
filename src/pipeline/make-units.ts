import type { CellAnalyser } from '../analysis/cell-code';
import { StepsAbove, type Candidates } from '../analysis/dataflow/candidates';
import type { CellCode } from '../analysis/dataflow/notebook-run';
import { mergeStepSettings } from '../notebook/settings/merge';
import type {
  Block,
  NotebookView,
  TaggedNotebook
} from '../notebook/tagged-notebook';
import type { Unit } from './unit';

const KINDS = {
  step: 'step',
  imports: 'definitions',
  functions: 'definitions',
  parameters: 'parameters',
  metrics: 'metrics'
} as const;

/** The blocks of a notebook as units, in the order of their first cells. */
export function makeUnits(
  notebook: NotebookView,
  tagged: TaggedNotebook,
  analyser: CellAnalyser
): Unit[] {
  const defaults = tagged.settings.defaults ?? {};
  const parts = tagged.blocks
    .filter(block => block.kind in KINDS)
    .flatMap(block => block.parts.map(cells => ({ block, cells })))
    .sort((a, b) => a.cells[0] - b.cells[0]);
  const taken = new Map<string, number>();
  const steps = new Map<string, number[]>();
  return parts.map(({ block, cells }, index) => {
    const name = block.name ?? block.kind;
    const part = (taken.get(name) ?? 0) + 1;
    taken.set(name, part);
    const unit: Unit = {
      index,
      id: part === 1 ? name : `${name} (${part})`,
      name,
      kind: KINDS[block.kind as keyof typeof KINDS],
      origin: block.origin,
      cells: cells.map(cell => codeOf(notebook, cell, analyser)),
      prev: earlierUnits(block, steps),
      settings: mergeStepSettings(defaults, block.settings)
    };
    if (unit.kind === 'step') {
      steps.set(name, [...(steps.get(name) ?? []), index]);
    }
    return unit;
  });
}

function codeOf(
  notebook: NotebookView,
  cell: number,
  analyser: CellAnalyser
): CellCode {
  const { source, metadata } = notebook.cells[cell];
  const { tree, scopes } = analyser.analyse(source);
  const { tags } = metadata;
  const mayRaise = Array.isArray(tags) && tags.includes('raises-exception');
  return { cell, statements: tree.body, scopes, mayRaise };
}

/**
 * The units that a block's `prev:` and `after` name, and the earlier parts of its own step.
 *
 * @param steps - the units of each step so far
 */
function earlierUnits(
  block: Block,
  steps: ReadonlyMap<string, readonly number[]>
): number[] {
  const names = new Set([...block.prev, ...(block.settings.after ?? [])]);
  if (block.kind === 'step' && block.name !== undefined) {
    names.add(block.name);
  }
  return [...names]
    .flatMap(name => steps.get(name) ?? [])
    .sort((a, b) => a - b);
}

/**
 * The units whose work each unit sees: all earlier ones, unless the notebook
 * has a `prev:`. Then a step sees what its `prev:` lead back to, and whatever
 * is no step (imports, functions, parameters, cells above the first tag).
 */
export function findCandidates(
  units: readonly Unit[],
  hasPrev: boolean
): Candidates[] {
  const candidates: Candidates[] = [];
  const always: number[] = [];
  for (const { index, kind, origin, prev } of units) {
    if (!hasPrev || kind !== 'step') {
      candidates.push(new StepsAbove(index));
    } else {
      const seen = prev.flatMap(each => [each, ...candidates[each]]);
      candidates.push(new Set([...always, ...seen]));
    }
    if (kind !== 'step' || origin === 'start') {
      always.push(index);
    }
  }
  return candidates;
}
