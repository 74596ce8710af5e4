import type { Pod } from '../../../kubernetes/objects';
import { STEP_LABEL } from '../compile/objects';
import { readPackLabel } from '../compile/pack-label';
import { MAIN } from '../../pods/follow/step-log';

/** One try of a step, or of several that share a pod, as that shows it. */
export interface PodState {
  readonly uid: string;
  readonly name: string;
  /** What the pod is of, as its label says it. */
  readonly steps: string;
  /** ISO 8601. */
  readonly created: string;
  /** When the step's own container began; absent while it waits. */
  readonly started?: string;
  /** Of that container, where it has ended. */
  readonly end?: { readonly exitCode: number; readonly time?: string };
}

/** @returns undefined for a pod of no step */
export function readPod({ metadata, status }: Pod): PodState | undefined {
  const { uid, name, creationTimestamp = '', labels = {} } = metadata;
  const steps = labels[STEP_LABEL];
  if (!readPackLabel(steps)) {
    return undefined;
  }
  const { running, terminated } =
    status?.containerStatuses?.find(each => each.name === MAIN)?.state ?? {};
  const started = (running ?? terminated)?.startedAt;
  return {
    uid,
    name,
    steps,
    created: creationTimestamp,
    ...(started !== undefined && { started }),
    ...(terminated && {
      end: { exitCode: terminated.exitCode, time: terminated.finishedAt }
    })
  };
}

/** Whether a try is one before another. */
export function isOlder(pod: PodState, known: PodState | undefined): boolean {
  return (
    known !== undefined && pod.uid !== known.uid && pod.created < known.created
  );
}
