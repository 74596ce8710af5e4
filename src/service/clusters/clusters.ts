import type * as z from 'zod';
import { argoOptions } from '../../engines/argo/options';
import { readOptions } from '../../engines/read-options';
import type { CallOptions } from '../../kubernetes/client/call';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import type {
  CheckedCluster,
  ClusterOffers,
  offersCall,
  clusterCall,
  ClusterContext
} from '../api/clusters';
import type {
  ClusterVolume,
  ClusterVolumes,
  newVolumeCall,
  volumesCall
} from '../api/volumes';
import type { Tidied } from '../../engines/pods/results/tidy-claim';
import type { Leftover } from './leftovers';
import type { TidiedClaim } from './tidy-results';

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
    return this._ask({ context, program }, signal, (client, how) =>
      examineCluster(client, client.open(namespace), storage, how)
    );
  }

  /**
   * What steps can ask for. Changes nothing there.
   *
   * @throws KubernetesError
   */
  async offers(
    call: z.output<typeof offersCall>,
    signal?: AbortSignal
  ): Promise<ClusterOffers> {
    const { tellOffers } = await import('./offers');
    return this._ask(call, signal, (client, how) =>
      tellOffers(client, call.context, how)
    );
  }

  /**
   * What a namespace has of volumes. Changes nothing there.
   *
   * @throws KubernetesError
   */
  async volumes(
    call: z.output<typeof volumesCall>,
    signal?: AbortSignal
  ): Promise<ClusterVolumes> {
    const { tellVolumes } = await import('./volumes');
    return this._ask(call, signal, (client, how) =>
      tellVolumes(client, call, how)
    );
  }

  /**
   * Makes a volume, or only lets the cluster check it.
   *
   * @throws KubernetesError
   */
  async makeVolume(
    call: z.output<typeof newVolumeCall>
  ): Promise<ClusterVolume> {
    const { makeVolume } = await import('./volumes');
    return this._ask(call, undefined, (client, how) =>
      makeVolume(client, call, how)
    );
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

  /**
   * Removes what is old from a claim for the results of all runs, where
   * somebody wants that.
   *
   * @param wants - is told what would go, before anything does
   * @returns what has gone; undefined where nothing was to
   * @throws KubernetesError; EngineError `cannot-show`
   */
  async tidy(
    {
      context,
      program,
      ...claim
    }: Omit<TidiedClaim, 'namespace'> &
      Pick<z.output<typeof clusterCall>, 'context' | 'namespace' | 'program'>,
    wants: (would: Tidied) => Promise<boolean>
  ): Promise<Tidied | undefined> {
    const { tidyResults } = await import('./tidy-results');
    const client = await this._connect(context, program);
    try {
      const namespace = client.open(claim.namespace);
      return await tidyResults(client, { ...claim, namespace }, wants);
    } finally {
      await client.close();
    }
  }

  /** Connects for one question; a person waits for the answer. */
  private async _ask<T>(
    {
      context,
      program
    }: Pick<z.output<typeof clusterCall>, 'context' | 'program'>,
    signal: AbortSignal | undefined,
    ask: (client: KubernetesClient, options: CallOptions) => Promise<T>
  ): Promise<T> {
    const client = await this._connect(context, program);
    // What is still asked when one answer has failed is of no use.
    const end = new AbortController();
    signal?.addEventListener('abort', () => end.abort());
    try {
      return await ask(client, {
        signal: end.signal,
        deadline: program === undefined ? DEADLINE : DEADLINE_OF_LOGIN
      });
    } finally {
      end.abort();
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
