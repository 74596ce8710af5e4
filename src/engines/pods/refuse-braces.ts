import type { Diagnostic } from '../../pipeline/diagnostic';

/**
 * Says that what stands in double braces would not come to a pod as it is.
 *
 * @param what - what holds them, as `settings of step 'a'`
 * @param by - who puts something else in their place
 */
export function refuseBraces(
  what: string,
  texts: readonly string[],
  by: string,
  cell?: number
): Diagnostic[] {
  return texts.some(text => text.includes('{{'))
    ? [
        {
          severity: 'error',
          code: 'braces-in-settings',
          message: `The ${what} hold {{, which ${by} would replace. Write them without it.`,
          cell,
          fixes: []
        }
      ]
    : [];
}
