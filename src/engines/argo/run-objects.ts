/** What a cluster holds of a run, found by its label. */
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import type { CustomObject } from '../../kubernetes/objects';
import { RUN_LABEL, WOKEN } from './compile/objects';
import { isOver, readWorkflow } from './follow/workflow-state';

/**
 * Ends what is going on of a run; its pods are stopped.
 *
 * @throws KubernetesError
 */
export async function shutDown(
  client: KubernetesClient,
  namespace: string,
  run: string
): Promise<void> {
  for (const object of await workflowsOf(client, namespace, run)) {
    const state = readWorkflow(object);
    if (state && !isOver(state)) {
      const { name, uid } = object.metadata;
      // It changes each time: Argo may have missed the last change.
      const annotations = { [WOKEN]: new Date().toISOString() };
      const patch = {
        metadata: { uid, annotations },
        spec: { shutdown: 'Terminate', suspend: null }
      };
      await client.merge('workflows', name, patch, { namespace });
    }
  }
}

/**
 * Removes the workflows of a run, and with them all that belongs to them.
 *
 * @throws KubernetesError
 */
export async function removeObjects(
  client: KubernetesClient,
  namespace: string,
  run: string
): Promise<void> {
  for (const { metadata } of await workflowsOf(client, namespace, run)) {
    try {
      await client.delete('workflows', metadata, { namespace });
    } catch (error) {
      if (!isNotThere(error)) {
        throw error;
      }
    }
  }
}

async function workflowsOf(
  client: KubernetesClient,
  namespace: string,
  run: string
): Promise<readonly CustomObject[]> {
  const labels = `${RUN_LABEL}=${run}`;
  return (await client.list('workflows', { namespace, labels })).items;
}

/** Whether an object is not there, or nothing of its kind. */
export function isNotThere(error: unknown): boolean {
  return error instanceof KubernetesError && error.code === 'not-found';
}
