import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { historyIcon } from '@jupyterlab/ui-components';
import { IService } from '../api/service';
import { DRIVE_NAME } from '../drive/drive-path';
import { RunsDrive } from '../drive/runs-drive';

/** Lets executed notebooks be opened, through a drive of their own. */
export const drive: JupyterFrontEndPlugin<void> = {
  id: 'cellway:drive',
  description: 'Opens the executed notebooks of runs, to be read only.',
  autoStart: true,
  requires: [IService],
  optional: [INotebookTracker],
  activate: (
    app: JupyterFrontEnd,
    service: IService,
    tracker: INotebookTracker | null
  ): void => {
    const { contents, serverSettings } = app.serviceManager;
    contents.addDrive(new RunsDrive(service, serverSettings));
    tracker?.widgetAdded.connect((_, panel) => {
      if (panel.context.path.startsWith(`${DRIVE_NAME}:`)) {
        present(panel);
      }
    });
  }
};

/** Shows in the tab that it is history, and starts no kernel for it. */
function present({ context, title }: NotebookPanel): void {
  context.sessionContext.kernelPreference = {
    ...context.sessionContext.kernelPreference,
    shouldStart: false,
    canStart: false,
    autoStartDefault: false
  };
  title.icon = historyIcon;
}
