import { hostname } from 'node:os';
import type * as z from 'zod';
import { createClaim } from '../../data/volumes/kubernetes/claims';
import { findVolumes } from '../../data/volumes/kubernetes/find-volumes';
import type { CallOptions } from '../../kubernetes/client/call';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { IN_CLUSTER } from '../../kubernetes/connection/in-cluster';
import type {
  ClusterVolume,
  ClusterVolumes,
  newVolumeCall,
  volumesCall
} from '../api/volumes';

/** What a namespace has of volumes, and of what the notebook's own pod has. */
export async function tellVolumes(
  client: KubernetesClient,
  { context, namespace }: z.output<typeof volumesCall>,
  options: CallOptions
): Promise<ClusterVolumes> {
  const place = client.open(namespace);
  const own = context === IN_CLUSTER ? hostname() : undefined;
  const found = await findVolumes(client, place, own, options);
  // They go out as JSON, which knows no readonly.
  return { namespace: place, ...found } as ClusterVolumes;
}

export async function makeVolume(
  client: KubernetesClient,
  { namespace, volume, isRehearsal }: z.output<typeof newVolumeCall>,
  options: CallOptions
): Promise<ClusterVolume> {
  const place = client.open(namespace);
  const made = await createClaim(client, place, volume, {
    ...options,
    isRehearsal
  });
  return made as ClusterVolume;
}
