import type { ClusterEvent, Pod } from '../../../kubernetes/objects';

/** Those of a pod itself and of the claims that it mounts. */
export function eventsAbout(
  { metadata: { name, uid }, spec }: Pod,
  events: readonly ClusterEvent[]
): ClusterEvent[] {
  const claims = (spec.volumes ?? []).flatMap(
    each => each.persistentVolumeClaim?.claimName ?? []
  );
  return events.filter(({ involvedObject: about }) =>
    about.kind === 'PersistentVolumeClaim'
      ? claims.includes(about.name ?? '')
      : about.name === name && (about.uid ?? uid) === uid
  );
}

export function newestFirst(events: readonly ClusterEvent[]): ClusterEvent[] {
  return [...events].sort((a, b) => timeOf(b) - timeOf(a));
}

/** When it was last seen, in ms since 1970; events of newer kinds have another field for it. */
function timeOf(event: ClusterEvent): number {
  const { lastTimestamp, eventTime, firstTimestamp, metadata } = event;
  const time = lastTimestamp ?? eventTime ?? firstTimestamp;
  return Date.parse(time ?? metadata?.creationTimestamp ?? '') || 0;
}
