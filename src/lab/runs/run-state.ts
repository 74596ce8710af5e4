import type {
  RunDiagnostic,
  RunRecord,
  RunStatus,
  StepFailure,
  StepRun
} from '../../service/api/runs';
import { EMPTY_LOG, type LogTail } from './log';

/** A step of a run, as far as it is known. */
export interface StepState {
  readonly step: string;
  readonly name: string;
  /** Indices in the notebook that was run. */
  readonly cells: readonly number[];
  readonly status: RunStatus;
  /** When it began, in ms since 1970. */
  readonly started?: number;
  readonly seconds?: number;
  readonly error?: StepFailure;
  /** How many of its cells have ended. */
  readonly cellsDone: number;
  readonly log: LogTail;
}

/** A run, as far as its events tell. Never changed: events make a new one. */
export interface RunState {
  readonly id: string;
  readonly status: RunStatus;
  /** When it was made, in ms since 1970. */
  readonly created: number;
  /** When it began, or went on. */
  readonly started?: number;
  readonly seconds?: number;
  /** In the order of the notebook. */
  readonly steps: readonly StepState[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly diagnostics: readonly RunDiagnostic[];
  /** Why it ended, where no step is the reason. */
  readonly error?: string;
}

/** A run as its record says, before its events. */
export function stateOf(record: RunRecord): RunState {
  const runs = new Map(record.steps.map(each => [each.step, each]));
  return {
    id: record.id,
    status: record.status,
    created: Date.parse(record.created),
    ...(record.started && { started: Date.parse(record.started) }),
    ...withSeconds(record.seconds),
    ...(record.error !== undefined && { error: record.error }),
    parameters: record.parameters,
    diagnostics: [],
    steps: record.pipeline.steps.map(({ id, name, cells }) =>
      stepOf(id, name, cells, runs.get(id))
    )
  };
}

/**
 * What the record says at the end, with what only events have told. It is the
 * truth also for a run whose process died before it could write an event.
 */
export function settled(state: RunState, record: RunRecord): RunState {
  const told = new Map(state.steps.map(each => [each.step, each]));
  const final = stateOf(record);
  return {
    ...final,
    diagnostics: state.diagnostics,
    steps: final.steps.map(step => {
      const { log = EMPTY_LOG, cellsDone = 0 } = told.get(step.step) ?? {};
      return { ...step, log, cellsDone };
    })
  };
}

/** A step of which no event has told yet. */
export function stepOf(
  step: string,
  name: string,
  cells: readonly number[],
  run: StepRun | undefined
): StepState {
  return {
    step,
    name,
    cells,
    status: run?.status ?? 'pending',
    ...(run?.started && { started: Date.parse(run.started) }),
    ...withSeconds(run?.seconds),
    ...(run?.error && { error: run.error }),
    cellsDone: 0,
    log: EMPTY_LOG
  };
}

export function withSeconds(seconds: number | undefined): { seconds?: number } {
  return seconds === undefined ? {} : { seconds };
}
