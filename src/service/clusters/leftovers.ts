import { RUN_LABEL } from '../../engines/argo/compile/objects';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../kubernetes/kubernetes-error';

/** An object of a run that is not on the cluster any more. */
export interface Leftover {
  readonly resource: (typeof RESOURCES)[number];
  readonly name: string;
  readonly uid: string;
  /** The id of the run. */
  readonly run: string;
  /** In ISO 8601. */
  readonly created: string;
}

const RESOURCES = ['pods', 'configmaps', 'persistentvolumeclaims'] as const;

/** What is younger may be of a run that is being made, in ms. */
const YOUNG = 3600_000;

/**
 * The objects in a namespace that bear the label of a run of which there is no
 * workflow: those of a workflow go with it, but not where it was made by hand.
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
  return found.filter(
    ({ run, created }) =>
      !runs.has(run) && Date.now() - Date.parse(created) > YOUNG
  );
}

/** @throws KubernetesError */
export async function removeLeftovers(
  client: KubernetesClient,
  namespace: string,
  leftovers: readonly Leftover[]
): Promise<void> {
  for (const { resource, name, uid } of leftovers) {
    try {
      await client.delete(resource, { name, uid }, { namespace });
    } catch (error) {
      const isGone =
        error instanceof KubernetesError &&
        ['not-found', 'conflict'].includes(error.code);
      if (!isGone) {
        throw error;
      }
    }
  }
}
