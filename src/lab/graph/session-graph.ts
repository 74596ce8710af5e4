import type { ShownPipeline } from '../pipelines/pipeline-model';
import type { NotebookSession } from '../sessions/notebook-session';
import { layoutInputOf } from './layout/input';
import { layOutLayers } from './layout/layered';
import type { Direction, Layout } from './layout/layout';
import type { GraphNode, StepGraph } from './model/graph';
import { makeGraph, makeNodes, type ValueOf } from './model/make-graph';

/** The graph of an open notebook as it is now; undefined where it has no pipeline. */
export function graphOf(
  { pipeline: { shown }, runs }: NotebookSession,
  valueFrom?: ValueOf
): StepGraph | undefined {
  return (
    shown &&
    makeGraph({
      pipeline: shown.pipeline,
      diagnostics: shown.diagnostics,
      run: runs.current?.state,
      valueFrom
    })
  );
}

/** The graph of a notebook without what became of its steps. */
export function structureOf(
  { pipeline, diagnostics }: ShownPipeline,
  valueFrom: ValueOf
): StepGraph {
  return makeGraph({ pipeline, diagnostics, valueFrom });
}

/** The steps of that graph, with what became of them. */
export function nodesOf({
  pipeline: { shown },
  runs
}: NotebookSession): readonly GraphNode[] {
  return shown
    ? makeNodes({
        pipeline: shown.pipeline,
        diagnostics: shown.diagnostics,
        run: runs.current?.state
      })
    : [];
}

/**
 * All that a graph is made of, as a value that stays the same while only logs
 * grow: a run tells a thousand times a second that something was printed.
 */
export function versionOf({ runs }: NotebookSession): string {
  const run = runs.current?.state;
  return JSON.stringify([
    run?.id,
    run?.diagnostics.length,
    run?.steps.map(({ status, started, seconds, error }) => [
      status,
      started,
      seconds,
      error?.message
    ])
  ]);
}

/** The step that a cell runs in, by the cell's id. */
export function stepOfCell(
  { pipeline: { shown } }: NotebookSession,
  cell: string | undefined
): string | undefined {
  const index = shown?.notebook.ids.indexOf(cell ?? '') ?? -1;
  return shown?.pipeline.steps.find(step =>
    step.cells.some(each => each.cell === index)
  )?.id;
}

export function fullLayout(graph: StepGraph, direction: Direction): Layout {
  return layOutLayers(layoutInputOf(graph), direction);
}

/**
 * For each step the id of its first cell, which stays when the step gets
 * another name.
 */
export function firstCells({
  pipeline,
  notebook
}: ShownPipeline): ReadonlyMap<string, string> {
  return new Map(
    pipeline.steps.map(({ id, cells: [first] }) => [
      id,
      notebook.ids[first?.cell] ?? id
    ])
  );
}
