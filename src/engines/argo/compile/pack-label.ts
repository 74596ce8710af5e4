/** How the steps of a pod are named: in its label, and as what its task is given. */

/** What a label may have, in characters. */
const LONGEST = 63;

const LABEL = /^[1-9]\d*(\.[1-9]\d*)*$/;

/** @param steps - their places in the plan, from 1 */
export function packLabel(steps: readonly number[]): string {
  return steps.join('.');
}

/** Whether the names of so many steps are short enough. */
export function fitsLabel(steps: readonly number[]): boolean {
  return packLabel(steps).length <= LONGEST;
}

/** @returns undefined where a label names no steps */
export function readPackLabel(
  label: string | undefined
): readonly number[] | undefined {
  return label !== undefined && LABEL.test(label)
    ? label.split('.').map(Number)
    : undefined;
}
