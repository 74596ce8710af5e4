import type { NotebookPanel } from '@jupyterlab/notebook';
import { MenuSvg } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '../commands';

/** The commands for cells, as their menus have them; a line between two groups. */
const ENTRIES = [
  [CommandIDs.makeStep, CommandIDs.renameStep],
  [CommandIDs.splitStep, CommandIDs.mergeStep],
  [
    CommandIDs.tagImports,
    CommandIDs.tagFunctions,
    CommandIDs.tagParameters,
    CommandIDs.tagMetrics,
    CommandIDs.tagSkip
  ],
  [CommandIDs.untag]
] as const;

/** Opens the menu below the button on the active cell, or on the cell itself where that has none. */
export function openTagMenu(
  panel: NotebookPanel,
  commands: CommandRegistry
): void {
  const cell = panel.content.activeCell?.node;
  const button = cell?.querySelector('[data-jp-item-name="cellway-tag"]');
  const menu = new MenuSvg({ commands });
  ENTRIES.forEach((group, index) => {
    if (index > 0) {
      menu.addItem({ type: 'separator' });
    }
    group.forEach(command => menu.addItem({ command }));
  });
  menu.aboutToClose.connect(() => {
    // Dialogs give the focus back to what has it now.
    panel.content.activate();
    // What was chosen is done after the menu has closed.
    requestAnimationFrame(() => menu.dispose());
  });
  const { left, right, bottom, top } = (
    button ??
    cell ??
    panel.node
  ).getBoundingClientRect();
  menu.open(button ? left : (left + right) / 2, button ? bottom : top);
  menu.activateNextItem();
}
