import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { CommandRegistry } from '@lumino/commands';
import type { NotebookSession } from './notebook-session';
import type { ISessions } from './sessions';

/**
 * Opens a notebook, or brings it to the front, and gives its session.
 *
 * @param path - in the contents, without the name of a drive
 * @returns undefined where there is no such notebook any more
 */
export async function openSession(
  path: string,
  {
    commands,
    tracker,
    sessions
  }: {
    readonly commands: CommandRegistry;
    readonly tracker: INotebookTracker;
    readonly sessions: ISessions;
  }
): Promise<NotebookSession | undefined> {
  const isIt = (panel: NotebookPanel): boolean =>
    panel.context.localPath === path && sessions.of(panel) !== undefined;
  const open = tracker.find(isIt);
  await commands.execute('docmanager:open', {
    path: open?.context.path ?? path
  });
  const panel = open ?? tracker.find(isIt);
  await panel?.context.ready;
  return panel && sessions.of(panel);
}
