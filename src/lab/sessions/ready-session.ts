import type { NotebookPanel } from '@jupyterlab/notebook';
import type { NotebookSession } from './notebook-session';
import type { ISessions } from './sessions';

/** The session of a notebook, once that is seen and read; undefined where it has none, or is gone by then. */
export async function readySession(
  panel: NotebookPanel,
  sessions: ISessions
): Promise<NotebookSession | undefined> {
  await Promise.all([panel.revealed, panel.context.ready]);
  return panel.isDisposed ? undefined : sessions.of(panel);
}
