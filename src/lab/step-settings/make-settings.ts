/** What the panel shows; loaded when it is first shown. */
import type { NotebookSession } from '../sessions/notebook-session';
import { ClusterOffers } from './cluster-offers';
import { SettingsBody, type ModelOf } from './settings-body';
import { SettingsModel } from './settings-model';
import type { SettingsPanelParts } from './settings-panel';

export interface ShownSettings {
  readonly body: SettingsBody;
  readonly modelOf: ModelOf;
}

/** A model for each notebook that comes to the front, and what shows it. */
export function makeSettings({
  sessions,
  service,
  clusters,
  trans
}: SettingsPanelParts): ShownSettings {
  const models = new WeakMap<NotebookSession, SettingsModel>();
  const modelOf: ModelOf = () => {
    const { current } = sessions;
    let model = current && models.get(current);
    if (current && !model) {
      model = new SettingsModel(current);
      models.set(current, model);
    }
    return model;
  };
  const body = new SettingsBody({
    sessions,
    modelOf,
    offers: new ClusterOffers(clusters, service),
    volumes: service && clusters ? { service, clusters } : undefined,
    trans
  });
  return { body, modelOf };
}
