import type { CellAnalyser } from '../analysis/cell-code';
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
  const units: Unit[] = [];
  parts.forEach(({ block, cells }, index) => {
    const name = block.name ?? block.kind;
    const part = (taken.get(name) ?? 0) + 1;
    taken.set(name, part);
    units.push({
      index,
      id: part === 1 ? name : `${name} (${part})`,
      name,
      kind: KINDS[block.kind as keyof typeof KINDS],
      origin: block.origin,
      cells: cells.map(cell => codeOf(notebook, cell, analyser)),
      prev: earlierUnits(block, units),
      settings: mergeStepSettings(defaults, block.settings)
    });
  });
  return units;
}

function codeOf(
  notebook: NotebookView,
  cell: number,
  analyser: CellAnalyser
): CellCode {
  const { tree, scopes } = analyser.analyse(notebook.cells[cell].source);
  return { cell, statements: tree.body, scopes };
}

/** The units that a block's `prev:` and `after` name, and the earlier parts of its own step. */
function earlierUnits(block: Block, units: readonly Unit[]): number[] {
  const names = new Set([...block.prev, ...(block.settings.after ?? [])]);
  const own = block.kind === 'step' ? block.name : undefined;
  return units
    .filter(
      unit =>
        unit.kind === 'step' && (names.has(unit.name) || unit.name === own)
    )
    .map(unit => unit.index);
}

/**
 * The units whose work each unit sees: all earlier ones, unless the notebook
 * has a `prev:`. Then a step sees what its `prev:` lead back to, and whatever
 * is no step (imports, functions, parameters, cells above the first tag).
 */
export function findCandidates(
  units: readonly Unit[],
  hasPrev: boolean
): Set<number>[] {
  const candidates: Set<number>[] = [];
  for (const unit of units) {
    const earlier = units.slice(0, unit.index);
    if (!hasPrev || unit.kind !== 'step') {
      candidates.push(new Set(earlier.map(each => each.index)));
      continue;
    }
    const seen = new Set(
      earlier
        .filter(each => each.kind !== 'step' || each.origin === 'start')
        .map(each => each.index)
    );
    for (const previous of unit.prev) {
      seen.add(previous);
      candidates[previous].forEach(each => seen.add(each));
    }
    candidates.push(seen);
  }
  return candidates;
}
