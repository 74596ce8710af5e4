import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { RunsView } from '../runs-view/runs-view';
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
    const views = new WidgetTracker<RunsView>({
      namespace: 'cellway-runs-view'
    });
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
            },
            compare: {
              type: 'array',
              items: { type: 'string' },
              description: 'The ids of runs to compare.'
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
        const shown = views.find(each => each.model.notebook === notebook);
        if (shown) {
          showView(shown, { app, labShell });
          return;
        }
        const { RunsView, RunsModel } = await import(
          /* webpackChunkName: "runs-view" */ '../runs-view/runs-view'
        );
        const model = new RunsModel(service, notebook);
        const widget = new RunsView(model, { commands, rendermime, trans });
        if (Array.isArray(args.compare)) {
          widget.compare(args.compare.map(String));
        }
        widget.comparedChanged.connect(() => void views.save(widget));
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
      args: ({ model, compared }) => ({
        notebook: model.notebook,
        compare: [...compared]
      }),
      name: ({ model }) => model.notebook
    });
  }
};
