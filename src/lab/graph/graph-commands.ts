import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { WidgetTracker } from '@jupyterlab/apputils';
import type { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IService } from '../api/service';
import { CommandIDs } from '../commands';
import type { NotebookSession } from '../sessions/notebook-session';
import type { ISessions } from '../sessions/sessions';
import type { GraphSettings } from './graph-settings';
import type { GraphWidget } from './graph-widget';

export interface GraphCommandParts {
  readonly app: JupyterFrontEnd;
  readonly sessions: ISessions;
  readonly notebooks: INotebookTracker;
  readonly graphs: WidgetTracker<GraphWidget>;
  readonly service: IService;
  readonly settings: GraphSettings;
  /** Shows a widget beside the notebook with this id. */
  readonly show: (widget: GraphWidget, beside: string) => void;
  readonly trans: TranslationBundle;
}

const ARGUMENTS = {
  type: 'object',
  properties: {
    path: {
      type: 'string',
      description:
        'The path of an open notebook; the one in front where it is not given.'
    }
  }
} as const;

/** Adds the commands that show the graph of a notebook, and take it elsewhere. */
export function addGraphCommands(parts: GraphCommandParts): void {
  const { app, sessions, notebooks, graphs, service, settings, show, trans } =
    parts;
  const { commands, shell } = app;
  const panelOf = (path: unknown): NotebookPanel | undefined =>
    typeof path === 'string'
      ? notebooks.find(panel => panel.context.path === path)
      : sessions.currentPanel;
  const sessionOf = (path: unknown): NotebookSession | undefined => {
    const panel = panelOf(path);
    return panel && sessions.of(panel);
  };
  const isEnabled = (): boolean => sessions.currentPanel !== undefined;

  commands.addCommand(CommandIDs.openGraph, {
    label: trans.__('Show Pipeline Graph'),
    caption: trans.__('Show the graph of the pipeline beside the notebook'),
    describedBy: { args: ARGUMENTS },
    isEnabled,
    execute: async ({ path }) => {
      const session = sessionOf(path);
      if (!session) {
        return;
      }
      const { panel } = session;
      const open = graphs.find(graph => graph.panel === panel);
      if (open) {
        shell.activateById(open.id);
        return;
      }
      const { createGraphWidget } = await import(
        /* webpackChunkName: "graph" */ './open-graph'
      );
      const activate = (id: string): void => shell.activateById(id);
      const widget = createGraphWidget(
        session,
        commands,
        service,
        settings,
        trans,
        activate
      );
      show(widget, panel.id);
      await graphs.add(widget);
      panel.context.pathChanged.connect(() => void graphs.save(widget), widget);
    }
  });

  commands.addCommand(CommandIDs.copyGraph, {
    label: trans.__('Copy Pipeline Graph as Mermaid'),
    caption: trans.__('Copy the graph as a Mermaid diagram, for Markdown'),
    describedBy: { args: ARGUMENTS },
    isEnabled,
    execute: async ({ path }) => {
      const session = sessionOf(path);
      if (session) {
        const { copyAsMermaid } = await import(
          /* webpackChunkName: "graph" */ './export/take-along'
        );
        await copyAsMermaid(session, settings.direction, trans);
      }
    }
  });

  commands.addCommand(CommandIDs.exportGraph, {
    label: trans.__('Save Pipeline Graph as SVG'),
    caption: trans.__('Save the graph as a picture, an SVG file'),
    describedBy: { args: ARGUMENTS },
    isEnabled,
    execute: async ({ path }) => {
      const session = sessionOf(path);
      if (session) {
        const { saveAsSvg } = await import(
          /* webpackChunkName: "graph" */ './export/take-along'
        );
        await saveAsSvg(session, settings.direction, trans);
      }
    }
  });
}
