/** Edits within this time are one, in ms: a command changes several cells at a time. */
export const AT_ONCE = 16;

/** What takes longer than that, in ms, would be felt by whoever has just begun to type. */
const FELT = 50;

/** What it takes to show a key, in ms. */
const SHOWN = 25;

/** An analysis and the drawing of what it finds, in times of the analysis. */
const DRAWN = 5;

const MOST = 250;

/** Before an edit that is not one of many, nobody has typed for so long, in ms. */
const ALONE = 300;

/** What may take so long, in ms, that the frame of a key that comes alone waits for it. */
const BEARABLE = 30;

/** When to analyse: in the frame that shows the edit, behind it, or after so many ms without another one. */
export type Moment = 'in its frame' | 'behind its frame' | number;

/**
 * How long nobody may have typed before a notebook is analysed again. Where
 * there is time for it between one key and the next, it is analysed when the
 * frame is seen that shows the key; else where there is a pause: so no key
 * waits for the analysis. An edit that comes alone, a command or the first key,
 * is shown with what follows from it.
 *
 * @param cost - what the last analysis took, in ms
 * @param since - the time from the edit before to this one, in ms
 */
export function quietTime(cost: number, since: number): Moment {
  if (cost >= FELT) {
    return MOST;
  }
  if (since >= ALONE && cost <= BEARABLE) {
    return 'in its frame';
  }
  const needed = SHOWN + DRAWN * cost;
  return needed < since
    ? 'behind its frame'
    : Math.min(MOST, 2 * Math.max(since, needed));
}
