import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, WidgetTracker } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IService } from '../api/service';
import { CommandIDs } from '../commands';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- commands have to be there at once
import { addGraphCommands } from '../graph/graph-commands';
import { GraphSettings } from '../graph/graph-settings';
import type { GraphWidget } from '../graph/graph-widget';
import { followSettings } from '../sessions/follow-settings';
import { ISessions } from '../sessions/sessions';
import { showBeside } from '../shell/show-view';

/** Shows the graph of a pipeline in a tab beside its notebook, and takes it elsewhere. */
export const graph: JupyterFrontEndPlugin<void> = {
  id: 'cellway:graph',
  description: 'Shows the graph of a pipeline beside its notebook.',
  autoStart: true,
  requires: [ISessions, IService, INotebookTracker],
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
    notebooks: INotebookTracker,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    registry: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    const graphs = new WidgetTracker<GraphWidget>({
      namespace: 'cellway-graph'
    });
    const settings = new GraphSettings();
    if (registry) {
      void followSettings(registry, graph.id, translator, ({ direction }) =>
        settings.set(direction)
      );
    }
    addGraphCommands({
      app,
      sessions,
      service,
      notebooks,
      graphs,
      settings,
      show: (view, notebook) => showBeside(view, notebook, { app, labShell }),
      trans
    });
    void restorer?.restore(graphs, {
      command: CommandIDs.openGraph,
      args: ({ panel }) => ({ path: panel.context.path }),
      name: ({ panel }) => panel.context.path,
      // A graph needs its notebook.
      when: notebooks.restored
    });
    for (const command of [
      CommandIDs.openGraph,
      CommandIDs.copyGraph,
      CommandIDs.exportGraph
    ]) {
      palette?.addItem({ command, category: trans.__('Cellway') });
    }
  }
};
