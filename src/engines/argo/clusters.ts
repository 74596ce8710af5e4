import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { connect } from '../../kubernetes/connection/connect';
import { listContexts } from '../../kubernetes/connection/contexts';
import { EngineError } from '../engine-error';
import type { RunRecord } from '../../runs/run-record';
import type { ArgoOptions } from './options';
import { placeOf } from './place-of';

/** Where runs are made: what `ArgoOptions` leave open is decided. */
export interface Place {
  readonly context: string;
  readonly namespace: string;
}

export interface ClusterOfRun {
  readonly client: KubernetesClient;
  readonly namespace: string;
}

export interface ClustersOptions {
  /** Names the kubeconfig and proxies, and is what programs get that log in. */
  readonly environment: NodeJS.ProcessEnv;
  /** Cellway's version, which requests bear. */
  readonly version: string;
}

/** The clusters that this process has to do with: one connection to each. */
export class Clusters {
  private readonly _clients = new Map<string, Promise<KubernetesClient>>();

  constructor(private readonly _options: ClustersOptions) {}

  /**
   * The place that options mean; reaches no network.
   *
   * @throws KubernetesError `invalid-kubeconfig`; EngineError `no-cluster`
   */
  async place({ context, namespace }: ArgoOptions): Promise<Place> {
    const contexts = await listContexts(this._options.environment);
    const found = contexts.find(each =>
      context === undefined ? each.isCurrent : each.name === context
    );
    if (!found) {
      throw new EngineError(
        'no-cluster',
        context === undefined
          ? 'No cluster is known here: there is no kubeconfig with a current context'
          : `The kubeconfig has no context '${context}'`,
        'Ask whoever runs the cluster for a kubeconfig, and put it into ~/.kube/config or name it in KUBECONFIG.'
      );
    }
    return {
      context: found.name,
      namespace: namespace ?? found.namespace
    };
  }

  /**
   * The client for a place; sends nothing yet.
   *
   * @throws KubernetesError `no-such-context`, `program-not-agreed`, `invalid-kubeconfig`
   */
  async client(
    { context }: Place,
    { program }: ArgoOptions
  ): Promise<KubernetesClient> {
    // A cluster that is made anew often gets the name of the one before.
    const contexts = await listContexts(this._options.environment);
    const server = contexts.find(each => each.name === context)?.server;
    const key = JSON.stringify([context, server, program]);
    const known = this._clients.get(key);
    if (known) {
      return known;
    }
    const made = connect({ ...this._options, context, program });
    this._clients.set(key, made);
    // What could not be read may be mended meanwhile.
    made.catch(() => this._clients.delete(key));
    return made;
  }

  /**
   * Where a recorded run is.
   *
   * @throws as `client`; EngineError `invalid-run`
   */
  async of(record: RunRecord): Promise<ClusterOfRun> {
    const { place, options } = placeOf(record);
    const client = await this.client(place, options);
    return { client, namespace: place.namespace };
  }

  /** Ends all connections, and what goes on over them. */
  async close(): Promise<void> {
    const clients = [...this._clients.values()];
    this._clients.clear();
    await Promise.all(
      clients.map(each =>
        each.then(
          client => client.close(),
          () => undefined
        )
      )
    );
  }
}
