import type { StepFailure } from '../../service/api/runs';

/** Why a step failed, in one line. */
export function describeFailure({ name, message }: StepFailure): string {
  // Python's own messages begin with the exception's name.
  return name && !message.startsWith(name) ? `${name}: ${message}` : message;
}
