import type { NotebookDocument } from '../../notebook/document';
import type { Pipeline, Step } from '../../pipeline/model';
import { executionCounts } from '../../runs/execution-counts';
import type { StepResult } from '../../runs/step-result';
import {
  OUTPUT_LIMIT,
  requestedCells,
  statesToStore
} from '../requests/build-request';
import { definitionIds } from '../requests/definition-ids';
import { writtenDefinition } from '../requests/restore-list';
import { keptOn, type KeepTerms } from './keep-terms';
import { PLAN_FORMAT, type PlannedStep, type RunPlan } from './run-plan';

/** What a plan is made of. */
export interface PlannedRun {
  readonly id: string;
  readonly notebook: NotebookDocument;
  readonly pipeline: Pipeline;
  /** Values that differ from their default, as Python literals. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Of steps that do not run. */
  readonly results?: readonly StepResult[];
  /** Where what steps leave outlives the run. */
  readonly keeps?: KeepTerms;
}

/** Writes down what the pods of a run need, whichever engine starts them. */
export function planRun(run: PlannedRun): RunPlan {
  const { id, notebook, pipeline, parameters, results = [] } = run;
  const counts = executionCounts(notebook);
  const ids = definitionIds(pipeline.definitions);
  return {
    format: PLAN_FORMAT,
    run: id,
    definitions: pipeline.definitions.map((definition, index) => {
      const { cell, span, needs } = definition;
      return {
        id: ids[index],
        at: [cell, span.start],
        ...writtenDefinition(definition, notebook.cells[cell].source),
        count: counts.get(cell),
        needs: [...needs]
      };
    }),
    parameters: pipeline.parameters.map(
      ({ name, cell, span, default: standard }) => ({
        name,
        at: [cell, span.start],
        source: parameters[name] ?? standard
      })
    ),
    steps: pipeline.steps.map(step => planStep(run, step, counts)),
    outputLimit: OUTPUT_LIMIT,
    ...(results.length > 0 && {
      results: results.map(({ step, objects, states }) => ({
        step,
        objects,
        states
      }))
    })
  };
}

function planStep(
  { pipeline, notebook, keeps }: PlannedRun,
  step: Step,
  counts: ReadonlyMap<number, number>
): PlannedStep {
  const own = new Set(step.cells.map(each => each.cell));
  return {
    step: step.id,
    after: [...step.after],
    definitions: [...step.definitions],
    parameters: [...step.parameters],
    reads: step.reads.map(({ name, from }) => ({ name, from })),
    takes: step.states.map(({ state, from }) => ({ state, from })),
    cells: requestedCells(step, notebook.cells, counts),
    makes: pipeline.definitions.flatMap(({ cell }, index) =>
      own.has(cell) ? [index] : []
    ),
    outputs: [...step.writes],
    states: statesToStore(pipeline, step.id),
    environment: { ...step.settings.environment },
    ...(keeps && keptOn(keeps, step, pipeline))
  };
}
