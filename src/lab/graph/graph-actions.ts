import { copyIcon, downloadIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '../commands';
import type { NotebookSession } from '../sessions/notebook-session';
import type { GraphAction } from './view/graph-frame';

const ACTIONS = [
  [CommandIDs.copyGraph, copyIcon],
  [CommandIDs.exportGraph, downloadIcon]
] as const;

/** Commands about the graph of a notebook, as buttons; those that are there. */
export function graphActions(
  commands: CommandRegistry,
  session: NotebookSession
): GraphAction[] {
  const args = (): { path: string } => ({ path: session.panel.context.path });
  return ACTIONS.filter(([id]) => commands.hasCommand(id)).map(
    ([id, icon]) => ({
      icon,
      label: commands.caption(id),
      execute: () => void commands.execute(id, args())
    })
  );
}
