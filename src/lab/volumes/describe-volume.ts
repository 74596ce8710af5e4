import type { TranslationBundle } from '@jupyterlab/translation';
import type { ClusterVolume } from '../../service/api/volumes';

/** What a volume is: `20Gi · ReadWriteOnce · fast`. */
export function describeVolume({
  size,
  accessModes,
  storageClass
}: ClusterVolume): string {
  return [size, accessModes.join(', '), storageClass]
    .filter(each => each)
    .join(' · ');
}

/** How a volume is doing, and who has it; '' where there is nothing to say. */
export function describeState(
  { phase, isBeingDeleted, users = [] }: ClusterVolume,
  trans: TranslationBundle
): string {
  if (isBeingDeleted) {
    return trans.__('It is being deleted.');
  }
  if (phase === 'Lost') {
    return trans.__('Its storage is gone.');
  }
  if (users.length > 0) {
    const [{ pod, node }, ...others] = users;
    const who = node === undefined ? pod : trans.__('%1 on node %2', pod, node);
    return others.length > 0
      ? trans.__('Used by %1, and %2 more', who, others.length)
      : trans.__('Used by %1', who);
  }
  return phase === 'Pending'
    ? trans.__('It has no storage yet: most get it when a pod wants it.')
    : '';
}
