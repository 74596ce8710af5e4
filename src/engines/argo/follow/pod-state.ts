import type { Pod } from '../../../kubernetes/objects';
import { STEP_LABEL } from '../compile/objects';
import { MAIN } from '../../pods/follow/step-log';

/** One try of a step, as its pod shows it. */
export interface PodState {
  readonly uid: string;
  readonly name: string;
  /** The place of the step in the plan, from 1. */
  readonly step: number;
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
  const step = Number(labels[STEP_LABEL]);
  if (!Number.isInteger(step) || step < 1) {
    return undefined;
  }
  const { running, terminated } =
    status?.containerStatuses?.find(each => each.name === MAIN)?.state ?? {};
  const started = (running ?? terminated)?.startedAt;
  return {
    uid,
    name,
    step,
    created: creationTimestamp,
    ...(started !== undefined && { started }),
    ...(terminated && {
      end: { exitCode: terminated.exitCode, time: terminated.finishedAt }
    })
  };
}
