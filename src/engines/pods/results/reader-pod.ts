import type { NewObject } from '../../../kubernetes/objects';
import { placement } from '../placement';
import { RESTRICTED_CONTAINER, restrictedPod } from '../restricted';
import { bucketArgument, keysOf } from '../storage/bucket';
import type { DataAccess } from './data-access';

/** The name of its container. */
export const READER = 'main';

/** Where it finds things. */
const CODE = '/cellway/code';
const DATA = '/cellway/data';

/** What a pod is to do with what runs have left. */
export interface Reading {
  /** Of the pod. */
  readonly name: string;
  /** To print files, or to remove what is old; `cellway/runner/program.py` says more. */
  readonly does: '--read' | '--tidy';
  /** What it is told besides where the files are. */
  readonly args: readonly string[];
  /** When it is to end, whatever becomes of those who wait for it, in seconds. */
  readonly seconds: number;
}

/** A pod with what runs have left, which may do nothing else. */
export function readerPod(
  { namespace, labels, data, program, owner, options }: DataAccess,
  { name, does, args, seconds }: Reading
): NewObject {
  const { image, imagePullPolicy, user, priorityClass } = options;
  const source =
    'claim' in data
      ? ['--data', DATA]
      : ['--bucket', bucketArgument(data.bucket)];
  return {
    metadata: {
      name,
      namespace,
      labels,
      ...(owner && { ownerReferences: [owner] })
    },
    spec: {
      ...placement(options, 'claim' in data ? labels : undefined),
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
          args: [does, ...source, ...args],
          env: [
            { name: 'HOME', value: '/tmp' },
            // It runs nothing of a notebook, and so may have them itself.
            ...('bucket' in data ? keysOf(data.bucket) : [])
          ],
          resources: {
            requests: { cpu: '100m', memory: '64Mi' },
            limits: { cpu: '1', memory: '128Mi' }
          },
          volumeMounts: [
            { name: 'code', mountPath: CODE, readOnly: true },
            ...('claim' in data
              ? [
                  {
                    name: 'data',
                    mountPath: DATA,
                    ...(does === '--read' && { readOnly: true })
                  }
                ]
              : [])
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
        ...('claim' in data
          ? [
              {
                name: 'data',
                persistentVolumeClaim: { claimName: data.claim }
              }
            ]
          : [])
      ]
    }
  };
}
