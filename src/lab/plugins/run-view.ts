import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import {
  ICommandPalette,
  showErrorMessage,
  WidgetTracker
} from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { IService, type RunPlace } from '../api/service';
import { CommandIDs } from '../commands';
import { openSession } from '../sessions/open-session';
import { followSettings } from '../sessions/follow-settings';
import { ISessions } from '../sessions/sessions';
import { showView } from '../shell/show-view';

/** Shows a run in a tab of its own. */
export const runView: JupyterFrontEndPlugin<void> = {
  id: 'cellway:run-view',
  description:
    'Shows a run in a tab of its own: its time line, logs, plots and values.',
  autoStart: true,
  requires: [ISessions, IService, INotebookTracker, IRenderMimeRegistry],
  optional: [
    ILabShell,
    ILayoutRestorer,
    ICommandPalette,
    ISettingRegistry,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    service: IService,
    tracker: INotebookTracker,
    rendermime: IRenderMimeRegistry,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const { commands } = app;
    if (registry) {
      void followSettings(registry, runView.id, translator, ({ logFontSize }) =>
        showLogsIn(logFontSize)
      );
    }
    const trans = (translator ?? nullTranslator).load('cellway');
    const views = new WidgetTracker<Widget>({ namespace: 'cellway-run-view' });
    const places = new WeakMap<Widget, RunPlace>();
    const open = { app, tracker, sessions };

    /** The run that is meant: the last one of the notebook in front where none is named. */
    const placeOf = ({ id, notebook }: Args): RunPlace | undefined =>
      typeof id === 'string' && typeof notebook === 'string'
        ? { id, notebook }
        : sessions.existing?.runs.current?.place;

    commands.addCommand(CommandIDs.openRunView, {
      label: trans.__('Open Run View'),
      caption: trans.__(
        'Show the time line, the logs and the plots of a run in a tab'
      ),
      describedBy: RUN_ARGUMENTS,
      isEnabled: args => placeOf(args) !== undefined,
      execute: async args => {
        const place = placeOf(args);
        if (!place) {
          return;
        }
        const shown = views.find(each => places.get(each)?.id === place.id);
        if (shown) {
          showView(shown, { app, labShell });
          return;
        }
        const { RunArtifacts, RunView, RunViewModel } = await import(
          /* webpackChunkName: "run-view" */ '../run-view/run-view'
        );
        const widget = new RunView(new RunViewModel(service, place), {
          commands,
          rendermime,
          trans,
          artifacts: {
            service,
            rendermime,
            trans,
            known: new RunArtifacts(service)
          },
          openSession: path => openSession(path, open)
        });
        places.set(widget, place);
        await views.add(widget);
        showView(widget, { app, labShell });
      }
    });

    commands.addCommand(CommandIDs.copyOutputs, {
      label: trans.__('Copy Outputs of the Run into the Notebook'),
      caption: trans.__(
        'Show what a run has left in the notebook; it can be undone'
      ),
      describedBy: RUN_ARGUMENTS,
      isEnabled: args => placeOf(args) !== undefined,
      execute: async args => {
        const place = placeOf(args);
        try {
          const session = place && (await openSession(place.notebook, open));
          if (session) {
            const { copyOutputs } = await import(
              /* webpackChunkName: "run-view" */ '../run-view/copy-command'
            );
            await copyOutputs(place, session, service, trans);
          }
        } catch (error) {
          await showErrorMessage(
            trans.__('The outputs could not be copied'),
            error as Error
          );
        }
      }
    });

    for (const command of [CommandIDs.openRunView, CommandIDs.copyOutputs]) {
      palette?.addItem({ command, category: trans.__('Cellway') });
    }
    void restorer?.restore(views, {
      command: CommandIDs.openRunView,
      args: widget => ({ ...places.get(widget) }),
      name: widget => places.get(widget)?.id ?? widget.id
    });
  }
};

/** @param size - in px; nothing else than a number above 0 is one */
function showLogsIn(size: unknown): void {
  const { style } = document.documentElement;
  if (typeof size === 'number' && size > 0) {
    style.setProperty(LOG_SIZE, `${size}px`);
  } else {
    style.removeProperty(LOG_SIZE);
  }
}

const LOG_SIZE = '--jp-private-cellway-log-size';

type Args = { readonly [key: string]: unknown };

const RUN_ARGUMENTS = {
  args: {
    type: 'object',
    properties: {
      id: {
        type: 'string',
        description:
          'The id of the run; the last one of the notebook in front where it is not given.'
      },
      notebook: {
        type: 'string',
        description: 'The path of its notebook.'
      }
    }
  }
} as const;
