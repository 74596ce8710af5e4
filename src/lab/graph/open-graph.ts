import type { CommandRegistry } from '@lumino/commands';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IService } from '../api/service';
import type { NotebookSession } from '../sessions/notebook-session';
import { graphActions } from './graph-actions';
import type { GraphSettings } from './graph-settings';
import { GraphWidget } from './graph-widget';

/**
 * Makes the tab with the graph of a notebook.
 *
 * @param activate - brings a widget of the shell to the front
 */
export function createGraphWidget(
  session: NotebookSession,
  commands: CommandRegistry,
  service: IService,
  settings: GraphSettings,
  trans: TranslationBundle,
  activate: (id: string) => void
): GraphWidget {
  const context = {
    trans,
    service,
    showNotebook: ({ panel }: NotebookSession, focus: boolean): void => {
      if (focus || !panel.isVisible) {
        activate(panel.id);
      }
    }
  };
  const actions = graphActions(commands, session);
  return new GraphWidget(session, context, settings, actions);
}
