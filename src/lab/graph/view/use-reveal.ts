import type React from 'react';
import { useEffect } from 'react';

/** What is left free around a step that is brought into sight, in px. */
const MARGIN = 24;

/**
 * Brings a step into sight when it becomes the active one, also the first time.
 * Only what the graph itself scrolls in is scrolled.
 */
export function useReveal(
  list: React.RefObject<HTMLElement>,
  step: string | undefined
): void {
  useEffect(() => {
    const node =
      step !== undefined &&
      list.current?.querySelector(`[data-step="${CSS.escape(step)}"]`);
    const scroller = node && node.closest('.jp-CellwayGraph-scroller');
    if (scroller) {
      const seen = scroller.getBoundingClientRect();
      const box = node.getBoundingClientRect();
      scroller.scrollLeft += outside(
        box.left,
        box.right,
        seen.left,
        seen.right
      );
      scroller.scrollTop += outside(box.top, box.bottom, seen.top, seen.bottom);
    }
  }, [list, step]);
}

/** By how much what is between two places has to move to be inside two others. */
export function outside(
  begin: number,
  end: number,
  least: number,
  most: number
): number {
  if (begin >= least && end <= most) {
    return 0;
  }
  // Of what does not fit, the beginning counts.
  return begin < least || end - begin > most - least
    ? begin - least - MARGIN
    : end - most + MARGIN;
}
