import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs } from '../commands';
import { ISessions } from '../sessions/sessions';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- commands have to be there at once
import { addTagCommands } from '../tagging/tag-commands';
import { followTagsPanel } from '../tagging/tags-panel';

/** Makes steps of cells, from the palette, menus, the toolbar of cells and by keys. */
export const tagging: JupyterFrontEndPlugin<void> = {
  id: 'cellway:tagging',
  description:
    'Adds the commands, menus and shortcuts that make steps of the cells of a notebook.',
  autoStart: true,
  requires: [ISessions],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    addTagCommands(app, sessions, trans);
    followTagsPanel(sessions);
    for (const command of [
      CommandIDs.makeStep,
      CommandIDs.renameStep,
      CommandIDs.splitStep,
      CommandIDs.mergeStep,
      CommandIDs.tagImports,
      CommandIDs.tagFunctions,
      CommandIDs.tagParameters,
      CommandIDs.tagMetrics,
      CommandIDs.tagSkip,
      CommandIDs.untag,
      CommandIDs.openTagMenu
    ]) {
      palette?.addItem({ command, category: trans.__('Cellway') });
    }
  }
};
