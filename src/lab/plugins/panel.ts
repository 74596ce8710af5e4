import {
  ILabShell,
  ILayoutRestorer,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IService } from '../api/service';
import { IClusters } from '../clusters/clusters';
import { CommandIDs } from '../commands';
// eslint-disable-next-line jupyter/prefer-lazy-imports -- the sidebar has its tab at once; what it shows is loaded later
import { CellwayPanel } from '../panel/cellway-panel';
import { ISessions } from '../sessions/sessions';

/** Adds the panel to the left sidebar. */
export const panel: JupyterFrontEndPlugin<void> = {
  id: 'cellway:panel',
  description: 'Shows the pipeline and the runs of a notebook in the sidebar.',
  autoStart: true,
  requires: [ISessions, IService],
  optional: [
    ILabShell,
    ILayoutRestorer,
    ICommandPalette,
    IStateDB,
    ITranslator,
    IClusters
  ],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    service: IService,
    labShell: ILabShell | null,
    restorer: ILayoutRestorer | null,
    palette: ICommandPalette | null,
    state: IStateDB | null,
    translator: ITranslator | null,
    clusters: IClusters | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    const widget = new CellwayPanel({
      sessions,
      service,
      commands: app.commands,
      translator: translator ?? nullTranslator,
      state,
      clusters,
      activate: id => app.shell.activateById(id)
    });
    restorer?.add(widget, 'cellway-panel');
    app.shell.add(widget, 'left', { rank: 550, type: 'Cellway' });
    app.commands.addCommand(CommandIDs.showPanel, {
      label: trans.__('Show Cellway'),
      caption: trans.__('Show the pipeline and the runs of the notebook'),
      describedBy: {
        args: {
          type: 'object',
          properties: {
            step: {
              type: 'string',
              description: 'The id of a step whose row gets the focus.'
            },
            focus: {
              type: 'boolean',
              description:
                'Whether the focus goes to the panel; it does where it is not given.'
            }
          }
        }
      },
      execute: async ({ step, focus }) => {
        // In Notebook 7 a sidebar opens only if it is asked to.
        app.shell.activateById(widget.id);
        if (!labShell && !widget.isVisible) {
          void app.commands.execute('application:toggle-panel', {
            side: 'left',
            id: widget.id
          });
        }
        if (typeof step === 'string') {
          await widget.goToStep(step);
        } else if (focus !== false) {
          await widget.focus();
        }
      }
    });
    app.commands.addCommand(CommandIDs.takeValues, {
      label: trans.__('Take Values from a Kubeflow Pipeline…'),
      caption: trans.__(
        'Give parameters the values that a compiled pipeline has'
      ),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => sessions.currentPanel !== undefined,
      execute: async () => {
        const session = sessions.current;
        if (session) {
          const { takeValues } = await import(
            /* webpackChunkName: "take-values" */ '../panel/parameters/take-values'
          );
          await takeValues(session, app, translator ?? nullTranslator);
        }
      }
    });
    for (const command of [CommandIDs.showPanel, CommandIDs.takeValues]) {
      palette?.addItem({ command, category: trans.__('Cellway') });
    }
  }
};
