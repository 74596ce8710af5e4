import { roleManifest } from '../../../kubernetes/access/role-manifest';
import { reviewUser } from '../../../kubernetes/access/reviews';
import type { CallOptions } from '../../../kubernetes/client/call';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import type { Volume, VolumeClass } from '../volume';
import { describeClaim } from './claims';
import { findOwnPod, type OwnPod } from './own-pod';
import { Readable } from './readable';
import { describeClass } from './storage-classes';

/** What a namespace has of volumes; what may not be read is absent. */
export interface FoundVolumes {
  readonly volumes?: readonly Volume[];
  readonly classes?: readonly VolumeClass[];
  /** Where the notebook is a pod of this cluster. */
  readonly own?: OwnPod;
  /** What does not work for want of a right, each with the right. */
  readonly lacks: readonly Lack[];
  /** YAML that gives the rights that are missing; '' where none is. */
  readonly role: string;
}

export interface Lack {
  /** `list pods` */
  readonly right: string;
  readonly without: string;
}

/**
 * Finds what volumes there are and what new ones can be made of. Changes nothing.
 *
 * @param ownName - the name of this machine, where it is a pod of the cluster
 * @throws KubernetesError where it is another reason than a right that keeps it from being told
 */
export async function findVolumes(
  client: KubernetesClient,
  namespace: string,
  ownName: string | undefined,
  options: CallOptions
): Promise<FoundVolumes> {
  const readable = new Readable();
  const inNamespace = { ...options, namespace };
  // First alone: it finds out whether anybody answers, and logs in once.
  const claims = await readable.read(
    client.list('persistentvolumeclaims', inNamespace),
    'claims are typed, not chosen'
  );
  const [pods, classes, own] = await Promise.all([
    readable.read(
      client.list('pods', inNamespace),
      'who uses a claim is not told'
    ),
    readable.read(
      client.list('storageclasses', options),
      'a storage class is typed, not chosen'
    ),
    ownName === undefined
      ? undefined
      : readable.read(
          findOwnPod(client, ownName, inNamespace),
          'the volumes of this notebook are not offered'
        )
  ]);
  const { lacks, rules } = readable;
  return {
    ...(claims && {
      volumes: claims.items.map(each => describeClaim(each, pods?.items))
    }),
    ...(classes && { classes: classes.items.map(describeClass) }),
    ...(own && { own }),
    lacks,
    role:
      rules.length > 0
        ? roleManifest(rules, namespace, await reviewUser(client, options))
        : ''
  };
}
