import type * as z from 'zod';
import { argoOptions } from '../../engines/argo/options';
import { readOptions } from '../../engines/read-options';
import type {
  CheckedCluster,
  clusterCall,
  ClusterContext
} from '../api/clusters';

/** How long one question to a cluster may take, in ms: a person waits. */
const DEADLINE = 15_000;

/** As much, where a person may have to log in meanwhile. */
const DEADLINE_OF_LOGIN = 60_000;

export interface ClustersOptions {
  /** The environment that names kubeconfig and proxies. */
  readonly environment: NodeJS.ProcessEnv;
  /** Cellway's version, which requests bear. */
  readonly version: string;
}

/**
 * The clusters that a person can reach. What talks to them is large, and
 * loaded when somebody asks.
 */
export class Clusters {
  constructor(private readonly _options: ClustersOptions) {}

  /**
   * The contexts that there are to choose from. Reaches no network.
   *
   * @throws KubernetesError `invalid-kubeconfig`
   */
  async list(): Promise<ClusterContext[]> {
    const { listContexts } =
      await import('../../kubernetes/connection/contexts');
    return listContexts(this._options.environment);
  }

  /**
   * What a cluster can do for us. Changes nothing there.
   *
   * @throws KubernetesError, EngineError `invalid-options`
   */
  async check(
    { context, namespace, program, options }: z.output<typeof clusterCall>,
    signal?: AbortSignal
  ): Promise<CheckedCluster> {
    const { storage } = readOptions(argoOptions, 'argo', options);
    const [{ connect }, { examineCluster }] = await Promise.all([
      import('../../kubernetes/connection/connect'),
      import('./examine-cluster')
    ]);
    const client = await connect({ ...this._options, context, program });
    // What is still asked when one answer has failed is of no use.
    const end = new AbortController();
    signal?.addEventListener('abort', () => end.abort());
    try {
      return await examineCluster(client, client.open(namespace), storage, {
        signal,
        deadline: program === undefined ? DEADLINE : DEADLINE_OF_LOGIN
      });
    } finally {
      end.abort();
      await client.close();
    }
  }
}
