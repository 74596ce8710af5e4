import type { StepCell } from '../../pipeline/model';
import { JUPYTER_LAYOUT } from '../../notebook/json/layout';
import { writeValue, type JsonInput } from '../../notebook/json/write';
import type { Observed } from '../../runs/observed';
import {
  parseStepResult,
  type ReadStepResult
} from '../../runs/read-step-result';
import type { StepRequest } from '../../runs/step-request';

const ONE_LINE = { ...JUPYTER_LAYOUT, newline: null };

/**
 * The text of a result to keep: without cells that hold nothing but comments,
 * and without values of environment variables, which may be secrets.
 */
export function resultToKeep(
  { result, outputs }: ReadStepResult,
  cells: readonly StepCell[]
): string {
  const codes = new Map(cells.map(each => [each.cell, each.code]));
  return write({
    ...result,
    cells: result.cells
      .filter(each => codes.get(each.index) !== '')
      .map(each => ({ ...each, outputs: outputs.get(each.index) ?? [] })),
    ...(result.observed && {
      observed: { ...result.observed, environment: {} }
    })
  });
}

/**
 * A kept result as if the step had run now: another run, and its cells may
 * have moved.
 *
 * @param text - what `resultToKeep` made of a step with the same key
 * @returns its text too
 * @throws RunError `result-is-damaged`
 */
export function resultAgain(
  text: string,
  { run, step }: StepRequest,
  cells: readonly StepCell[]
): ReadStepResult & { readonly text: string } {
  const { result, outputs } = parseStepResult(text);
  const kept = [...result.cells];
  const moved = new Map<number, number>();
  const all = cells.map(({ cell, code }) => {
    const found = code === '' ? undefined : kept.shift();
    if (found === undefined) {
      return { index: cell, status: 'succeeded', seconds: 0, outputs: [] };
    }
    moved.set(found.index, cell);
    return { ...found, index: cell, outputs: outputs.get(found.index) ?? [] };
  });
  const again = write({
    ...result,
    run,
    step,
    cells: all,
    ...(result.observed && {
      observed: withCells(result.observed, moved)
    })
  });
  return { ...parseStepResult(again), text: again };
}

function withCells(
  observed: Observed,
  moved: ReadonlyMap<number, number>
): Observed {
  return {
    ...observed,
    unseen: observed.unseen.map(({ cell, ...each }) => {
      const now = cell === undefined ? undefined : moved.get(cell);
      return now === undefined ? each : { ...each, cell: now };
    })
  };
}

function write(result: JsonInput): string {
  return writeValue(result, ONE_LINE);
}
