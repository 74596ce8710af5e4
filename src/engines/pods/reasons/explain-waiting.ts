import type { ClusterEvent, Node, Pod } from '../../../kubernetes/objects';
import { explainContainers } from './containers';
import { eventsAbout, newestFirst } from './events';
import { explainRefusal } from './refusals';
import { explainScheduling } from './scheduling';
import { explainSetup, explainSlowness } from './setup';
import type { WaitReason } from './wait-reason';

/** What may be known besides the pod. */
export interface WaitContext {
  /** What Argo says of the step; all there is where the pod could not be made. */
  readonly message?: string;
  /** The nodes of the cluster, where they may be read: tells what can never have room. */
  readonly nodes?: readonly Node[];
}

/** How long a pod may take before it is told what it waits for, in ms: what passes by itself often does soon. */
const PATIENCE = 20_000;

/** As PATIENCE, of what does not pass: caches of the cluster may lag behind a little. */
const CERTAINTY = 5_000;

/**
 * Why a step does not begin; undefined while it only takes its usual time, and
 * once it runs.
 *
 * @param pod - undefined where there is none (yet)
 * @param events - of the pod and of its claims; others do no harm
 * @param now - in ms since 1970
 */
export function explainWaiting(
  pod: Pod | undefined,
  events: readonly ClusterEvent[],
  now: number,
  { message, nodes = [] }: WaitContext = {}
): WaitReason | undefined {
  if (!pod) {
    return message === undefined ? undefined : explainRefusal(message);
  }
  const { metadata, status } = pod;
  if (
    metadata.deletionTimestamp !== undefined ||
    (status?.phase ?? 'Pending') !== 'Pending'
  ) {
    return undefined;
  }
  const age = now - Date.parse(metadata.creationTimestamp ?? '');
  const told = newestFirst(eventsAbout(pod, events));
  const reason = isPlaced(pod)
    ? (explainContainers(pod, told) ??
      explainSetup(pod, told) ??
      explainSlowness(pod, told, age))
    : explainScheduling(pod, told, nodes);
  // A clock that is behind the cluster's is no reason to be silent.
  return reason && age >= 0 && age < (reason.isHopeless ? CERTAINTY : PATIENCE)
    ? undefined
    : reason;
}

function isPlaced({ spec, status }: Pod): boolean {
  return (
    spec.nodeName !== undefined ||
    (status?.conditions ?? []).some(
      each => each.type === 'PodScheduled' && each.status === 'True'
    )
  );
}
