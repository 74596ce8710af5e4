import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, type NotebookPanel } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import {
  BadgeSettings,
  type BadgeContent,
  type ShownOn
} from '../badges/badge-settings';
import type { NotebookBadges } from '../badges/notebook-badges';
import { CommandIDs } from '../commands';
import { followSettings } from '../sessions/follow-settings';
import { readySession } from '../sessions/ready-session';
import { ISessions } from '../sessions/sessions';

/** Shows on the cells which step each belongs to, and how that is doing. */
export const badges: JupyterFrontEndPlugin<void> = {
  id: 'cellway:badges',
  description:
    'Shows on the cells of a notebook which step they belong to and how it is doing.',
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
    const { commands } = app;
    const settings = new BadgeSettings();
    if (registry) {
      void followSettings(
        registry,
        badges.id,
        translator,
        ({ shownOn, content }) => {
          settings.shownOn = isShownOn(shownOn) ? shownOn : 'all';
          settings.content = isContent(content) ? content : 'state';
        }
      );
    }
    const known = new WeakMap<NotebookPanel, NotebookBadges>();
    const show = async (panel: NotebookPanel): Promise<void> => {
      const [{ NotebookBadges }, session] = await Promise.all([
        import(/* webpackChunkName: "badges" */ '../badges/notebook-badges'),
        readySession(panel, sessions)
      ]);
      if (session && !panel.isDisposed) {
        const parts = { commands, settings, trans };
        known.set(panel, new NotebookBadges(panel, session, parts));
        // JupyterLab keeps closed notebooks while it waits for language servers.
        panel.disposed.connect(() => known.delete(panel));
      }
    };
    tracker.forEach(panel => void show(panel));
    tracker.widgetAdded.connect((_, panel) => void show(panel));

    const current = (): NotebookBadges | undefined =>
      tracker.currentWidget ? known.get(tracker.currentWidget) : undefined;
    commands.addCommand(CommandIDs.focusBadge, {
      label: trans.__('Go to the Badge of This Step'),
      caption: trans.__(
        'Give the focus to the badge of the step that the active cell belongs to'
      ),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => current() !== undefined,
      execute: async () => current()?.focus()
    });
    palette?.addItem({
      command: CommandIDs.focusBadge,
      category: trans.__('Cellway')
    });
  }
};

function isShownOn(value: unknown): value is ShownOn {
  return value === 'all' || value === 'tagged' || value === 'none';
}

function isContent(value: unknown): value is BadgeContent {
  return value === 'name' || value === 'flows' || value === 'state';
}
