import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IService } from '../api/service';
import { IClusters } from '../clusters/clusters';
import { CommandIDs } from '../commands';
import { tuneIcon } from '../icons/icons';
import { ISessions } from '../sessions/sessions';
import { SettingsPanel } from '../step-settings/settings-panel';
import type { SettingsModel } from '../step-settings/settings-model';

/** Adds the form for what is set for steps and for the notebook. */
export const stepSettings: JupyterFrontEndPlugin<void> = {
  id: 'cellway:step-settings',
  description:
    'Adds a form for what is set for steps, such as memory, retries and secrets, and for the notebook.',
  autoStart: true,
  requires: [ISessions],
  optional: [
    ILabShell,
    ILayoutRestorer,
    ICommandPalette,
    ITranslator,
    IService,
    IClusters
  ],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null,
    service: IService | null,
    clusters: IClusters | null
  ): void => {
    const { commands, shell } = app;
    const trans = (translator ?? nullTranslator).load('cellway');
    const panel = new SettingsPanel({ sessions, service, clusters, trans });
    restorer?.add(panel, 'cellway-step-settings');
    shell.add(panel, 'right', { rank: 550, type: 'Cellway' });

    const open = async (
      show: (model: SettingsModel) => void
    ): Promise<void> => {
      // What is to be shown first, so that it is there when the panel comes.
      const model = await panel.load();
      if (model) {
        show(model);
      }
      shell.activateById(panel.id);
      if (!labShell && !panel.isVisible) {
        // In Notebook 7 a sidebar opens only if it is asked to.
        await commands.execute('application:toggle-panel', {
          side: 'right',
          id: panel.id
        });
      }
      await panel.focus();
    };
    const isEnabled = (): boolean => sessions.currentPanel !== undefined;

    commands.addCommand(CommandIDs.stepSettings, {
      label: trans.__('Step Settings'),
      caption: trans.__(
        'Show what is set for a step: memory, retries, secrets and more'
      ),
      icon: tuneIcon,
      describedBy: {
        args: {
          type: 'object',
          properties: {
            step: {
              type: 'string',
              description:
                'The name of the step; that of the active cell where it is not given.'
            }
          }
        }
      },
      isEnabled,
      execute: ({ step }) =>
        open(model =>
          model.showStep(typeof step === 'string' ? step : undefined)
        )
    });
    commands.addCommand(CommandIDs.notebookSettings, {
      label: trans.__('Pipeline Settings'),
      caption: trans.__(
        'Show the name, the volumes and what is set for all steps of the notebook'
      ),
      icon: tuneIcon,
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled,
      execute: () => open(model => model.showNotebook())
    });
    for (const command of [
      CommandIDs.stepSettings,
      CommandIDs.notebookSettings
    ]) {
      palette?.addItem({ command, category: trans.__('Cellway') });
    }
  }
};
