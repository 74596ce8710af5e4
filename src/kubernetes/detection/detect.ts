import { callJson, type Call, type CallOptions } from '../client/call';
import type { KubernetesClient } from '../client/kubernetes-client';
import { KubernetesError } from '../kubernetes-error';
import { readGroups, type Groups } from './groups';

/**
 * Systems that can be installed in a cluster, each with a resource that only
 * it has: a group may be shared (argoproj.io is Argo CD's too, kubeflow.org is
 * that of Katib, of the training operators and of pipelines).
 */
const SYSTEMS = {
  argo: ['argoproj.io', 'workflows'],
  snapshots: ['snapshot.storage.k8s.io', 'volumesnapshots'],
  groupSnapshots: ['groupsnapshot.storage.k8s.io', 'volumegroupsnapshots'],
  pipelines: ['kubeflow.org', 'scheduledworkflows'],
  katib: ['kubeflow.org', 'experiments'],
  trainer: ['trainer.kubeflow.org', 'trainjobs'],
  kserve: ['serving.kserve.io', 'inferenceservices'],
  kueue: ['kueue.x-k8s.io', 'localqueues'],
  notebooks: ['kubeflow.org', 'notebooks']
} as const;

const GROUPS = Object.values(SYSTEMS).map(([group]): string => group);

export type System = keyof typeof SYSTEMS;

export interface Detected {
  /** The version of the server: `v1.34.4`; undefined where it does not tell. */
  readonly server: string | undefined;
  /**
   * The versions of its API that a system serves, the preferred first;
   * undefined where it is not installed. Not there at all where the cluster
   * does not tell: see `refusals`.
   */
  readonly systems: Readonly<
    Partial<Record<System, readonly string[] | undefined>>
  >;
  /** What could not be found out, each with the rule that is missing. */
  readonly refusals: readonly KubernetesError[];
}

/**
 * What a cluster is and what is installed in it, in two requests.
 *
 * @throws KubernetesError where it cannot be reached or does not know us
 */
export async function detect(
  client: KubernetesClient,
  options: CallOptions = {}
): Promise<Detected> {
  const refusals: KubernetesError[] = [];
  const unlessRefused = async <T>(
    answer: Promise<T>
  ): Promise<T | undefined> => {
    try {
      return await answer;
    } catch (error) {
      if (error instanceof KubernetesError && error.code === 'forbidden') {
        refusals.push(error);
        return undefined;
      }
      throw error;
    }
  };
  const [version, groups] = await Promise.all([
    unlessRefused(
      callJson<{ gitVersion?: string }>(
        client.channel,
        discovery('/version'),
        options
      )
    ),
    unlessRefused(
      readGroups(client.channel, discovery('/apis'), GROUPS, options)
    )
  ]);
  return {
    server: version?.gitVersion,
    systems: groups ? findSystems(groups) : {},
    refusals
  };
}

function findSystems(groups: Groups): Detected['systems'] {
  return Object.fromEntries(
    Object.entries(SYSTEMS).map(([system, [group, resource]]) => {
      const versions = (groups.get(group) ?? []).flatMap(
        ({ version, resources }) =>
          resources.includes(resource) ? [version] : []
      );
      return [system, versions.length > 0 ? versions : undefined];
    })
  );
}

/** What is open to all who are logged in, unless an administrator has closed it. */
function discovery(path: string): Call {
  return {
    method: 'GET',
    path,
    rule: { verb: 'get', group: '', resource: path, isNamespaced: false },
    kind: path,
    isRepeatable: true
  };
}
