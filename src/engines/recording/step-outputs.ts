import { RawJson, type JsonInput } from '../../notebook/json/write';
import type { ReadStepResult } from '../../runs/read-step-result';
import type { RunEvent } from '../../runs/run-event';
import type { ShownOutputs } from '../../runs/shown-outputs';
import type { StepResult } from '../../runs/step-result';

/** What cells show, by their index in the notebook. */
export type CellsOutputs = ReadonlyMap<number, readonly JsonInput[]>;

/** The outputs of the cells that began. */
export function outputsOf({ result, outputs }: ReadStepResult): CellsOutputs {
  const began = new Set(
    result.cells
      .filter(each => each.status !== 'not run')
      .map(each => each.index)
  );
  return new Map([...outputs].filter(([cell]) => began.has(cell)));
}

/**
 * What was shown up to an end without a result.
 *
 * @param shown - absent where nothing was begun
 * @param why - shown on the cell that ran then; absent where somebody wanted the end
 */
export function outputsSoFar(
  shown: ShownOutputs | undefined,
  why?: string
): CellsOutputs {
  const outputs = new Map<number, JsonInput[]>();
  for (const [cell, each] of shown?.cells ?? []) {
    outputs.set(
      cell,
      each.map(
        output =>
          new RawJson(JSON.stringify({ ...output, transient: undefined }))
      )
    );
  }
  if (why !== undefined && shown?.running !== undefined) {
    outputs.get(shown.running)?.push({
      output_type: 'error',
      ename: 'StepFailed',
      evalue: why,
      traceback: why.split('\n')
    });
  }
  return outputs;
}

/** Tells what cells show that did not have to run. */
export function outputEvents({ step, cells }: StepResult): RunEvent[] {
  const time = new Date().toISOString();
  return cells.flatMap(({ index, outputs }) =>
    outputs.map(output => ({ type: 'output', time, step, cell: index, output }))
  );
}
