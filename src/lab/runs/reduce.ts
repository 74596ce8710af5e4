import type { RunEvent } from '../../service/api/runs';
import { appendOutput, clearCell } from './log-tail';
import {
  stepOf,
  withSeconds,
  type RunState,
  type StepState
} from './run-state';
import { isDone, isEnded } from './statuses';

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
