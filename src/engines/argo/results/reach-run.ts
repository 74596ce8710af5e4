import { readFile } from 'node:fs/promises';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { RunRecord } from '../../../runs/run-record';
import type { DataAccess, Owner } from '../../pods/results/data-access';
import { runnerMap } from '../compile/code-maps';
import { ofRun, RUN_LABEL } from '../compile/objects';
import { placeOf } from '../place-of';
import { dataPlace } from '../storage';

/**
 * How what a run has left is reached.
 *
 * @param runner - the path of the runner's program
 * @throws KubernetesError; EngineError `invalid-run`
 */
export async function reachRun(
  record: RunRecord,
  client: KubernetesClient,
  runner: string
): Promise<DataAccess> {
  const { id: run } = record;
  const { place, options } = placeOf(record);
  const { namespace } = place;
  const owner = await newestWorkflow(client, namespace, run);
  return {
    client,
    namespace,
    run,
    data: dataPlace(run, options),
    labels: ofRun(run, '', namespace).labels,
    program: { ...runnerMap(await readFile(runner), namespace) },
    options,
    ...(owner && { owner })
  };
}

/** The last workflow of a run; undefined where there is none any more. */
async function newestWorkflow(
  client: KubernetesClient,
  namespace: string,
  run: string
): Promise<Owner | undefined> {
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
