import { hostname } from 'node:os';
import { gpuKinds } from '../../kubernetes/capacity/gpus';
import type { CallOptions } from '../../kubernetes/client/call';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { IN_CLUSTER } from '../../kubernetes/connection/in-cluster';
import { ownImage } from '../../kubernetes/own-image';
import type { ClusterOffers } from '../api/clusters';
import { unlessForbidden } from './choices';

/** What steps can ask for on a cluster, as far as it tells. */
export async function tellOffers(
  client: KubernetesClient,
  context: string,
  options: CallOptions
): Promise<ClusterOffers> {
  const [nodes, image] = await Promise.all([
    unlessForbidden(client.list('nodes', options)),
    imageOfNotebook(client, context, options)
  ]);
  return {
    ...(nodes && {
      gpus: gpuKinds(nodes.items).map(({ products, ...each }) => ({
        ...each,
        products: [...products]
      }))
    }),
    ...(image !== undefined && { image })
  };
}

/** Only from within a cluster it is known which pod this is. */
export async function imageOfNotebook(
  client: KubernetesClient,
  context: string,
  options: CallOptions
): Promise<string | undefined> {
  return context === IN_CLUSTER
    ? ownImage(client, hostname(), options)
    : undefined;
}
