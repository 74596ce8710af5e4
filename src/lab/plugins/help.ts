import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IService } from '../api/service';
import { CommandIDs } from '../commands';
import type * as Help from '../help/help';
import type { HelpContext } from '../help/help';
import { ISessions } from '../sessions/sessions';

/** Helps: the keys, the guide, examples, what works here, versions, and a report. */
export const help: JupyterFrontEndPlugin<void> = {
  id: 'cellway:help',
  description:
    'Adds Help > Cellway: its keys, a guide, examples, what works here, and what to tell of a problem.',
  autoStart: true,
  requires: [IService],
  optional: [
    ISessions,
    IRenderMimeRegistry,
    ILabShell,
    ICommandPalette,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    service: IService,
    sessions: ISessions | null,
    rendermime: IRenderMimeRegistry | null,
    labShell: ILabShell | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    const context: HelpContext = {
      app,
      service,
      sessions,
      rendermime,
      // The main area of Notebook 7 holds the notebook alone.
      area: labShell ? 'main' : 'down',
      trans
    };
    const add = (
      id: string,
      act: keyof typeof Help,
      label: string,
      caption: string
    ): void => {
      app.commands.addCommand(id, {
        label,
        caption,
        describedBy: { args: { type: 'object', properties: {} } },
        execute: async () => (await loadHelp())[act](context)
      });
      palette?.addItem({ command: id, category: trans.__('Cellway') });
    };

    add(
      CommandIDs.showShortcuts,
      'shortcuts',
      trans.__('Keyboard Shortcuts of Cellway…'),
      trans.__('List the keys of the commands of Cellway, as they are set')
    );
    add(
      CommandIDs.openExamples,
      'examples',
      trans.__('Open an Example Notebook'),
      trans.__(
        'Copy the examples of Cellway beside your files, and open one; nothing is written over'
      )
    );
    add(
      CommandIDs.showEnvironment,
      'environment',
      trans.__('What Works Here…'),
      trans.__(
        'Find out what Cellway can do in this environment, what is missing and how to get it'
      )
    );
    add(
      CommandIDs.about,
      'about',
      trans.__('About Cellway…'),
      trans.__('Show the versions of the extension and of its service')
    );
    add(
      CommandIDs.reportProblem,
      'report',
      trans.__('Report a Problem with Cellway…'),
      trans.__('Make a text with all versions, to be sent with a report')
    );
    if (rendermime) {
      add(
        CommandIDs.showGuide,
        'guide',
        trans.__('Cellway Guide'),
        trans.__('Read what Cellway does, and what can be set')
      );
    }
    add(
      CommandIDs.openSettings,
      'settings',
      trans.__('Settings of Cellway'),
      trans.__('Open the settings of Cellway in the settings editor')
    );
  }
};

function loadHelp(): Promise<typeof Help> {
  return import(/* webpackChunkName: "help" */ '../help/help');
}
