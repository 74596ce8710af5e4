import type {
  RunDiagnostic,
  RunEvent,
  RunRecord,
  RunStatus,
  StepFailure,
  StepRun
} from '../../service/api/runs';
import { appendOutput, clearCell, EMPTY_LOG, type LogTail } from './log-tail';
import { isDone, isEnded } from './statuses';

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

/** What is known after an event. */
export function reduce(state: RunState, event: RunEvent): RunState {
  switch (event.type) {
    case 'start':
      return started(state, Date.parse(event.time));
    case 'step':
      return withStep(state, event.step, step => stepped(step, event));
    case 'cell':
      return event.status === 'running'
        ? state
        : withStep(state, event.step, step => ({
            ...step,
            cellsDone: step.cellsDone + 1
          }));
    case 'output':
      return withStep(state, event.step, step => ({
        ...step,
        log: appendOutput(step.log, event.cell, event.output)
      }));
    case 'clear':
      return withStep(state, event.step, step => ({
        ...step,
        log: clearCell(step.log, event.cell, event.wait)
      }));
    case 'diagnostic':
      return {
        ...state,
        diagnostics: [...state.diagnostics, event.diagnostic]
      };
    case 'run':
      return {
        ...state,
        status: event.status,
        seconds: event.seconds,
        ...(event.error !== undefined && { error: event.error })
      };
    default:
      // A picture that is exchanged for another; and kinds that a newer service tells.
      return state;
  }
}

/** A run begins, or goes on: what is done stays done. */
function started(state: RunState, time: number): RunState {
  return {
    ...state,
    status: 'running',
    started: time,
    seconds: undefined,
    error: undefined,
    steps: state.steps.map(step =>
      isDone(step.status)
        ? step
        : stepOf(step.step, step.name, step.cells, undefined)
    )
  };
}

function stepped(
  step: StepState,
  event: Extract<RunEvent, { type: 'step' }>
): StepState {
  const { status, seconds, error } = event;
  if (!isEnded(status)) {
    const fresh = stepOf(step.step, step.name, step.cells, undefined);
    return { ...fresh, status, started: Date.parse(event.time) };
  }
  return {
    ...step,
    status,
    ...withSeconds(seconds),
    ...(error && { error })
  };
}

function withStep(
  state: RunState,
  id: string,
  change: (step: StepState) => StepState
): RunState {
  const index = state.steps.findIndex(each => each.step === id);
  if (index < 0) {
    return state;
  }
  const changed = change(state.steps[index]);
  if (changed === state.steps[index]) {
    return state;
  }
  const steps = [...state.steps];
  steps[index] = changed;
  return { ...state, steps };
}

function stepOf(
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

function withSeconds(seconds: number | undefined): { seconds?: number } {
  return seconds === undefined ? {} : { seconds };
}
