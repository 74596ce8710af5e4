import {
  connectEach,
  type Connected
} from '../../../kubernetes/__tests__/connected';
import { status } from '../../../kubernetes/__tests__/replies';
import { createClaim } from '../kubernetes/claims';
import { findVolumes, type FoundVolumes } from '../kubernetes/find-volumes';

const CLAIMS = '/api/v1/namespaces/team/persistentvolumeclaims';
const PODS = '/api/v1/namespaces/team/pods';
const CLASSES = '/apis/storage.k8s.io/v1/storageclasses';

let there: Connected;
/** The paths that may not be listed. */
let closed: readonly string[];

connectEach(connected => {
  there = connected;
  closed = [];
  connected.api.intercept = ({ method, path }) =>
    method === 'GET' && closed.includes(path)
      ? status(403, 'Forbidden', 'User "ann" cannot list resource "things"')
      : path === CLASSES
        ? {
            status: 200,
            body: {
              apiVersion: 'storage.k8s.io/v1',
              kind: 'StorageClassList',
              metadata: {},
              items: [
                {
                  metadata: {
                    name: 'fast',
                    annotations: {
                      'storageclass.kubernetes.io/is-default-class': 'true'
                    }
                  },
                  volumeBindingMode: 'WaitForFirstConsumer',
                  allowVolumeExpansion: true
                },
                { metadata: { name: 'slow' }, volumeBindingMode: 'Immediate' }
              ]
            }
          }
        : path.endsWith('/selfsubjectreviews')
          ? {
              status: 201,
              body: { status: { userInfo: { username: 'ann' } } }
            }
          : undefined;
});

function find(own?: string): Promise<FoundVolumes> {
  return findVolumes(there.client, 'team', own, {});
}

function putPod(
  name: string,
  claim: string,
  {
    phase = 'Running',
    node,
    labels
  }: { phase?: string; node?: string; labels?: object } = {}
): void {
  there.api.put(PODS, name, {
    metadata: { labels },
    spec: {
      nodeName: node,
      containers: [
        {
          name: 'main',
          volumeMounts: [
            { name: 'home', mountPath: '/home/ann', subPath: 'ann' },
            { name: 'shm', mountPath: '/dev/shm' }
          ]
        },
        {
          name: 'sidecar',
          volumeMounts: [{ name: 'home', mountPath: '/home/ann' }]
        }
      ],
      volumes: [
        { name: 'shm' },
        { name: 'home', persistentVolumeClaim: { claimName: claim } }
      ]
    },
    status: { phase }
  });
}

describe('The volumes of a namespace', () => {
  it('are its claims, with who has them and where', async () => {
    there.api.put(CLAIMS, 'data', {
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'fast',
        resources: { requests: { storage: '5Gi' } }
      },
      status: { phase: 'Bound', capacity: { storage: '6Gi' } }
    });
    there.api.put(CLAIMS, 'new', { spec: {} });
    there.api.put(CLAIMS, 'old', {
      metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' },
      spec: {},
      status: { phase: 'Lost' }
    });
    putPod('works', 'data', {
      node: 'node-1',
      labels: { 'app.kubernetes.io/managed-by': 'cellway' }
    });
    putPod('waits', 'data', { phase: 'Pending' });
    putPod('ended', 'data', { phase: 'Succeeded', node: 'node-2' });
    putPod('other', 'else', { node: 'node-3' });
    const { volumes, classes, lacks, role } = await find();
    expect(volumes).toEqual([
      {
        name: 'data',
        size: '6Gi',
        storageClass: 'fast',
        accessModes: ['ReadWriteOnce'],
        phase: 'Bound',
        isBeingDeleted: false,
        users: [
          { pod: 'waits', isOurs: false },
          { pod: 'works', isOurs: true, node: 'node-1' }
        ]
      },
      {
        name: 'new',
        accessModes: [],
        phase: 'Pending',
        isBeingDeleted: false,
        users: []
      },
      {
        name: 'old',
        accessModes: [],
        phase: 'Lost',
        isBeingDeleted: true,
        users: []
      }
    ]);
    expect(classes).toEqual([
      { name: 'fast', isDefault: true, waitsForPod: true, canGrow: true },
      { name: 'slow', isDefault: false, waitsForPod: false, canGrow: false }
    ]);
    expect([lacks, role]).toEqual([[], '']);
  });

  it.each([
    [CLAIMS, 'list persistentvolumeclaims', ['classes']],
    [PODS, 'list pods', ['classes', 'volumes']],
    [CLASSES, 'list storageclasses.storage.k8s.io', ['volumes']]
  ])(
    'are told as far as %s may be listed, with the right that is missing',
    async (path, right, told) => {
      there.api.put(CLAIMS, 'data', { spec: {} });
      closed = [path];
      const { lacks, role, ...found } = await find();
      expect(lacks.map(each => each.right)).toEqual([right]);
      expect(role).toContain(right.split(' ')[1].split('.')[0]);
      expect(role).toContain('name: "ann"');
      expect(Object.keys(found).sort()).toEqual(told);
      expect(found.volumes?.[0].users).toEqual(
        path === CLASSES ? [] : undefined
      );
    }
  );

  it('are also what the pod of the notebook has, where it is one', async () => {
    putPod('notebook-0', 'home-of-ann', { node: 'node-1' });
    expect((await find('notebook-0')).own).toEqual({
      name: 'notebook-0',
      node: 'node-1',
      mounts: [
        {
          claim: 'home-of-ann',
          path: '/home/ann',
          subPath: 'ann',
          isReadOnly: false
        }
      ]
    });
    expect(await find('My.Laptop')).not.toHaveProperty('own');
    expect(await find('elsewhere')).not.toHaveProperty('own');
  });
});

describe('A volume that is made', () => {
  const volume = {
    name: 'data',
    size: '5Gi',
    storageClass: 'fast',
    accessMode: 'ReadWriteMany'
  } as const;

  it('is checked by the cluster first, strictly, and is ours', async () => {
    const made = await createClaim(there.client, 'team', volume, {});
    expect(made).toMatchObject({
      name: 'data',
      size: '5Gi',
      storageClass: 'fast',
      accessModes: ['ReadWriteMany'],
      phase: 'Pending'
    });
    const posts = there.api.received.filter(each => each.method === 'POST');
    const strict = { fieldManager: 'cellway', fieldValidation: 'Strict' };
    expect(posts.map(each => each.query)).toEqual([
      { ...strict, dryRun: 'All' },
      strict
    ]);
    expect(there.api.objects(CLAIMS)[0].metadata.labels).toEqual({
      'app.kubernetes.io/managed-by': 'cellway'
    });
  });

  it('is only checked where it is rehearsed', async () => {
    await createClaim(there.client, 'team', volume, { isRehearsal: true });
    expect(there.api.objects(CLAIMS)).toEqual([]);
  });

  it('takes the place of none that is there', async () => {
    there.api.put(CLAIMS, 'data', { spec: {} });
    await expect(
      createClaim(there.client, 'team', volume, {})
    ).rejects.toMatchObject({ code: 'conflict' });
  });
});
