import { MenuSvg } from '@jupyterlab/ui-components';
import { CommandRegistry } from '@lumino/commands';
import { openMenuOnce } from '../shell/open-menu';

/** What can be chosen in a menu; a line between two groups. */
export type MenuEntry =
  | {
      readonly label: string;
      readonly isEnabled?: boolean;
      readonly run: () => void;
    }
  | 'separator';

/** Opens a menu below a button, which has the focus again when it closes. */
export function openMenu(
  entries: readonly MenuEntry[],
  button: HTMLElement
): void {
  const commands = new CommandRegistry();
  const menu = new MenuSvg({ commands });
  menu.node.setAttribute('aria-label', button.ariaLabel ?? '');
  entries.forEach((entry, index) => {
    if (entry === 'separator') {
      menu.addItem({ type: 'separator' });
      return;
    }
    const command = `entry-${index}`;
    const { label, isEnabled = true, run } = entry;
    commands.addCommand(command, {
      label,
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => isEnabled,
      execute: run
    });
    menu.addItem({ command });
  });
  button.setAttribute('aria-expanded', 'true');
  const { left, bottom } = button.getBoundingClientRect();
  openMenuOnce(menu, { left, top: bottom + 2 }, () => {
    button.setAttribute('aria-expanded', 'false');
    button.focus();
  });
}
