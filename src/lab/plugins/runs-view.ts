import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { IService } from '../api/service';
import { CommandIDs } from '../commands';
import { ISessions } from '../sessions/sessions';
import { showView } from '../shell/show-view';

/** Lists the runs of a notebook in a tab, and compares them. */
export const runsView: JupyterFrontEndPlugin<void> = {
  id: 'cellway:runs-view',
  description:
    'Lists the runs of a notebook in a tab, to be searched, named, kept, deleted and compared.',
  autoStart: true,
  requires: [ISessions, IService, IRenderMimeRegistry],
  optional: [ILabShell, ILayoutRestorer, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    service: IService,
    rendermime: IRenderMimeRegistry,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const { commands } = app;
    const trans = (translator ?? nullTranslator).load('cellway');
    const views = new WidgetTracker<Widget>({ namespace: 'cellway-runs-view' });
    const notebooks = new WeakMap<Widget, string>();
    const notebookOf = (args: { readonly [key: string]: unknown }): unknown =>
      args.notebook ?? sessions.existing?.panel.context.localPath;

    commands.addCommand(CommandIDs.openRuns, {
      label: trans.__('Show All Runs of the Notebook'),
      caption: trans.__(
        'List the runs of a notebook in a tab: search, name, keep, delete, compare'
      ),
      describedBy: {
        args: {
          type: 'object',
          properties: {
            notebook: {
              type: 'string',
              description:
                'The path of the notebook; that in front where it is not given.'
            }
          }
        }
      },
      isEnabled: args => typeof notebookOf(args) === 'string',
      execute: async args => {
        const notebook = notebookOf(args);
        if (typeof notebook !== 'string') {
          return;
        }
        const shown = views.find(each => notebooks.get(each) === notebook);
        if (shown) {
          showView(shown, { app, labShell });
          return;
        }
        const { RunsView, RunsModel } = await import(
          /* webpackChunkName: "runs-view" */ '../runs-view/runs-view'
        );
        const model = new RunsModel(service, notebook);
        const widget = new RunsView(model, { commands, rendermime, trans });
        notebooks.set(widget, notebook);
        await views.add(widget);
        showView(widget, { app, labShell });
      }
    });

    palette?.addItem({
      command: CommandIDs.openRuns,
      category: trans.__('Cellway')
    });
    void restorer?.restore(views, {
      command: CommandIDs.openRuns,
      args: widget => ({ notebook: notebooks.get(widget) ?? '' }),
      name: widget => notebooks.get(widget) ?? widget.id
    });
  }
};
