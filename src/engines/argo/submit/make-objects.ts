import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import { provideProgram } from '../../pods/shared-program';
import type { RunObjects } from '../compile/compile-run';
import { RUN_LABEL } from '../compile/objects';

const RESOURCES = {
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims'
} as const;

type Part = RunObjects['parts'][number];

/** As whose part an object goes when that goes. */
interface Owner {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/**
 * Makes the objects of a run, all of them or none. The cluster checks each
 * before the first is made. The workflow is made first and waits: its parts
 * belong to it from their beginning, so nothing is left behind, whatever ends
 * this process.
 *
 * @throws KubernetesError
 */
export async function makeObjects(
  client: KubernetesClient,
  { parts, workflow }: RunObjects,
  namespace: string
): Promise<void> {
  const waiting = { ...workflow, spec: { ...workflow.spec, suspend: true } };
  await client.rehearse('workflows', waiting, { namespace });
  for (const part of parts) {
    await rehearse(client, part, namespace);
  }
  const made = await client.create('workflows', waiting, { namespace });
  const { name, uid } = made.metadata;
  const { apiVersion, kind } = workflow;
  try {
    for (const part of parts) {
      await makePart(client, part, { apiVersion, kind, name, uid }, namespace);
    }
    await client.merge(
      'workflows',
      name,
      { metadata: { uid }, spec: { suspend: null } },
      { namespace }
    );
  } catch (error) {
    await client
      .delete('workflows', { name, uid }, { namespace })
      .catch(() => undefined);
    throw error;
  }
}

async function rehearse(
  client: KubernetesClient,
  part: Part,
  namespace: string
): Promise<void> {
  try {
    await client.rehearse(RESOURCES[part.kind], { ...part }, { namespace });
  } catch (error) {
    if (!isThere(error)) {
      throw error;
    }
  }
}

/** What earlier attempts at a run have made is shared with them, and what all runs use with all. */
async function makePart(
  client: KubernetesClient,
  part: Part,
  owner: Owner,
  namespace: string
): Promise<void> {
  if (!(RUN_LABEL in part.metadata.labels)) {
    return provideProgram(client, { ...part }, namespace);
  }
  const resource = RESOURCES[part.kind];
  const { name } = part.metadata;
  const metadata = { ...part.metadata, ownerReferences: [owner] };
  try {
    await client.create(resource, { ...part, metadata }, { namespace });
  } catch (error) {
    if (!isThere(error)) {
      throw error;
    }
    const { metadata: there } = await client.get(resource, name, { namespace });
    const { uid, ownerReferences = [] } = there as typeof there & {
      ownerReferences?: readonly Owner[];
    };
    const owners = [...ownerReferences, owner];
    await client.merge(
      resource,
      name,
      { metadata: { uid, ownerReferences: owners } },
      { namespace }
    );
  }
}

/** Whether an object could not be made only because there is one of its name. */
function isThere(error: unknown): boolean {
  return (
    error instanceof KubernetesError && error.about.reason === 'AlreadyExists'
  );
}
