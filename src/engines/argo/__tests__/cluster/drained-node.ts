/** A node that is emptied, as `kubectl drain` does it, but of one pod only. */
import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import {
  give,
  kubectl,
  KUBECTL
} from '../../../../kubernetes/__tests__/cluster/cluster';
import type { KubernetesClient } from '../../../../kubernetes/client/kubernetes-client';
import type { Pod } from '../../../../kubernetes/objects';

/** How long the node is closed at most, in seconds: others may use the cluster. */
const LONGEST = 20;

/**
 * Closes the node of the pod that runs, has the pod evicted, and opens the node again as
 * soon as there is a pod in its place.
 *
 * @param labels - of both, and of earlier ones
 * @returns that one, as it was while the node was closed
 */
export async function drainNodeOf(
  client: KubernetesClient,
  namespace: string,
  labels: string
): Promise<Pod> {
  const pods = async (): Promise<readonly Pod[]> =>
    (await client.list('pods', { namespace, labels })).items;
  const before = await pods();
  const known = new Set(before.map(each => each.metadata.uid));
  const running = before.find(each => each.status?.phase === 'Running');
  const { nodeName: node = '' } = running?.spec ?? {};
  const guard = openLater(node);
  try {
    await kubectl('cordon', node);
    await evict(namespace, running?.metadata.name ?? '');
    const end = performance.now() + LONGEST * 1000;
    while (performance.now() < end) {
      const next = (await pods()).find(each => !known.has(each.metadata.uid));
      if (next && (next.spec.nodeName !== undefined || isUnplaced(next))) {
        return next;
      }
      await setTimeout(100);
    }
    throw new Error('No pod has come in the place of the one evicted.');
  } finally {
    await kubectl('uncordon', node);
    guard.kill();
  }
}

/** Opens a node again even where this process is killed meanwhile. */
function openLater(node: string): ChildProcess {
  const script = `sleep ${2 * LONGEST}; exec "$0" uncordon "$1"`;
  const guard = spawn('sh', ['-c', script, KUBECTL, node], {
    detached: true,
    stdio: 'ignore'
  });
  guard.unref();
  return guard;
}

async function evict(namespace: string, name: string): Promise<void> {
  const eviction = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name },
    deleteOptions: { gracePeriodSeconds: 1 }
  };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/eviction`;
  const args = ['create', '--raw', path, '--filename', '-'];
  await give(JSON.stringify(eviction), ...args);
}

function isUnplaced({ status }: Pod): boolean {
  return (status?.conditions ?? []).some(
    each => each.type === 'PodScheduled' && each.status === 'False'
  );
}
