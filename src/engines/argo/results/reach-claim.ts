import { readFile } from 'node:fs/promises';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { ClaimAccess, Owner } from '../../pods/results/claim-access';
import { RUN_LABEL } from '../compile/objects';
import type { ArgoOptions } from '../options';

export interface RunOnCluster {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** The id of the run. */
  readonly run: string;
  /** How it was made. */
  readonly options: ArgoOptions;
  /** The path of the runner's program. */
  readonly runner: string;
}

/**
 * How what a run has left is reached.
 *
 * @throws KubernetesError
 */
export async function reachClaim(where: RunOnCluster): Promise<ClaimAccess> {
  const { client, namespace, run, options, runner } = where;
  const owner = await newestWorkflow(where);
  return {
    client,
    namespace,
    run,
    claim: options.storage.claim ?? `cellway-${run}-data`,
    runner: await readFile(runner),
    options,
    ...(owner && { owner })
  };
}

/** The last workflow of a run; undefined where there is none any more. */
async function newestWorkflow({
  client,
  namespace,
  run
}: RunOnCluster): Promise<Owner | undefined> {
  try {
    const labels = `${RUN_LABEL}=${run}`;
    const { items } = await client.list('workflows', { namespace, labels });
    const newest = items
      .map(each => each.metadata)
      .filter(each => each.deletionTimestamp === undefined)
      .sort((a, b) =>
        (a.creationTimestamp ?? '').localeCompare(b.creationTimestamp ?? '')
      )
      .at(-1);
    return (
      newest && {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Workflow',
        name: newest.name,
        uid: newest.uid
      }
    );
  } catch (error) {
    if (
      error instanceof KubernetesError &&
      ['not-found', 'forbidden'].includes(error.code)
    ) {
      return undefined;
    }
    throw error;
  }
}
