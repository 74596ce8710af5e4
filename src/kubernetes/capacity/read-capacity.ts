import type { CallOptions } from '../client/call';
import type { KubernetesClient } from '../client/kubernetes-client';
import { KubernetesError } from '../kubernetes-error';
import type { LimitRange, Node, Objects, ResourceQuota } from '../objects';

/**
 * What a cluster and a namespace of it have to give. What may not be listed is
 * absent: nobody can say anything of it then.
 */
export interface Capacity {
  readonly namespace: string;
  readonly nodes?: readonly Node[];
  readonly quotas?: readonly ResourceQuota[];
  readonly limitRanges?: readonly LimitRange[];
}

/**
 * Reads it anew.
 *
 * @throws KubernetesError where it is no missing right that keeps it from being told
 */
export async function readCapacity(
  client: KubernetesClient,
  namespace: string,
  { signal, deadline }: CallOptions = {}
): Promise<Capacity> {
  // What is still asked when one answer has failed is of no use.
  const end = new AbortController();
  const options = {
    deadline,
    signal: signal ? AbortSignal.any([signal, end.signal]) : end.signal
  };
  const listed = async <R extends 'nodes' | 'resourcequotas' | 'limitranges'>(
    resource: R
  ): Promise<readonly Objects[R][] | undefined> => {
    try {
      return (await client.list(resource, { ...options, namespace })).items;
    } catch (error) {
      if (error instanceof KubernetesError && error.code === 'forbidden') {
        return undefined;
      }
      throw error;
    }
  };
  const [nodes, quotas, limitRanges] = await Promise.all([
    listed('nodes'),
    listed('resourcequotas'),
    listed('limitranges')
  ]).finally(() => end.abort());
  return {
    namespace,
    ...(nodes && { nodes: nodes.map(essence) }),
    ...(quotas && { quotas }),
    ...(limitRanges && { limitRanges })
  };
}

/** Without what takes most of the room: images, addresses, who has written which field. */
function essence({ apiVersion, kind, metadata, spec, status }: Node): Node {
  const { name, uid, resourceVersion, labels } = metadata;
  return {
    apiVersion,
    kind,
    metadata: { name, uid, resourceVersion, labels },
    spec: { taints: spec.taints, unschedulable: spec.unschedulable },
    status: { allocatable: status?.allocatable, conditions: status?.conditions }
  };
}
