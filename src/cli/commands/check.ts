import { buildPipeline, type BuiltPipeline } from '../../pipeline/build';
import type { NotebookView } from '../../notebook/tagged-notebook';
import { createAnalyser } from '../analyser';
import { CallError, readArguments, type Command } from '../command';
import { describePipeline } from '../describe-pipeline';
import { positionIn } from '../positions';
import { readNotebook } from '../notebook-file';

export const check: Command = {
  summary: 'show the steps of a notebook and what may be wrong with it',
  usage: `Usage: cellway check NOTEBOOK [--json]

Shows the steps that a run would have, what each takes from which, and what may
be wrong. Runs nothing.

  --json  print one JSON object instead of text

Exit code: 0, or 2 if the notebook cannot be run as it is.`,

  async run(args) {
    const { values, positionals } = readArguments(args, {
      json: { type: 'boolean' }
    });
    const [path, ...others] = positionals;
    if (path === undefined || others.length > 0) {
      throw new CallError("Name one notebook: 'cellway check NOTEBOOK'.");
    }
    const notebook = await readNotebook(path);
    const built = buildPipeline(notebook, await createAnalyser());
    console.log(
      values.json
        ? JSON.stringify(toJson(built, notebook), undefined, 2)
        : describePipeline(path, built, notebook)
    );
    return built.diagnostics.some(each => each.severity === 'error') ? 2 : 0;
  }
};

/** The answer of `check --json`; cells are counted from 0, lines from 1, columns from 0. */
function toJson(
  { pipeline, diagnostics }: BuiltPipeline,
  notebook: NotebookView
): unknown {
  return {
    steps: pipeline.steps.map(step => ({
      name: step.id,
      cells: step.cells.map(each => each.cell),
      after: step.after,
      reads: step.reads,
      writes: step.writes,
      parameters: step.parameters,
      states: step.states,
      orders: step.orders
    })),
    parameters: pipeline.parameters.map(
      ({ name, type, default: value, cell }) => ({
        name,
        type,
        default: value,
        cell
      })
    ),
    metrics: pipeline.metrics,
    diagnostics: diagnostics.map(({ range, ...each }) => ({
      ...each,
      ...(range &&
        each.cell !== undefined && {
          range: {
            start: positionIn(notebook.cells[each.cell].source, range.start),
            end: positionIn(notebook.cells[each.cell].source, range.end)
          }
        })
    }))
  };
}
