import type { NotebookPanel } from '@jupyterlab/notebook';
import React from 'react';
import { runOfPath } from '../drive/drive-path';
import type { PanelContext } from './panel-body';

/** What to do where there is nothing to run. */
export function NoNotebook({
  executed,
  context: { commands, trans }
}: {
  /** The notebook in front, where it is one that a run has left. */
  readonly executed: NotebookPanel | undefined;
  readonly context: PanelContext;
}): React.JSX.Element {
  const path = executed && runOfPath(executed.context.path)?.notebook;
  if (path === undefined) {
    return (
      <div className="jp-Cellway-empty">
        <p>{trans.__('No notebook is open.')}</p>
        <p>
          {trans.__(
            'Open a notebook: its steps appear here, and can be run as a pipeline.'
          )}
        </p>
      </div>
    );
  }
  return (
    <div className="jp-Cellway-empty">
      <p>{trans.__('This is what a run has left, to be read.')}</p>
      <button
        className="jp-Cellway-link"
        onClick={() => void commands.execute('docmanager:open', { path })}
      >
        {trans.__('Open the notebook itself')}
      </button>
    </div>
  );
}
