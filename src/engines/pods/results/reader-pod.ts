import type { NewObject } from '../../../kubernetes/objects';
import { placement } from '../placement';
import { RESTRICTED_CONTAINER, restrictedPod } from '../restricted';
import type { ClaimAccess } from './claim-access';

/** The name of its container. */
export const READER = 'main';

/** Where it finds things. */
const CODE = '/cellway/code';
const DATA = '/cellway/data';

/** What a pod is to read. */
export interface Reading {
  /** Of the pod. */
  readonly name: string;
  /** Paths below the folder of data. */
  readonly paths: readonly string[];
  /** Where in the first of them to begin, in bytes. */
  readonly from: number;
  /** When it is to end, whatever becomes of those who wait for it, in seconds. */
  readonly seconds: number;
}

/** A pod that prints files of the claim of a run, and may do nothing else. */
export function readerPod(
  { namespace, labels, claim, program, owner, options }: ClaimAccess,
  { name, paths, from, seconds }: Reading
): NewObject {
  const { image, imagePullPolicy, user, priorityClass } = options;
  return {
    metadata: {
      name,
      namespace,
      labels,
      ...(owner && { ownerReferences: [owner] })
    },
    spec: {
      ...placement(options, labels),
      ...(priorityClass !== undefined && { priorityClassName: priorityClass }),
      restartPolicy: 'Never',
      activeDeadlineSeconds: seconds,
      // It has nothing to put in order.
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: restrictedPod(user),
      containers: [
        {
          name: READER,
          image,
          ...(imagePullPolicy && { imagePullPolicy }),
          command: ['python3', `${CODE}/runner.pyz`],
          args: ['--read', '--data', DATA, '--from', String(from), ...paths],
          env: [{ name: 'HOME', value: '/tmp' }],
          resources: {
            requests: { cpu: '100m', memory: '64Mi' },
            limits: { cpu: '1', memory: '128Mi' }
          },
          volumeMounts: [
            { name: 'code', mountPath: CODE, readOnly: true },
            { name: 'data', mountPath: DATA, readOnly: true }
          ],
          securityContext: {
            ...RESTRICTED_CONTAINER,
            readOnlyRootFilesystem: true
          }
        }
      ],
      volumes: [
        {
          name: 'code',
          configMap: { name: program.metadata.name, defaultMode: 0o444 }
        },
        { name: 'data', persistentVolumeClaim: { claimName: claim } }
      ]
    }
  };
}
