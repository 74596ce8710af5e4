import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRunningSessionManagers } from '@jupyterlab/running';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { Signal } from '@lumino/signaling';
import { IService, type RunPlace, type StartedRun } from '../api/service';
import { CommandIDs } from '../commands';
import { FirstRun } from '../live-runs/first-run';
import type { IOpenNotebooks } from '../live-runs/own-runs';
import { openSession } from '../sessions/open-session';
import { isExecuted } from '../sessions/read-only';
import { ISessions } from '../sessions/sessions';

/** Shows the runs that go on among what runs, in the status bar, and as notifications. */
export const running: JupyterFrontEndPlugin<void> = {
  id: 'cellway:running',
  description:
    'Lists the runs that go on among all that runs, shows their progress in the status bar, and tells when one has ended.',
  autoStart: true,
  requires: [IService],
  optional: [
    ISessions,
    INotebookTracker,
    IRunningSessionManagers,
    IStatusBar,
    ISettingRegistry,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    service: IService,
    sessions: ISessions | null,
    tracker: INotebookTracker | null,
    managers: IRunningSessionManagers | null,
    statusBar: IStatusBar | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const { commands, restored, shell } = app;
    const trans = (translator ?? nullTranslator).load('cellway');
    let settings: ISettingRegistry.ISettings | undefined;
    const showRun = (place: RunPlace): void => {
      if (commands.hasCommand(CommandIDs.openRunView)) {
        void commands.execute(CommandIDs.openRunView, { ...place });
      }
    };
    const goTo = async (
      place: RunPlace,
      cell: number,
      line?: number
    ): Promise<void> => {
      const session =
        sessions &&
        tracker &&
        (await openSession(place.notebook, { app, tracker, sessions }));
      if (!(await session?.goToRunCell(cell, line, place))) {
        showRun(place);
      }
    };
    const show = async (first?: StartedRun): Promise<void> => {
      const { showLiveRuns } = await import(
        /* webpackChunkName: "live-runs" */ '../live-runs/show-live-runs'
      );
      settings = await registry?.load(running.id).catch(() => undefined);
      showLiveRuns({
        service,
        first,
        open: openNotebooks(tracker),
        managers,
        statusBar,
        trans,
        showRun,
        goTo: (place, cell, line) => void goTo(place, cell, line),
        showRunning: () => shell.activateById('jp-running-sessions'),
        wanted: () => {
          const { notifications, notifyAfter } = settings?.composite ?? {};
          return {
            when: typeof notifications === 'string' ? notifications : 'always',
            after: typeof notifyAfter === 'number' ? notifyAfter : 5
          };
        }
      });
    };
    const first = new FirstRun(service, run => {
      show(run).catch(error => console.error('Cellway:', error));
    });
    void restored.then(() => first.look());
  }
};

function openNotebooks(tracker: INotebookTracker | null): IOpenNotebooks {
  return {
    has: path =>
      tracker?.find(
        each => !isExecuted(each) && each.context.localPath === path
      ) !== undefined,
    changed: tracker?.currentChanged ?? new Signal({})
  };
}
