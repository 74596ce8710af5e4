import { stripVTControlCharacters, styleText } from 'node:util';
import type { StepFailure } from '../../runs/step-failure';

/**
 * A failed step as text: where, what, and the traceback.
 *
 * @param traceback - as the cell showed it, with the colours of a terminal
 * @param colours - whether to keep them
 */
export function describeFailure(
  step: string,
  failure: StepFailure,
  traceback: string,
  colours: boolean
): string {
  const { cell, line, message, hint } = failure;
  const where = [
    `step '${step}'`,
    ...(cell === undefined ? [] : [`cell ${cell + 1}`]),
    ...(line === undefined ? [] : [`line ${line}`])
  ].join(', ');
  const shown = colours ? traceback : stripVTControlCharacters(traceback);
  return [
    `${styleText('red', 'failed')} ${where}: ${message}`,
    ...(hint === undefined ? [] : [hint]),
    ...(shown.trim() === '' ? [] : ['', shown.trimEnd(), ''])
  ].join('\n');
}
