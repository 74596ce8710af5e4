import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs } from '../commands';
import { ISessions } from '../sessions/sessions';
import { showBeside } from '../shell/show-view';
import { hasSteps } from '../suggestions/has-steps';

/** Suggests steps for notebooks that have none. */
export const suggestions: JupyterFrontEndPlugin<void> = {
  id: 'cellway:suggestions',
  description: 'Suggests which cells of a notebook without tags are steps.',
  autoStart: true,
  requires: [ISessions],
  optional: [ILabShell, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    labShell: ILabShell | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    const { commands, shell } = app;
    const activate = (id: string): void => shell.activateById(id);
    commands.addCommand(CommandIDs.suggestSteps, {
      label: trans.__('Suggest Steps…'),
      caption: trans.__('Suggest steps for a notebook that has none'),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => canSuggest(sessions),
      execute: async () => {
        const session = sessions.current;
        if (!session) {
          return;
        }
        const { openSuggestions } = await import(
          /* webpackChunkName: "suggestions" */ '../suggestions/open-suggestions'
        );
        await openSuggestions(session, {
          trans,
          activate,
          show: (view, notebook) =>
            showBeside(view, notebook, { app, labShell })
        });
      }
    });
    palette?.addItem({
      command: CommandIDs.suggestSteps,
      category: trans.__('Cellway')
    });
  }
};

/** A notebook that nobody has looked at yet may be without steps. */
function canSuggest({ existing, currentPanel }: ISessions): boolean {
  const shown = existing?.pipeline.shown;
  return shown ? !hasSteps(shown) : currentPanel !== undefined;
}
