import type { StorageClass } from '../../../kubernetes/objects';
import type { VolumeClass } from '../volume';

/** Says which class is taken where none is named; the second is that of old clusters. */
const DEFAULT_CLASS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class'
];

/** A storage class, as who makes a volume chooses it. */
export function describeClass({
  metadata: { name, annotations = {} },
  volumeBindingMode,
  allowVolumeExpansion
}: StorageClass): VolumeClass {
  return {
    name,
    isDefault: DEFAULT_CLASS.some(key => annotations[key] === 'true'),
    waitsForPod: volumeBindingMode === 'WaitForFirstConsumer',
    canGrow: allowVolumeExpansion === true
  };
}
