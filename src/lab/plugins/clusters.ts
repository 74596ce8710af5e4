import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IService } from '../api/service';
import { IClusters } from '../clusters/clusters';
import type { RunTarget } from '../clusters/run-target';
import { CommandIDs } from '../commands';

/** Lets notebooks run on a cluster. */
export const clusters: JupyterFrontEndPlugin<IClusters> = {
  id: 'cellway:clusters',
  description: 'Lets notebooks run on a cluster, with Argo Workflows.',
  autoStart: true,
  requires: [IService],
  optional: [ISettingRegistry, IStateDB, ICommandPalette, ITranslator],
  provides: IClusters,
  activate: (
    app: JupyterFrontEnd,
    service: IService,
    registry: ISettingRegistry | null,
    state: IStateDB | null,
    palette: ICommandPalette | null,
    translator: ITranslator | null
  ): IClusters => {
    const { commands } = app;
    const trans = (translator ?? nullTranslator).load('cellway');
    const load = () =>
      import(/* webpackChunkName: "clusters" */ '../clusters/set-up');
    let made: Promise<RunTarget> | undefined;
    const target = (): Promise<RunTarget> => {
      made ??= load().then(({ RunTarget }) =>
        RunTarget.restore({
          service,
          registry,
          state,
          translator,
          plugin: clusters.id
        })
      );
      return made;
    };
    const command = CommandIDs.setUpCluster;
    commands.addCommand(command, {
      label: trans.__('Set Up a Cluster…'),
      caption: trans.__('Choose the cluster that notebooks can run on'),
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const { setUp } = await load();
        await setUp(await target(), { service, commands, trans });
      }
    });
    palette?.addItem({ command, category: trans.__('Cellway') });
    return { target };
  }
};
