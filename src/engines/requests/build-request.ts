import { dirname } from 'node:path';
import type { CellView } from '../../notebook/cell';
import type { NotebookDocument } from '../../notebook/document';
import type { Pipeline, Step } from '../../pipeline/model';
import { executionCounts } from '../../runs/execution-counts';
import type { ObjectStore } from '../../runs/object-store';
import type { RunRecord } from '../../runs/run-record';
import { STEP_PROTOCOL, type StepRequest } from '../../runs/step-request';
import { definitionIds } from './definition-ids';
import { restoreList, type Origins, type Results } from './restore-list';

/** Enough for any log that a person reads, and little beside a notebook's images; in bytes. */
export const OUTPUT_LIMIT = 10 * 1024 * 1024;

/** What all requests of a run have in common. */
export interface RunContext extends Origins {
  readonly run: string;
  /** The notebook's folder. */
  readonly folder: string;
  readonly objects: string;
  /** Variables that a step is given besides its own. */
  variablesOf?(step: Step): Readonly<Record<string, string>>;
}

/** What of a record goes into requests. */
type Recorded = Pick<RunRecord, 'id' | 'parameters' | 'notebook'>;

export function runContext(
  { id, parameters, notebook: { path } }: Recorded,
  notebook: NotebookDocument,
  pipeline: Pipeline,
  objects: ObjectStore
): RunContext {
  return {
    run: id,
    pipeline,
    ids: definitionIds(pipeline.definitions),
    cells: notebook.cells,
    counts: executionCounts(notebook),
    parameters,
    folder: dirname(path),
    objects: objects.folder
  };
}

/** Makes the request of a step of which all inputs are there. */
export function buildRequest(
  context: RunContext,
  step: Step,
  results: Results
): StepRequest {
  const { pipeline, ids, cells, counts } = context;
  const own = new Set(step.cells.map(each => each.cell));
  return {
    protocol: STEP_PROTOCOL,
    run: context.run,
    step: step.id,
    folder: context.folder,
    objects: context.objects,
    restore: restoreList(context, step, results),
    cells: requestedCells(step, cells, counts),
    definitions: pipeline.definitions.flatMap(({ cell, names, span }, index) =>
      own.has(cell)
        ? [{ id: ids[index], names: [...names], at: [cell, span.start] }]
        : []
    ),
    outputs: [...step.writes],
    states: statesToStore(pipeline, step.id),
    environment: {
      ...context.variablesOf?.(step),
      ...step.settings.environment
    },
    outputLimit: OUTPUT_LIMIT
  };
}

/** @param counts - the number of each cell that Run All runs */
export function requestedCells(
  step: Step,
  cells: readonly CellView[],
  counts: ReadonlyMap<number, number>
): StepRequest['cells'] {
  return step.cells.map(({ cell, omit, mayRaise }) => ({
    index: cell,
    source: cells[cell].source,
    omit: omit.map(({ start, end }): [number, number] => [start, end]),
    ...(mayRaise && { mayRaise }),
    count: counts.get(cell)
  }));
}

/** The module states that later steps take over from a step. */
export function statesToStore(pipeline: Pipeline, id: string): string[] {
  const taken = pipeline.steps.flatMap(each =>
    each.states.filter(({ from }) => from === id).map(({ state }) => state)
  );
  return [...new Set(taken)].sort();
}
