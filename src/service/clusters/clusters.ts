import type * as z from 'zod';
import { argoOptions } from '../../engines/argo/options';
import { readOptions } from '../../engines/read-options';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import type {
  CheckedCluster,
  clusterCall,
  ClusterContext
} from '../api/clusters';
import type { Leftover } from './leftovers';

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
    const { examineCluster } = await import('./examine-cluster');
    const client = await this._connect(context, program);
    // What is still asked when one answer has failed is of no use.
    const end = new AbortController();
    signal?.addEventListener('abort', () => end.abort());
    try {
      return await examineCluster(client, client.open(namespace), storage, {
        signal: end.signal,
        deadline: program === undefined ? DEADLINE : DEADLINE_OF_LOGIN
      });
    } finally {
      end.abort();
      await client.close();
    }
  }

  /**
   * Looks for what runs have left in a namespace that are no longer there, and
   * removes it where somebody wants that.
   *
   * @param wants - is told what there is, before anything is removed
   * @returns whether it was removed
   * @throws KubernetesError
   */
  async clean(
    {
      context,
      namespace,
      program
    }: Pick<z.output<typeof clusterCall>, 'context' | 'namespace' | 'program'>,
    wants: (found: readonly Leftover[], namespace: string) => Promise<boolean>
  ): Promise<boolean> {
    const { findLeftovers, removeLeftovers } = await import('./leftovers');
    const client = await this._connect(context, program);
    try {
      const place = client.open(namespace);
      const found = await findLeftovers(client, place);
      const isWanted = await wants(found, place);
      if (isWanted) {
        await removeLeftovers(client, place, found);
      }
      return isWanted;
    } finally {
      await client.close();
    }
  }

  private async _connect(
    context: string,
    program: string | undefined
  ): Promise<KubernetesClient> {
    const { connect } = await import('../../kubernetes/connection/connect');
    return connect({ ...this._options, context, program });
  }
}
