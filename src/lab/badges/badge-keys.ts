import type React from 'react';
import type { BadgeActions } from './badge-view';

/**
 * Up and down go from badge to badge, Escape goes back to the cell. The keys
 * of the command mode do nothing here; shortcuts with a modifier key do what
 * they do on the cell.
 */
export function onBadgeKey(
  event: React.KeyboardEvent<HTMLElement>,
  actions: BadgeActions
): void {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    const cell = event.currentTarget.closest('.jp-Cell');
    const again = new KeyboardEvent('keydown', event.nativeEvent);
    if (cell && !cell.dispatchEvent(again)) {
      event.preventDefault();
    }
    return;
  }
  switch (event.key) {
    case 'ArrowDown':
      actions.goTo(1);
      break;
    case 'ArrowUp':
      actions.goTo(-1);
      break;
    case 'Escape':
      actions.leave();
      break;
    default:
      return;
  }
  event.preventDefault();
}
