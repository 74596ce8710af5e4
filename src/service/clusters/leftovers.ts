import { RUN_LABEL } from '../../engines/argo/compile/objects';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { removeSeen } from './remove-seen';
import { findUnusedPrograms, removeUnusedPrograms } from './unused-programs';

/** An object of a run that is not on the cluster any more, or the runner of some. */
export interface Leftover {
  readonly resource: (typeof RESOURCES)[number];
  readonly name: string;
  readonly uid: string;
  /** The id of the run; absent where several have shared it. */
  readonly run?: string;
  /** In ISO 8601. */
  readonly created: string;
}

const RESOURCES = ['pods', 'configmaps', 'persistentvolumeclaims'] as const;

/** What is younger may be of a run that is being made, in ms. */
const YOUNG = 3600_000;

/**
 * The objects in a namespace that bear the label of a run of which there is no
 * workflow: those of a workflow go with it, but not where it was made by hand.
 * And the runners that nothing names any more.
 *
 * @throws KubernetesError
 */
export async function findLeftovers(
  client: KubernetesClient,
  namespace: string
): Promise<Leftover[]> {
  const query = { namespace, labels: RUN_LABEL };
  // The workflows last: none that is made meanwhile is overlooked.
  const found: Leftover[] = [];
  for (const resource of RESOURCES) {
    const { items } = await client.list(resource, query);
    for (const { metadata } of items) {
      const { name, uid, labels = {}, creationTimestamp = '' } = metadata;
      found.push({
        resource,
        name,
        uid,
        run: labels[RUN_LABEL],
        created: creationTimestamp
      });
    }
  }
  const { items } = await client.list('workflows', query);
  const runs = new Set(items.map(each => each.metadata.labels?.[RUN_LABEL]));
  const programs = await findUnusedPrograms(client, namespace);
  return [
    ...found.filter(({ run }) => !runs.has(run)),
    ...programs.map(
      ({ metadata: { name, uid, creationTimestamp = '' } }): Leftover => ({
        resource: 'configmaps',
        name,
        uid,
        created: creationTimestamp
      })
    )
  ].filter(({ created }) => Date.now() - Date.parse(created) > YOUNG);
}

/** @throws KubernetesError */
export async function removeLeftovers(
  client: KubernetesClient,
  namespace: string,
  leftovers: readonly Leftover[]
): Promise<void> {
  for (const { resource, run, ...seen } of leftovers) {
    if (run !== undefined) {
      await removeSeen(client, namespace, resource, seen);
    }
  }
  // Last, for the workflows and pods that name them.
  const shared = leftovers.filter(each => each.run === undefined);
  if (shared.length > 0) {
    const uids = new Set(shared.map(each => each.uid));
    await removeUnusedPrograms(client, namespace, uids);
  }
}
