import type { Interpreter } from '../interpreter/interpreter';

/** The environment of every process that executes steps. */
export function environmentOf({
  environment
}: Interpreter): Record<string, string> {
  return {
    // So that equal sets are stored alike; who sets it means it.
    PYTHONHASHSEED: '0',
    ...environment
  };
}
