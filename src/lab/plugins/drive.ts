import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { historyIcon } from '@jupyterlab/ui-components';
import { IService } from '../api/service';
import { DRIVE_NAME, runOfPath, timeOfRun } from '../drive/drive-path';
import { RunsDrive } from '../drive/runs-drive';

/** Lets executed notebooks be opened, through a drive of their own. */
export const drive: JupyterFrontEndPlugin<void> = {
  id: 'cellway:drive',
  description: 'Opens the executed notebooks of runs, to be read only.',
  autoStart: true,
  requires: [IService],
  optional: [INotebookTracker, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    service: IService,
    tracker: INotebookTracker | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    const { contents, serverSettings } = app.serviceManager;
    contents.addDrive(new RunsDrive(service, serverSettings));
    tracker?.widgetAdded.connect((_, panel) => {
      if (panel.context.path.startsWith(`${DRIVE_NAME}:`)) {
        present(panel, time => trans.__('run of %1', time));
      }
    });
  }
};

/** Says in the tab which run it is, and starts no kernel for it. */
function present(
  panel: NotebookPanel,
  describe: (time: string) => string
): void {
  const { context, title } = panel;
  context.sessionContext.kernelPreference = {
    ...context.sessionContext.kernelPreference,
    shouldStart: false,
    canStart: false,
    autoStartDefault: false
  };
  const time = timeOfRun(runOfPath(context.path)?.id ?? '');
  if (time) {
    title.label = `${title.label} (${describe(time.toLocaleTimeString())})`;
  }
  title.icon = historyIcon;
}
