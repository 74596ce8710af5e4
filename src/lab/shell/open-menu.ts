import type { Menu } from '@lumino/widgets';

/**
 * Opens a menu that is used once, at its first entry.
 *
 * @param onClose - gives the focus back
 */
export function openMenuOnce(
  menu: Menu,
  at: { readonly left: number; readonly top: number },
  onClose: () => void
): void {
  menu.aboutToClose.connect(() => {
    onClose();
    // What was chosen is done after the menu has closed.
    requestAnimationFrame(() => menu.dispose());
  });
  menu.open(at.left, at.top);
  menu.activateNextItem();
}
