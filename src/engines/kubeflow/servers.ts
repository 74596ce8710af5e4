import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { connect } from '../../kubernetes/connection/connect';
import type { RunRecord } from '../../runs/run-record';
import { EngineError } from '../engine-error';
import { findAccess } from './api/access';
import { KnownHosts } from './api/known-hosts';
import { KubeflowClient } from './api/kubeflow-client';
import type { Cluster } from './follow/task-follower';
import { kubeflowOptions, type KubeflowOptions } from './options';

export interface ServersOptions {
  /** Names Kubeflow, the kubeconfig and proxies. */
  readonly environment: NodeJS.ProcessEnv;
  /** Cellway's version, which requests bear. */
  readonly version: string;
}

/** Where a recorded run was made. */
export interface RunPlace {
  readonly client: KubeflowClient;
  readonly options: KubeflowOptions;
  readonly made: NonNullable<KubeflowOptions['made']>;
}

/** The namespace of Kubeflow's own, where runs are on one of a single person. */
const USUAL = 'kubeflow';

/** The ways to Kubeflow, and to the clusters below it. */
export class Servers {
  private readonly _clusters = new Map<string, Promise<KubernetesClient>>();

  private readonly _known: KnownHosts;

  constructor(private readonly _options: ServersOptions) {
    this._known = new KnownHosts(_options.environment);
  }

  /** @throws KubeflowError `no-kubeflow` where there is no address */
  client(options: KubeflowOptions): KubeflowClient {
    return new KubeflowClient(findAccess(options, this._options.environment));
  }

  /** Notes that the person has submitted a run there. */
  remember({ access }: KubeflowClient): Promise<void> {
    return this._known.remember(access);
  }

  /**
   * @throws EngineError `invalid-run` for a run of another engine, and for one
   *   of an address to which the person has submitted nothing
   */
  async of({ id, options: recorded }: RunRecord): Promise<RunPlace> {
    const options = kubeflowOptions.safeParse(recorded).data;
    if (!options?.made) {
      throw new EngineError(
        'invalid-run',
        `Run ${id} does not say on which Kubeflow it is`,
        'Run the notebook again.',
        { run: id }
      );
    }
    const { made } = options;
    const access = await this._known.find(made.host);
    if (!access) {
      throw new EngineError(
        'invalid-run',
        `Run ${id} says that it is on the Kubeflow at ${made.host}, to which you have submitted nothing from here`,
        'Run the notebook there yourself, if you trust both.',
        { run: id }
      );
    }
    return { options, made, client: new KubeflowClient(access) };
  }

  /**
   * The cluster below a Kubeflow; undefined where nobody has named its context.
   *
   * @throws KubernetesError
   */
  async cluster({
    context,
    program,
    namespace = USUAL
  }: KubeflowOptions): Promise<Cluster | undefined> {
    if (context === undefined) {
      return undefined;
    }
    const key = JSON.stringify([context, program]);
    const known = this._clusters.get(key);
    const made = known ?? connect({ ...this._options, context, program });
    this._clusters.set(key, made);
    // What could not be read may be mended meanwhile.
    made.catch(() => this._clusters.delete(key));
    return { client: await made, namespace };
  }

  async close(): Promise<void> {
    const clients = [...this._clusters.values()];
    this._clusters.clear();
    for (const each of clients) {
      await each.then(
        client => client.close(),
        () => undefined
      );
    }
  }
}
