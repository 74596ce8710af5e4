import { parseFragment } from '../notebook/json/scan';
import { readValue } from '../notebook/json/value';
import type { RunEvent } from './run-event';
import { stepEvent, type StepEvent } from './step-event';

/**
 * Reads a line that a runner sent and makes it an event of the run; undefined
 * for what is none, since code in the notebook can write to the same pipe.
 */
export function parseStepEvent(
  line: string,
  step: string,
  time: string
): RunEvent | undefined {
  let value: unknown;
  try {
    value = readValue(line, parseFragment(line).node);
  } catch {
    return undefined;
  }
  const said = stepEvent.safeParse(value).data;
  return said && runEventOf(said, step, time);
}

/** What a runner says, as an event of the run. */
export function runEventOf(
  said: StepEvent,
  step: string,
  time: string
): RunEvent {
  switch (said.event) {
    case 'cell-started':
      return { type: 'cell', time, step, cell: said.cell, status: 'running' };
    case 'cell-ended': {
      const { cell, status, seconds } = said;
      return { type: 'cell', time, step, cell, status, seconds };
    }
    case 'output':
    case 'update': {
      const { event: type, cell, output } = said;
      return { type, time, step, cell, output };
    }
    case 'clear': {
      const { cell, wait } = said;
      return { type: 'clear', time, step, cell, wait };
    }
  }
}
