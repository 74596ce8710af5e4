import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IStateDB } from '@jupyterlab/statedb';
import type { ITranslator } from '@jupyterlab/translation';
import type { JSONObject } from '@lumino/coreutils';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ClusterContext } from '../../service/api/clusters';
import type { NewRun } from '../../service/api/runs';
import { followSettings } from '../sessions/follow-settings';
import type { IService } from '../api/service';
import { hostOf, type ClusterPlace } from '../runs/run-place';
import {
  optionsOf,
  optionsOfKubeflow,
  readSettings,
  type ClusterSettings
} from './cluster-settings';

/** Where it is kept that runs go to the cluster. */
const KEY = 'cellway:run-target';

export interface RunTargetParts {
  readonly service: IService;
  readonly registry: ISettingRegistry | null;
  readonly state: IStateDB | null;
  readonly translator: ITranslator | null;
  /** The id of the plugin whose settings tell of the cluster. */
  readonly plugin: string;
}

/** What a person chooses from. */
export type Where = 'here' | 'cluster' | 'kubeflow';

/** What of a new run says where it is made. */
export type WhereToRun = Pick<NewRun, 'engine' | 'options'>;

/** Where a person's runs are made, whatever the notebook: on this machine, or on the cluster that is set up. */
export class RunTarget {
  private _settings: ClusterSettings = readSettings({});
  private _wanted: Where = 'here';
  private _contexts: readonly ClusterContext[] = [];
  private readonly _changed = new Signal<this, void>(this);

  private constructor(private readonly _parts: RunTargetParts) {}

  /** As it was left. */
  static async restore(parts: RunTargetParts): Promise<RunTarget> {
    const target = new RunTarget(parts);
    const { registry, state, plugin, translator, service } = parts;
    const kept = await state?.fetch(KEY).catch(() => undefined);
    target._wanted = kept === 'cluster' || kept === 'kubeflow' ? kept : 'here';
    if (registry) {
      void followSettings(registry, plugin, translator, values => {
        target._settings = readSettings(values as JSONObject);
        target._changed.emit();
      });
      // By then they are read, unless they are not valid.
      await registry.load(plugin).catch(() => undefined);
    }
    // Nobody waits for it: it only says whether there is anything to offer.
    void service.clusters.contexts().then(
      contexts => {
        target._contexts = contexts;
        target._changed.emit();
      },
      () => undefined
    );
    return target;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  get settings(): ClusterSettings {
    return this._settings;
  }

  /** Whether a cluster is set up. */
  get hasCluster(): boolean {
    return this._settings.context !== '';
  }

  /** Whether there is a cluster to run on, or one that could be set up. */
  get isOffered(): boolean {
    return (
      this.hasCluster ||
      this._contexts.length > 0 ||
      this.kubeflow !== undefined
    );
  }

  /** Where runs go. */
  get kind(): Where {
    const isThere = {
      here: true,
      cluster: this.hasCluster,
      kubeflow: this.kubeflow !== undefined
    };
    return isThere[this._wanted] ? this._wanted : 'here';
  }

  /** Whether runs go to the cluster, with Argo. */
  get isCluster(): boolean {
    return this.kind === 'cluster';
  }

  /** The Kubeflow that is set up. */
  get kubeflow(): ClusterPlace | undefined {
    const { host, namespace } = this._settings.kubeflow;
    return host === ''
      ? undefined
      : { system: 'Kubeflow', context: hostOf(host), namespace };
  }

  /** The namespace on the cluster, also where it is that of the context; '' where nobody knows. */
  get namespace(): string {
    const { context, namespace } = this._settings;
    const found = this._contexts.find(each => each.name === context);
    return namespace || found?.namespace || '';
  }

  get where(): WhereToRun {
    switch (this.kind) {
      case 'cluster':
        return { engine: 'argo', options: optionsOf(this._settings) };
      case 'kubeflow':
        return {
          engine: 'kubeflow',
          options: optionsOfKubeflow(this._settings)
        };
      default:
        return {};
    }
  }

  choose(where: Where): void {
    this._wanted = where;
    void this._parts.state?.save(KEY, where);
    this._changed.emit();
  }

  /** Keeps settings; what does not differ is not written. */
  async set(values: JSONObject): Promise<void> {
    const { registry, plugin } = this._parts;
    const known = this._settings.values;
    for (const [name, value] of Object.entries(values)) {
      if (JSON.stringify(known[name]) !== JSON.stringify(value)) {
        await registry?.set(plugin, name, value);
      }
    }
  }
}
