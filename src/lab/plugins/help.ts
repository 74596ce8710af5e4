import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, showErrorMessage } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import { IService } from '../api/service';
import { CommandIDs } from '../commands';
import type * as Help from '../help/help';
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
    const { commands, shell } = app;
    const trans = (translator ?? nullTranslator).load('cellway');
    const findHere = (): ReturnType<IService['findings']> =>
      service.findings(sessions?.existing?.panel.context.localPath);
    let guide: Widget | undefined;

    const add = (
      id: string,
      label: string,
      caption: string,
      execute: () => Promise<void>
    ): void => {
      commands.addCommand(id, {
        label,
        caption,
        describedBy: { args: { type: 'object', properties: {} } },
        execute
      });
      palette?.addItem({ command: id, category: trans.__('Cellway') });
    };

    add(
      CommandIDs.showShortcuts,
      trans.__('Keyboard Shortcuts of Cellway…'),
      trans.__('List the keys of the commands of Cellway, as they are set'),
      async () => (await loadHelp()).showShortcuts(commands, trans)
    );
    add(
      CommandIDs.openExamples,
      trans.__('Open an Example Notebook'),
      trans.__(
        'Copy the examples of Cellway beside your files, and open one; nothing is written over'
      ),
      async () => {
        try {
          const { notebook } = await service.copyExamples();
          await commands.execute('docmanager:open', { path: notebook });
        } catch (error) {
          await showErrorMessage(
            trans.__('The examples could not be opened'),
            error as Error
          );
        }
      }
    );
    add(
      CommandIDs.showEnvironment,
      trans.__('What Works Here…'),
      trans.__(
        'Find out what Cellway can do in this environment, what is missing and how to get it'
      ),
      async () => (await loadHelp()).showFindings(findHere, trans)
    );
    add(
      CommandIDs.about,
      trans.__('About Cellway…'),
      trans.__('Show the versions of the extension and of its service'),
      async () => {
        const { findVersions, showAbout } = await loadHelp();
        await showAbout(await findVersions(app, service), trans);
      }
    );
    add(
      CommandIDs.reportProblem,
      trans.__('Report a Problem with Cellway…'),
      trans.__('Make a text with all versions, to be sent with a report'),
      async () => {
        const { findVersions, problemReport, showReport } = await loadHelp();
        await showReport(async () => {
          const [versions, findings] = await Promise.all([
            findVersions(app, service),
            findHere().catch(() => undefined)
          ]);
          return problemReport({
            versions,
            findings,
            browser: navigator.userAgent,
            problem: sessions?.existing?.runs.problem?.code
          });
        }, trans);
      }
    );

    if (rendermime) {
      add(
        CommandIDs.showGuide,
        trans.__('Cellway Guide'),
        trans.__('Read what Cellway does, and what can be set'),
        async () => {
          const { makeGuide } = await loadHelp();
          if (!guide || guide.isDisposed) {
            guide = makeGuide(rendermime, trans);
          }
          if (!guide.isAttached) {
            // The main area of Notebook 7 holds the notebook alone.
            shell.add(guide, labShell ? 'main' : 'down', { type: 'Cellway' });
          }
          shell.activateById(guide.id);
        }
      );
    }

    add(
      CommandIDs.openSettings,
      trans.__('Settings of Cellway'),
      trans.__('Open the settings of Cellway in the settings editor'),
      async () => {
        await commands.execute('settingeditor:open', { query: 'Cellway' });
      }
    );
  }
};

function loadHelp(): Promise<typeof Help> {
  return import(/* webpackChunkName: "help" */ '../help/help');
}
