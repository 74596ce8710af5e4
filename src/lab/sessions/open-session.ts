import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { NotebookSession } from './notebook-session';
import type { ISessions } from './sessions';

/**
 * Opens a notebook, or brings it to the front, and gives its session.
 *
 * @param path - in the contents, without the name of a drive
 * @returns undefined where there is no such notebook any more, or it has been
 *   opened in a tab of the browser
 */
export async function openSession(
  path: string,
  {
    app: { commands, shell },
    tracker,
    sessions
  }: {
    readonly app: Pick<JupyterFrontEnd, 'commands' | 'shell'>;
    readonly tracker: INotebookTracker;
    readonly sessions: ISessions;
  }
): Promise<NotebookSession | undefined> {
  const isIt = (panel: NotebookPanel): boolean =>
    panel.context.localPath === path && sessions.of(panel) !== undefined;
  const open = tracker.find(isIt);
  if (open) {
    // To open it once more would close it, in Notebook 7.
    shell.activateById(open.id);
  } else {
    await commands.execute('docmanager:open', { path });
  }
  const panel = open ?? tracker.find(isIt);
  await panel?.context.ready;
  return panel && sessions.of(panel);
}
