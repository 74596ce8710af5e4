import type React from 'react';
import { useEffect } from 'react';
import { outside } from '../../graph/view/use-reveal';

/** The height of a title that stays in sight, in px. */
const TITLE = 28;

/**
 * Brings the row of a step into sight when it becomes the active one. The panel
 * stays where it is while somebody is busy in it, or looks at something else
 * in it.
 */
export function useRevealRow(
  list: React.RefObject<HTMLElement>,
  step: string | undefined
): void {
  useEffect(() => {
    const ground = list.current?.closest('.jp-Cellway-sections');
    const row =
      step !== undefined &&
      list.current
        ?.querySelector(`[data-step="${CSS.escape(step)}"]`)
        ?.closest('li');
    if (!ground || !row || ground.matches(':hover, :focus-within')) {
      return;
    }
    const rows = list.current?.getBoundingClientRect();
    const seen = ground.getBoundingClientRect();
    const top = seen.top + TITLE;
    if (rows && rows.bottom > top && rows.top < seen.bottom) {
      const box = row.getBoundingClientRect();
      ground.scrollTop += outside(box.top, box.bottom, top, seen.bottom);
    }
  }, [list, step]);
}
