import { flushSync } from 'react-dom';

const waiting = new Set<() => void>();
let frame = 0;

/**
 * Draws components of React in the next frame, all at once. Left to itself
 * React draws them a task later: then the page is laid out and painted twice
 * for one change, and shows it a frame later.
 *
 * @param draw - gives components new states; called once, however often it is asked for
 */
export function drawInNextFrame(draw: () => void): void {
  waiting.add(draw);
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    const all = [...waiting];
    waiting.clear();
    flushSync(() => all.forEach(each => each()));
  });
}

/** Where it is no longer there. */
export function doNotDraw(draw: () => void): void {
  waiting.delete(draw);
}
