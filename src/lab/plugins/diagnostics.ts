import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import {
  ITranslator,
  nullTranslator,
  type TranslationBundle
} from '@jupyterlab/translation';
import { CommandIDs } from '../commands';
import type * as Marks from '../diagnostics/marks';
import { MarkSettings } from '../diagnostics/mark-settings';
import type { NotebookMarks } from '../diagnostics/notebook-marks';
import { followSettings } from '../sessions/follow-settings';
import { readySession } from '../sessions/ready-session';
import { ISessions } from '../sessions/sessions';

/** Marks problems in the cells, and offers to mend them. */
export const diagnostics: JupyterFrontEndPlugin<void> = {
  id: 'cellway:diagnostics',
  description: 'Marks problems in the cells of a notebook, with quick fixes.',
  autoStart: true,
  requires: [ISessions, INotebookTracker],
  optional: [ISettingRegistry, ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    tracker: INotebookTracker,
    registry: ISettingRegistry | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    const settings = new MarkSettings();
    if (registry) {
      void followSettings(
        registry,
        diagnostics.id,
        translator,
        ({ marks, untagged }) =>
          settings.set({ marks: marks !== false, untagged: untagged === true })
      );
    }
    const marked = new WeakMap<NotebookPanel, NotebookMarks>();
    const mark = async (panel: NotebookPanel): Promise<void> => {
      const session = await readySession(panel, sessions);
      const { NotebookMarks } = await loadMarks();
      if (session && !panel.isDisposed) {
        marked.set(panel, new NotebookMarks(panel, session, settings, trans));
        // JupyterLab keeps closed notebooks while it waits for language servers.
        panel.disposed.connect(() => marked.delete(panel));
      }
    };
    tracker.forEach(panel => void mark(panel));
    tracker.widgetAdded.connect((_, panel) => void mark(panel));
    addCommands(
      app,
      () => tracker.currentWidget && marked.get(tracker.currentWidget),
      trans
    );
    for (const command of [
      CommandIDs.nextProblem,
      CommandIDs.previousProblem,
      CommandIDs.fix
    ]) {
      palette?.addItem({ command, category: trans.__('Cellway') });
    }
  }
};

/** The marks, to be loaded when there is a notebook. */
function loadMarks(): Promise<typeof Marks> {
  return import(/* webpackChunkName: "marks" */ '../diagnostics/marks');
}

function addCommands(
  { commands }: JupyterFrontEnd,
  current: () => NotebookMarks | null | undefined,
  trans: TranslationBundle
): void {
  const describedBy = { args: { type: 'object', properties: {} } } as const;
  const isEnabled = (): boolean => Boolean(current());
  const goTo = async (direction: 1 | -1): Promise<void> => {
    const marks = current();
    if (marks) {
      const { goToProblem } = await loadMarks();
      await goToProblem(marks, direction, trans);
    }
  };
  commands.addCommand(CommandIDs.nextProblem, {
    label: trans.__('Go to Next Problem'),
    caption: trans.__('Go to the next problem that Cellway has marked'),
    describedBy,
    isEnabled,
    execute: () => goTo(1)
  });
  commands.addCommand(CommandIDs.previousProblem, {
    label: trans.__('Go to Previous Problem'),
    caption: trans.__('Go to the problem before that Cellway has marked'),
    describedBy,
    isEnabled,
    execute: () => goTo(-1)
  });
  commands.addCommand(CommandIDs.fix, {
    label: trans.__('Quick Fix…'),
    caption: trans.__('Choose what mends the problem at the cursor'),
    describedBy,
    isEnabled,
    execute: async () => {
      const marks = current();
      if (marks) {
        const { offerFixes } = await loadMarks();
        await offerFixes(marks, trans);
      }
    }
  });
}
