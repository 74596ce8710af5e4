import type { BuiltPipeline } from '../../pipeline/build';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Step } from '../../pipeline/model';
import { stepColours } from '../colours/step-colours';

/** A step of the pipeline that a draft gives. */
export interface DraftStep {
  readonly name: string;
  readonly colour: number;
}

/** What the rows of a draft come to. */
export interface DraftFacts {
  /** Steps that can run at the same time, stage after stage. */
  readonly stages: readonly (readonly DraftStep[])[];
  readonly steps: number;
  /** The name of the step that each cell is in, by its index. */
  readonly stepOf: ReadonlyMap<number, DraftStep>;
  /** What would be told of the notebook that is not told now. */
  readonly news: readonly Diagnostic[];
}

export function factsOf(
  built: BuiltPipeline,
  before: BuiltPipeline
): DraftFacts {
  const { steps } = built.pipeline;
  const colours = stepColours(steps.map(each => each.name));
  const stages: DraftStep[][] = [];
  const stepOf = new Map<number, DraftStep>();
  const placed = stagesOf(steps);
  for (const { id, name, cells } of steps) {
    const stage = placed.get(id) ?? 0;
    const step = { name, colour: colours.get(name) ?? 0 };
    (stages[stage] ??= []).push(step);
    cells.forEach(({ cell }) => stepOf.set(cell, step));
  }
  const known = new Set(before.diagnostics.map(keyOf));
  return {
    stages: stages.filter(stage => stage.length > 0),
    steps: steps.length,
    stepOf,
    news: built.diagnostics.filter(
      each =>
        each.severity !== 'info' &&
        !NAME_FAULTS.includes(each.code) &&
        !known.has(keyOf(each))
    )
  };
}

/** What is told at the name itself. */
const NAME_FAULTS = ['step-name', 'name-taken'];

/**
 * Where each step stands: behind all that it waits for, and close to those that
 * wait for it, so that those that are alike stand side by side.
 */
function stagesOf(steps: readonly Step[]): ReadonlyMap<string, number> {
  const stages = new Map<string, number>();
  for (const { id, after } of steps) {
    const above = after.map(each => (stages.get(each) ?? 0) + 1);
    stages.set(id, Math.max(0, ...above));
  }
  const needed = new Map<string, number>();
  for (const { id, after } of [...steps].reverse()) {
    const stage = needed.get(id) ?? stages.get(id) ?? 0;
    stages.set(id, stage);
    for (const each of after) {
      needed.set(each, Math.min(needed.get(each) ?? Infinity, stage - 1));
    }
  }
  return stages;
}

function keyOf({ code, cell, range }: Diagnostic): string {
  return [code, cell, range?.start].join(' ');
}
