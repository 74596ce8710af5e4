import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClusterEvent, Pod } from '../../../../kubernetes/objects';

export interface Sample {
  /** What Argo says of the step. */
  readonly message?: string;
  readonly pod?: Pod;
  readonly events?: readonly ClusterEvent[];
}

/** Steps that wait or have failed, as Kubernetes 1.34 and Argo 3.7 gave them, shortened. */
const SAMPLES: Readonly<Record<string, Sample>> = JSON.parse(
  readFileSync(join(__dirname, 'samples.json'), 'utf8')
);

export function sample(name: string): Sample {
  if (!(name in SAMPLES)) {
    throw new Error(`There is no sample '${name}'.`);
  }
  return SAMPLES[name];
}

/** When all samples had waited for a minute at least. */
export const LATER = Date.parse('2026-11-26T01:28:00Z');

/** A pod that waits for a node, with what the scheduler says of it. */
export function unscheduled(
  message: string,
  spec: Partial<Pod['spec']> = {}
): Pod {
  return podWith(
    {
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message
        }
      ]
    },
    spec
  );
}

/** A pod on a node whose container `main` waits. */
export function stuck(reason: string, message: string): Pod {
  return podWith(
    {
      containerStatuses: [
        {
          name: 'main',
          restartCount: 0,
          state: { waiting: { reason, message } }
        }
      ]
    },
    { nodeName: 'node-3' }
  );
}

export function podWith(
  status: NonNullable<Pod['status']>,
  spec: Partial<Pod['spec']> = {}
): Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'pod',
      uid: '1',
      resourceVersion: '1',
      creationTimestamp: '2026-11-26T01:24:57Z'
    },
    spec: {
      containers: [
        { name: 'wait', image: 'argoexec' },
        { name: 'main', image: 'team/train:2' }
      ],
      ...spec
    },
    status: { phase: 'Pending', ...status }
  };
}

export function event(
  reason: string,
  message: string,
  more: Partial<ClusterEvent> = {}
): ClusterEvent {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'event', uid: '2', resourceVersion: '1' },
    type: 'Warning',
    reason,
    message,
    lastTimestamp: '2026-11-26T01:25:30Z',
    involvedObject: { kind: 'Pod', name: 'pod', uid: '1' },
    ...more
  };
}
