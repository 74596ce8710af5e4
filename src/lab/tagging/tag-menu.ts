import type { NotebookPanel } from '@jupyterlab/notebook';
import { MenuSvg } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '../commands';
import { openMenuOnce } from '../shell/open-menu';

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
  const { left, right, bottom, top } = (
    button ??
    cell ??
    panel.node
  ).getBoundingClientRect();
  openMenuOnce(
    menu,
    button ? { left, top: bottom } : { left: (left + right) / 2, top },
    // Dialogs give the focus back to what has it now.
    () => panel.content.activate()
  );
}
