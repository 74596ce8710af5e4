/** A claim that holds no more than it says, on any cluster: few drivers see to that. */
import {
  apply,
  IMAGE,
  kubectl
} from '../../../../kubernetes/__tests__/cluster/cluster';
import { RESTRICTED_CONTAINER, restrictedPod } from '../../../pods/restricted';

const MIB = 1024 ** 2;

/** Of which user, as steps are. */
const USER = 1000;

export interface SmallClaim {
  readonly name: string;
  /** Removes what takes most of it up. */
  makeRoom(): Promise<void>;
  /** What is not in the namespace. */
  remove(): Promise<void>;
}

/**
 * The volume lies in the memory of a node, as a folder of a pod that fills most
 * of it; the pod goes with the namespace.
 *
 * @param size - in MiB
 * @param free - how much of it is, in MiB
 */
export async function makeSmallClaim(
  namespace: string,
  size: number,
  free: number
): Promise<SmallClaim> {
  const [holder, name] = ['holder', 'small'];
  const ballast = `/small/ballast`;
  const python = (...command: string[]): object => ({
    image: IMAGE,
    imagePullPolicy: 'IfNotPresent',
    command: ['python3', '-c', ...command],
    securityContext: RESTRICTED_CONTAINER,
    volumeMounts: [{ name, mountPath: '/small' }]
  });
  const write = `open('${ballast}', 'wb').write(bytes(${(size - free) * MIB}))`;
  await apply(
    namespace,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: holder },
      spec: {
        terminationGracePeriodSeconds: 0,
        securityContext: restrictedPod(USER),
        initContainers: [{ name: 'fill', ...python(write) }],
        containers: [
          { name: 'hold', ...python('import time\ntime.sleep(3600)') }
        ],
        volumes: [
          { name, emptyDir: { medium: 'Memory', sizeLimit: `${size}Mi` } }
        ]
      }
    })
  );
  const of = ['--namespace', namespace];
  await kubectl(
    ...['wait', ...of, '--for=condition=Ready', '--timeout=120s'],
    `pod/${holder}`
  );
  const uid = await kubectl(
    ...['get', 'pod', holder, ...of, '--output', 'jsonpath={.metadata.uid}']
  );
  const path = `/var/lib/kubelet/pods/${uid}/volumes/kubernetes.io~empty-dir/${name}`;
  const volume = `${namespace}-${name}`;
  const common = {
    accessModes: ['ReadWriteOnce'],
    storageClassName: ''
  };
  const storage = `${size}Mi`;
  await apply(
    namespace,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolume',
          metadata: { name: volume },
          spec: {
            ...common,
            capacity: { storage },
            persistentVolumeReclaimPolicy: 'Retain',
            claimRef: { namespace, name },
            hostPath: { path, type: 'Directory' }
          }
        },
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name },
          spec: {
            ...common,
            volumeName: volume,
            resources: { requests: { storage } }
          }
        }
      ]
    })
  );
  return {
    name,
    makeRoom: async () => {
      await kubectl(
        ...['exec', ...of, holder, '--container', 'hold', '--'],
        ...['python3', '-c', `import os\nos.unlink('${ballast}')`]
      );
    },
    remove: async () => {
      await kubectl('delete', 'persistentvolume', volume, '--wait=false');
    }
  };
}
