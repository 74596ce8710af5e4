import { styleText } from 'node:util';
import type { RunDiagnostic } from '../../runs/run-event';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** What a person at a terminal can do besides, by the diagnostic's code. */
const WAYS_OUT: Readonly<Record<string, string>> = {
  'file-race': " '--workers 1' does so."
};

/** What turned out of a step as it ran, in a line; cells are counted from 1. */
export function describeRunDiagnostic(
  step: string,
  { severity, code, message, hint, cell }: RunDiagnostic
): string {
  const where = cell === undefined ? `step '${step}'` : `cell ${cell + 1}`;
  const more = WAYS_OUT[code] ?? '';
  const wayOut = hint === undefined ? '' : `. ${hint}${more}`;
  return `${styleText(COLOURS[severity], severity)} ${where}: ${message}${wayOut} [${code}]`;
}
