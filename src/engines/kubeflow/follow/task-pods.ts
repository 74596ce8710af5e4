import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { Pod } from '../../../kubernetes/objects';
import { MAIN } from '../../pods/follow/step-log';

/** On each pod of a run: the id that Kubeflow gives it. */
const RUN = 'pipeline/runid';

/** Argo's own note of what a pod is for, such as `NAME.root.train.executor(0)`. */
const NODE = 'workflows.argoproj.io/node-name';
const OF_TASK = /\.root\.([^.]+)\.executor(?:\(\d+\))?$/;

/** The pod of the last try of each task, by the tasks' names; none where the cluster does not say. */
export async function taskPods(
  client: KubernetesClient,
  namespace: string,
  run: string,
  signal: AbortSignal
): Promise<Map<string, Pod>> {
  const found = new Map<string, Pod>();
  try {
    const labels = `${RUN}=${run}`;
    const { items } = await client.list('pods', { namespace, labels, signal });
    for (const pod of items) {
      const { annotations = {}, creationTimestamp = '' } = pod.metadata;
      const [, task] = OF_TASK.exec(annotations[NODE] ?? '') ?? [];
      const known = task !== undefined ? found.get(task) : undefined;
      if (
        task !== undefined &&
        (known?.metadata.creationTimestamp ?? '') <= creationTimestamp
      ) {
        found.set(task, pod);
      }
    }
  } catch (error) {
    if (!(error instanceof KubernetesError) && !signal.aborted) {
      throw error;
    }
  }
  return found;
}

/** Whether the container of a step has begun. */
export function hasBegun({ status }: Pod): boolean {
  const { running, terminated } =
    status?.containerStatuses?.find(each => each.name === MAIN)?.state ?? {};
  return (running ?? terminated) !== undefined;
}
