import { useState } from 'react';
import type React from 'react';

const CONTROLS = 'input, button';

const MOVES: Readonly<Record<string, (place: number, last: number) => number>> =
  {
    ArrowRight: (place, last) => Math.min(place + 1, last),
    ArrowLeft: place => Math.max(place - 1, 0)
  };

/**
 * A table is one stop of the Tab key, as a list of files is: up and down go to
 * the same control of another row, left and right to the others of a row.
 *
 * @param count - of the rows
 * @param main - which control has the stop at first
 */
export function useRowKeys(
  count: number,
  main: number
): {
  /** The row that has the stop. */
  readonly active: number;
  /** Which of its controls that is. */
  readonly control: number;
  readonly rows: React.HTMLAttributes<HTMLElement>;
} {
  const [active, setActive] = useState(0);
  const [control, setControl] = useState(main);
  return {
    active: Math.min(active, Math.max(0, count - 1)),
    control,
    rows: {
      onFocus: ({ target, currentTarget }) => {
        const row = target.closest('tr');
        const index = Array.from(currentTarget.children).indexOf(row as never);
        setActive(Math.max(0, index));
        setControl(row ? controlsOf(row).indexOf(target) : main);
      },
      onKeyDown: event => {
        const { key, currentTarget, target } = event;
        const row = (target as HTMLElement).closest('tr');
        const controls = row ? controlsOf(row) : [];
        const place = controls.indexOf(target as HTMLElement);
        const other = {
          ArrowDown: row?.nextElementSibling,
          ArrowUp: row?.previousElementSibling,
          Home: currentTarget.firstElementChild,
          End: currentTarget.lastElementChild
        }[key];
        const next = other
          ? controlsOf(other)[place]
          : controls[MOVES[key]?.(place, controls.length - 1)];
        if (place >= 0 && next) {
          next.focus();
          event.preventDefault();
        }
      }
    }
  };
}

function controlsOf(row: Element): HTMLElement[] {
  return Array.from(row.querySelectorAll<HTMLElement>(CONTROLS));
}
