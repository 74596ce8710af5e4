import { styleText } from 'node:util';
import type { RunDiagnostic } from '../../runs/run-event';

const COLOURS = { error: 'red', warning: 'yellow', info: 'blue' } as const;

/** What turned out of a step as it ran, in a line; cells are counted from 1. */
export function describeRunDiagnostic(
  step: string,
  { severity, code, message, hint, cell }: RunDiagnostic
): string {
  const where = cell === undefined ? `step '${step}'` : `cell ${cell + 1}`;
  const wayOut = hint === undefined ? '' : `. ${hint}`;
  return `${styleText(COLOURS[severity], severity)} ${where}: ${message}${wayOut} [${code}]`;
}
