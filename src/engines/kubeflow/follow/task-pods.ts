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
    for (const pod of await podsOf(client, namespace, run, signal)) {
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

/**
 * The name of the first pod of a run that has failed.
 *
 * @throws KubernetesError
 */
export async function failedPod(
  client: KubernetesClient,
  namespace: string,
  run: string,
  signal: AbortSignal
): Promise<string | undefined> {
  const pods = await podsOf(client, namespace, run, signal);
  const made = ({ metadata }: Pod): string => metadata.creationTimestamp ?? '';
  return pods
    .filter(({ status }) => status?.phase === 'Failed')
    .sort((a, b) => made(a).localeCompare(made(b)))
    .at(0)?.metadata.name;
}

async function podsOf(
  client: KubernetesClient,
  namespace: string,
  run: string,
  signal: AbortSignal
): Promise<readonly Pod[]> {
  const labels = `${RUN}=${run}`;
  return (await client.list('pods', { namespace, labels, signal })).items;
}

/** Whether the container of a step has begun. */
export function hasBegun({ status }: Pod): boolean {
  const { running, terminated } =
    status?.containerStatuses?.find(each => each.name === MAIN)?.state ?? {};
  return (running ?? terminated) !== undefined;
}
