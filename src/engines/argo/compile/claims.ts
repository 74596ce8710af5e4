import type {
  AccessMode,
  VolumeSettings,
  VolumeSource
} from '../../../notebook/settings';
import { ofRun, type KubernetesObject } from './objects';

export interface Claim extends KubernetesObject {
  readonly kind: 'PersistentVolumeClaim';
  readonly spec: {
    readonly accessModes: readonly AccessMode[];
    readonly resources: { readonly requests: { readonly storage: string } };
    readonly storageClassName?: string;
    readonly volumeName?: string;
    readonly dataSource?: {
      readonly apiGroup?: string;
      readonly kind: string;
      readonly name: string;
    };
  };
}

/** What a claim asks for. */
export interface ClaimWishes extends Pick<
  VolumeSettings,
  'source' | 'size' | 'storageClass' | 'accessMode' | 'annotations'
> {
  readonly name: string;
}

/** Asked for where a notebook says no size. */
const SIZE = '10Gi';

/** A claim that is made for one run, and goes with it. */
export function runClaim(
  run: string,
  wishes: ClaimWishes,
  namespace: string | undefined
): Claim {
  const { name, size, storageClass, accessMode, annotations, source } = wishes;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...ofRun(run, name, namespace),
      ...(annotations && { annotations })
    },
    spec: {
      accessModes: [accessMode ?? 'ReadWriteOnce'],
      resources: { requests: { storage: size ?? SIZE } },
      // '' keeps a default class from making another volume than the one that is named.
      ...(source?.kind === 'volume'
        ? { storageClassName: storageClass ?? '', volumeName: source.name }
        : storageClass !== undefined && { storageClassName: storageClass }),
      ...dataSource(source)
    }
  };
}

function dataSource(
  source: VolumeSource | undefined
): Pick<Claim['spec'], 'dataSource'> {
  switch (source?.kind) {
    case 'clone':
      return {
        dataSource: { kind: 'PersistentVolumeClaim', name: source.name }
      };
    case 'snapshot':
      return {
        dataSource: {
          apiGroup: 'snapshot.storage.k8s.io',
          kind: 'VolumeSnapshot',
          name: source.name
        }
      };
    default:
      return {};
  }
}
