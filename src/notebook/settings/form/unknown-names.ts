import type { Fault } from '../../dialect/faults';

/** Of names that are chosen, where some are not there any more. */
export function unknownNames(
  names: readonly string[],
  known: readonly string[],
  what: 'step' | 'step above' | 'volume'
): Fault | undefined {
  const unknown = names.filter(name => !known.includes(name));
  return unknown.length > 0
    ? {
        message: `There is no ${what} called "${unknown.join('", "')}"`,
        suggestion: 'Untick it.'
      }
    : undefined;
}
