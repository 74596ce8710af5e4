import type React from 'react';
import { useState } from 'react';

/** The class of what takes the focus in a row. */
export const ROW_FOCUS = 'jp-Cellway-rowFocus';

const STEPS: Readonly<Record<string, (index: number, last: number) => number>> =
  {
    ArrowDown: (index, last) => Math.min(index + 1, last),
    ArrowUp: index => Math.max(index - 1, 0),
    Home: () => 0,
    End: (_, last) => last
  };

/**
 * One row of a list is a stop of the Tab key; the arrow keys go from row to
 * row. So three hundred rows are passed with one key.
 */
export function useRowFocus(count: number): {
  readonly active: number;
  readonly list: React.HTMLAttributes<HTMLElement>;
} {
  const [active, setActive] = useState(0);
  const rowsOf = (list: Element): HTMLElement[] =>
    Array.from(list.querySelectorAll<HTMLElement>(`.${ROW_FOCUS}`));
  return {
    active: Math.min(active, Math.max(0, count - 1)),
    list: {
      onFocus: event => {
        const row = event.target.closest('li');
        const index = rowsOf(event.currentTarget).findIndex(
          each => each.closest('li') === row
        );
        setActive(Math.max(0, index));
      },
      onKeyDown: event => {
        const target = event.target as HTMLElement;
        const step = STEPS[event.key];
        if (step && target.classList.contains(ROW_FOCUS)) {
          const rows = rowsOf(event.currentTarget);
          rows[step(rows.indexOf(target), rows.length - 1)]?.focus();
          event.preventDefault();
        }
      }
    }
  };
}
