/** Claims of a real cluster, and what is on them. */
import { pause } from '../../../../../kubernetes/client/backoff';
import type { KubernetesClient } from '../../../../../kubernetes/client/kubernetes-client';
import {
  apply,
  IMAGE
} from '../../../../../kubernetes/__tests__/cluster/cluster';

/** As which user steps run. */
export const USER = 1000;

export async function makeClaim(
  namespace: string,
  name: string
): Promise<void> {
  await apply(
    namespace,
    `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: ${name} }
spec:
  accessModes: [ReadWriteOnce]
  resources: { requests: { storage: 1Gi } }
`
  );
}

/** Runs a program of Python on a claim, in the folder of its data, as steps run. */
export async function runOnClaim(
  client: KubernetesClient,
  namespace: string,
  claim: string,
  program: string
): Promise<void> {
  const pod = await client.create(
    'pods',
    {
      metadata: { name: `on-${claim}-${Date.now()}` },
      spec: {
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 0,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: USER,
          runAsGroup: USER,
          fsGroup: USER,
          seccompProfile: { type: 'RuntimeDefault' }
        },
        containers: [
          {
            name: 'main',
            image: IMAGE,
            imagePullPolicy: 'IfNotPresent',
            command: ['python3', '-c', program],
            workingDir: '/data',
            volumeMounts: [{ name: 'data', mountPath: '/data' }],
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] }
            }
          }
        ],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: claim } }]
      }
    },
    { namespace }
  );
  const { name } = pod.metadata;
  const { signal } = new AbortController();
  for (;;) {
    const { status } = await client.get('pods', name, { namespace });
    if (status?.phase === 'Succeeded') {
      break;
    }
    if (status?.phase === 'Failed') {
      throw new Error(`The program on ${claim} has failed.`);
    }
    await pause(200, signal);
  }
  await client.delete('pods', pod.metadata, { namespace });
}
