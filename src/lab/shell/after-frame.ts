/** Where nothing is drawn, in a tab that is hidden, nobody waits for longer than this, in ms. */
const HIDDEN = 200;

/**
 * Calls a function once what has happened so far is seen: behind the next frame.
 *
 * @returns calls it off
 */
export function afterFrame(call: () => void): () => void {
  let timer = setTimeout(call, HIDDEN);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    // The frame is painted when its callbacks have returned.
    timer = setTimeout(call);
  });
  return () => {
    clearTimeout(timer);
    cancelAnimationFrame(frame);
  };
}
