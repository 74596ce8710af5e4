import type { Pipeline } from '../../../pipeline/model';
import type { RunStatus, StepFailure } from '../../../service/api/runs';
import { EMPTY_LOG, type LogTail } from '../../runs/log';
import type { RunState, StepState } from '../../runs/run-state';
import { isEnded } from '../../runs/statuses';
import type { CellTarget } from '../panel-body';

/** A step as the panel shows it. */
export interface StepRow {
  readonly id: string;
  readonly name: string;
  /** In the shown run; undefined where the run does not have the step. */
  readonly runStatus?: RunStatus;
  /** When it began, in ms since 1970. */
  readonly started?: number;
  readonly seconds?: number;
  /** Cells that have ended, of all. */
  readonly progress: { readonly done: number; readonly all: number };
  readonly error?: StepFailure;
  readonly log: LogTail;
  /** Where a click leads: to what failed, else to its first cell. */
  readonly target?: CellTarget;
}

/**
 * The steps to show: those of the run while it goes on, else those of the
 * notebook as it is now, with what became of them in the last run.
 */
export function stepRows(
  pipeline: Pipeline | undefined,
  run: RunState | undefined
): StepRow[] {
  if (run && (!pipeline || !isEnded(run.status))) {
    return run.steps.map(step => ({
      ...rowOf(step),
      target: failedCell(step) ?? {
        of: 'run',
        cell: step.cells[0] ?? 0
      }
    }));
  }
  const states = new Map(run?.steps.map(each => [each.step, each]));
  return (pipeline?.steps ?? []).map(({ id, name, cells }) => {
    const state = states.get(id);
    const [first] = cells;
    return {
      ...(state && rowOf(state)),
      id,
      name,
      progress: { done: state?.cellsDone ?? 0, all: cells.length },
      log: state?.log ?? EMPTY_LOG,
      target:
        (state && failedCell(state)) ??
        (first && { of: 'pipeline', cell: first.cell })
    };
  });
}

function rowOf(state: StepState): StepRow {
  const { step, name, status, started, seconds, error, log } = state;
  return {
    id: step,
    name,
    runStatus: status,
    started,
    seconds,
    progress: { done: state.cellsDone, all: state.cells.length },
    error,
    log
  };
}

function failedCell({ error }: StepState): CellTarget | undefined {
  return error?.cell === undefined
    ? undefined
    : { of: 'run', cell: error.cell, line: error.line };
}
