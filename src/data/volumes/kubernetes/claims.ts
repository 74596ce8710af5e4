import type { CallOptions } from '../../../kubernetes/client/call';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { MANAGED_BY } from '../../../kubernetes/managed-by';
import type { PersistentVolumeClaim, Pod } from '../../../kubernetes/objects';
import type { NewVolume, Volume, VolumeUser } from '../volume';

/**
 * A claim as a volume.
 *
 * @param pods - those of its namespace; undefined where they may not be listed
 */
export function describeClaim(
  { metadata, spec, status }: PersistentVolumeClaim,
  pods: readonly Pod[] | undefined
): Volume {
  const { name, deletionTimestamp } = metadata;
  const { storageClassName = '', accessModes = [], resources } = spec;
  const size = status?.capacity?.storage ?? resources?.requests?.storage;
  return {
    name,
    ...(size !== undefined && { size }),
    ...(storageClassName !== '' && { storageClass: storageClassName }),
    accessModes,
    phase: status?.phase ?? 'Pending',
    isBeingDeleted: deletionTimestamp !== undefined,
    ...(pods && { users: usersOf(name, pods) })
  };
}

/** The pods that keep a claim for themselves, or will: those that have not ended. */
export function usersOf(claim: string, pods: readonly Pod[]): VolumeUser[] {
  return pods
    .filter(each => hasClaim(claim, each))
    .map(({ metadata: { name, labels = {} }, spec: { nodeName } }) => ({
      pod: name,
      isOurs: Object.entries(MANAGED_BY).every(
        ([key, value]) => labels[key] === value
      ),
      ...(nodeName !== undefined && { node: nodeName })
    }));
}

/** Whether a pod keeps a claim for itself, or will. */
export function hasClaim(claim: string, { spec, status }: Pod): boolean {
  return (
    status?.phase !== 'Succeeded' &&
    status?.phase !== 'Failed' &&
    (spec.volumes ?? []).some(
      each => each.persistentVolumeClaim?.claimName === claim
    )
  );
}

/**
 * Makes a claim, once the cluster has checked it with all its policies and quotas.
 *
 * @param options - `isRehearsal`: only lets it be checked
 * @throws KubernetesError `conflict` where there is one of its name
 */
export async function createClaim(
  client: KubernetesClient,
  namespace: string,
  { name, size, storageClass, accessMode }: NewVolume,
  { isRehearsal, ...options }: CallOptions & { readonly isRehearsal?: boolean }
): Promise<Volume> {
  const claim = {
    metadata: { name, namespace, labels: { ...MANAGED_BY } },
    spec: {
      accessModes: [accessMode],
      resources: { requests: { storage: size } },
      ...(storageClass !== undefined && { storageClassName: storageClass })
    }
  };
  const where = { ...options, namespace };
  const made = isRehearsal
    ? await client.rehearse('persistentvolumeclaims', claim, where)
    : await client.create('persistentvolumeclaims', claim, {
        ...where,
        rehearse: true
      });
  return describeClaim(made, []);
}
