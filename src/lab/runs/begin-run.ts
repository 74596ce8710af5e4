import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '../commands';
import type { NotebookSession } from '../sessions/notebook-session';

/**
 * Begins a run of a notebook, or goes on with one, and opens what the person
 * wants to see of it. Why one could not begin is seen in the panel, whatever
 * they want; who asked stays where they are.
 */
export async function beginRun(
  session: NotebookSession,
  commands: CommandRegistry,
  begin: () => Promise<unknown>
): Promise<void> {
  const { opens } = session.preferences;
  const showPanel = async (): Promise<void> => {
    if (commands.hasCommand(CommandIDs.showPanel)) {
      await commands.execute(CommandIDs.showPanel, { focus: false });
    }
  };
  if (opens === 'panel') {
    await showPanel();
  }
  await begin();
  const { problem, current } = session.runs;
  if (problem) {
    await showPanel();
  } else if (
    opens === 'run' &&
    current &&
    commands.hasCommand(CommandIDs.openRunView)
  ) {
    await commands.execute(CommandIDs.openRunView, { ...current.place });
  }
}
