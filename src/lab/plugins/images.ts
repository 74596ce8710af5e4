import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IService } from '../api/service';
import { CommandIDs } from '../commands';
import { ISessions } from '../sessions/sessions';

/** Makes images with what notebooks import. */
export const images: JupyterFrontEndPlugin<void> = {
  id: 'cellway:images',
  description:
    'Writes what makes a container image with the packages that a notebook imports.',
  autoStart: true,
  requires: [ISessions, IService],
  optional: [ICommandPalette, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions,
    service: IService,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('cellway');
    const command = CommandIDs.makeImage;
    app.commands.addCommand(command, {
      label: trans.__('Make an Image of This Environment…'),
      caption: trans.__(
        'Write what makes a container image with the packages that the notebook imports'
      ),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => sessions.currentPanel !== undefined,
      execute: async () => {
        const panel = sessions.currentPanel;
        if (panel) {
          const { makeImage } = await import(
            /* webpackChunkName: "images" */ '../images/make-image'
          );
          await makeImage(panel.context, service, trans);
        }
      }
    });
    palette?.addItem({ command, category: trans.__('Cellway') });
  }
};
