import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { IStateDB } from '@jupyterlab/statedb';
import { ITranslator } from '@jupyterlab/translation';
import { IService } from '../api/service';
import { IClusters } from '../clusters/clusters';
import type { LoadAnalysis } from '../pipelines/pipeline-model';
import { followSettings } from '../sessions/follow-settings';
import { Preferences, readPreferences } from '../sessions/preferences';
import { ISessions, Sessions } from '../sessions/sessions';

/** Knows the open notebooks with their pipelines and runs. */
export const sessions: JupyterFrontEndPlugin<ISessions> = {
  id: 'cellway:sessions',
  description: 'Knows the pipelines and the runs of the open notebooks.',
  autoStart: true,
  requires: [INotebookTracker, IService],
  optional: [ISettingRegistry, IStateDB, ITranslator, IClusters],
  provides: ISessions,
  activate: (
    _app: JupyterFrontEnd,
    tracker: INotebookTracker,
    service: IService,
    registry: ISettingRegistry | null,
    state: IStateDB | null,
    translator: ITranslator | null,
    clusters: IClusters | null
  ): ISessions => {
    const preferences = new Preferences();
    if (registry) {
      void followSettings(registry, sessions.id, translator, values =>
        preferences.set(readPreferences(values))
      );
    }
    return new Sessions(tracker, {
      service,
      loadAnalysis,
      preferences,
      ...(state && { state }),
      ...(clusters && { clusters })
    });
  }
};

let analysis: ReturnType<LoadAnalysis> | undefined;

/** One analysis serves all notebooks. Where it cannot be loaded, the next call tries again. */
const loadAnalysis: LoadAnalysis = () => {
  analysis ??= import(
    /* webpackChunkName: "analysis" */ '../pipelines/analyse'
  ).then(module => module.createAnalysis());
  analysis.catch(() => {
    analysis = undefined;
  });
  return analysis;
};
