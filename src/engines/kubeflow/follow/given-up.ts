import { podLog } from '../../../kubernetes/client/pod-log';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { ServerRun } from '../api/shapes';
import { MAIN } from '../../pods/follow/step-log';
import type { Cluster } from './task-follower';
import { failedPod } from './task-pods';

/** What a run shows that only holds others. */
const HOLDERS = ['root', 'executor'];

/** How Kubeflow's programs write of what they end by: `F0102 10:00:00.0       15 main.go:58] why`. */
const FATAL = /^[EF]\d{4} [\d:.]+ +\d+ [^\]]+\] (.+)/;

/** How many of the last lines of a log are looked at. */
const LINES = 20;

/** How much is told of a line, in characters: Kubeflow's may hold whole pipelines. */
const MOST = 600;

/** Why a run has failed of which no step has: something of Kubeflow's own, around the steps, did. */
export async function whyGivenUp(
  run: ServerRun,
  cluster: Cluster | undefined,
  signal: AbortSignal
): Promise<string> {
  const tasks = run.run_details?.task_details ?? [];
  const failed = tasks.find(
    ({ state, display_name: name, child_tasks: pods }) =>
      state === 'FAILED' &&
      !HOLDERS.includes(name) &&
      // The run itself is called as its pods are.
      !pods.some(each => each.pod_name?.startsWith(`${name}-`))
  );
  const given = `Kubeflow has given the run up${failed ? `: its task '${failed.display_name}' has failed` : ''}`;
  const said = cluster && (await lastSaid(run.run_id, cluster, signal));
  return said ? `${given}: ${said}` : `${given}; its pages say why`;
}

/** What the pod of a run that has failed first has said last. */
async function lastSaid(
  run: string,
  { client, namespace }: Cluster,
  signal: AbortSignal
): Promise<string | undefined> {
  const lines: string[] = [];
  try {
    const pod = await failedPod(client, namespace, run, signal);
    if (pod === undefined) {
      return undefined;
    }
    const at = { namespace, pod, container: MAIN, last: LINES, signal };
    for await (const { text } of podLog(client, at)) {
      const [, said] = FATAL.exec(text) ?? [];
      lines.push(...(said === undefined ? [] : [said]));
    }
  } catch (error) {
    if (!(error instanceof KubernetesError) && !signal.aborted) {
      throw error;
    }
  }
  return lines.at(-1)?.slice(0, MOST);
}
