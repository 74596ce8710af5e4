import {
  ILabShell,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs } from '../commands';
import { ISessions } from '../sessions/sessions';
import { noticeUse } from '../tour/first-use';

/** Shows what there is, once, to who begins to use Cellway. */
export const tour: JupyterFrontEndPlugin<void> = {
  id: 'cellway:tour',
  description:
    'Shows in a few steps what Cellway does, when it is first used and when it is asked for.',
  autoStart: true,
  optional: [
    ISessions,
    ISettingRegistry,
    ILabShell,
    ICommandPalette,
    ITranslator
  ],
  activate: (
    app: JupyterFrontEnd,
    sessions: ISessions | null,
    registry: ISettingRegistry | null,
    labShell: ILabShell | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): void => {
    const { commands } = app;
    const trans = (translator ?? nullTranslator).load('cellway');
    const start = async (takesFocus: boolean): Promise<void> => {
      const { startTour } = await import(
        /* webpackChunkName: "tour" */ '../tour/start-tour'
      );
      await startTour(commands, trans, takesFocus, labShell !== null);
    };

    commands.addCommand(CommandIDs.tour, {
      label: trans.__('Tour of Cellway'),
      caption: trans.__('Show in a few steps what Cellway does'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: () => start(true)
    });
    palette?.addItem({
      command: CommandIDs.tour,
      category: trans.__('Cellway')
    });

    /** Where it cannot be remembered that it was shown, it is shown once a page. */
    let wasShown = false;
    const offer = async (): Promise<void> => {
      const settings = await registry?.load(tour.id);
      if (settings?.composite.offer !== true || wasShown) {
        return;
      }
      wasShown = true;
      await settings.set('offer', false).catch(() => undefined);
      await start(false);
    };
    void app.restored.then(() =>
      noticeUse({
        commands,
        labShell,
        sessions,
        onUse: () => void offer().catch(() => undefined)
      })
    );
  }
};
