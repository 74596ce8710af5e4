import { useState } from 'react';
import type React from 'react';

const CONTROLS = 'input, button';

/**
 * One row of a table is a stop of the Tab key; up and down go to the same
 * control of another row.
 *
 * @param count - of the rows
 */
export function useRowKeys(count: number): {
  readonly active: number;
  readonly rows: React.HTMLAttributes<HTMLElement>;
} {
  const [active, setActive] = useState(0);
  return {
    active: Math.min(active, Math.max(0, count - 1)),
    rows: {
      onFocus: ({ target, currentTarget }) => {
        const row = target.closest('tr');
        const index = Array.from(currentTarget.children).indexOf(row as never);
        setActive(Math.max(0, index));
      },
      onKeyDown: event => {
        const { key, currentTarget, target } = event;
        const row = (target as HTMLElement).closest('tr');
        const place = row ? controlsOf(row).indexOf(target as never) : -1;
        const other = {
          ArrowDown: row?.nextElementSibling,
          ArrowUp: row?.previousElementSibling,
          Home: currentTarget.firstElementChild,
          End: currentTarget.lastElementChild
        }[key];
        if (other && place >= 0) {
          controlsOf(other)[place]?.focus();
          event.preventDefault();
        }
      }
    }
  };
}

function controlsOf(row: Element): HTMLElement[] {
  return Array.from(row.querySelectorAll<HTMLElement>(CONTROLS));
}
