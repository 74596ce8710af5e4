import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- commands have to be there at once
import { addRunCommands } from '../runs/run-commands';
import { CommandIDs } from '../commands';
import { ISessions } from '../sessions/sessions';

/** Adds what can be done with a run to the palette, the menus and the notebook's toolbar. */
export const commands: JupyterFrontEndPlugin<void> = {
  id: 'cellway:commands',
  description:
    'Adds the commands to run a notebook as a pipeline, and a button to its toolbar.',
  autoStart: true,
  requires: [ISessions, INotebookTracker],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    tracker: INotebookTracker,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    addRunCommands(app, sessions, tracker, trans);
    for (const command of [
      CommandIDs.run,
      CommandIDs.runOnly,
      CommandIDs.runFromHere,
      CommandIDs.runToHere,
      CommandIDs.cancel,
      CommandIDs.resume,
      CommandIDs.openRun
    ]) {
      palette?.addItem({ command, category: trans.__('Cellway') });
    }
  }
};
