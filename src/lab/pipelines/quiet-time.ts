/** The least leaves the browser a frame in which to show what was typed. */
const LEAST = 16;

const MOST = 250;

/** Of the time between two keys of somebody who types fast, this part at most is taken. */
const SHARE = 1 / 3;

/** What takes longer than that, in ms, would be felt by whoever has just begun to type. */
const FELT = 50;

/**
 * How long nobody may have typed before a notebook is analysed again. A small
 * notebook is analysed between one key and the next; one that takes long, only
 * where there is a pause: so no key waits for the analysis. An edit that
 * comes alone, a command or the first key, is shown at once.
 *
 * @param cost - what the last analysis took, in ms
 * @param since - the time since the edit before, in ms
 * @returns in ms
 */
export function quietTime(cost: number, since = 0): number {
  if (since > MOST && cost < FELT) {
    return LEAST;
  }
  return Math.min(MOST, Math.max(LEAST, cost / SHARE));
}
