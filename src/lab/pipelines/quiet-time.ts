/** The least leaves the browser a frame in which to show what was typed. */
const LEAST = 16;

const MOST = 250;

/** Of the time between two keys of somebody who types fast, this part at most is taken. */
const SHARE = 1 / 3;

/**
 * How long nobody may have typed before a notebook is analysed again. A small
 * notebook is analysed between one key and the next; one that takes long, only
 * where there is a pause: so no key waits for the analysis.
 *
 * @param cost - what the last analysis took, in ms
 * @returns in ms
 */
export function quietTime(cost: number): number {
  return Math.min(MOST, Math.max(LEAST, cost / SHARE));
}
