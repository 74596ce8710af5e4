/** Which claims steps would not get, as it is told before a run. */
import { status } from '../../../kubernetes/__tests__/replies';
import { Claims, HOSTNAME, TEAM } from './claims';

let claims: Claims;

beforeEach(async () => {
  claims = await Claims.connect();
});

afterEach(() => claims.close());

const WAYS = (beside: string): string =>
  `Take a copy of the claim 'work' for each run, ${beside}, end pod 'notebook-0' (pause the notebook, if it is one), or use a volume of a class with ReadWriteMany.`;

describe('A claim that one node can have', () => {
  it('is told where a step can only run on another node than who has it', async () => {
    claims.addNode('node-3');
    claims.addNode('node-4', { 'nvidia.com/gpu': '1' });
    claims.add('ReadWriteOnce');
    claims.addUser('notebook-0', 'node-3');
    const found = await claims.check();
    expect(found).toMatchObject([
      {
        severity: 'warning',
        code: 'volume-on-other-node',
        cell: 1,
        fixes: [
          {
            edits: [
              {
                kind: 'set-volume',
                volume: 'data',
                change: { source: { kind: 'clone', name: 'work' }, size: '5Gi' }
              }
            ]
          }
        ]
      }
    ]);
    expect(found[0].message).toBe(
      `The volume 'data' (claim 'work') can be on one node at a time, and pod 'notebook-0' has it on node-3. Step 'train' asks for 1 nvidia.com/gpu, which node-3 does not have, so it waits until that pod ends. ${WAYS('let the step ask for what node-3 has')}`
    );
  });

  it('is told where steps may come to another node, with the way to who has it', async () => {
    claims.addNode('node-3', { 'nvidia.com/gpu': '1' });
    claims.addNode('node-4', { 'nvidia.com/gpu': '1' });
    claims.add('ReadWriteOnce');
    claims.addUser('notebook-0', 'node-3');
    expect(await claims.told()).toEqual([
      `warning volume-in-use: The volume 'data' (claim 'work') can be on one node at a time, and pod 'notebook-0' has it on node-3. A step that comes to another node waits until that pod ends. ${WAYS(`let the run be on node-3 (label of nodes ${HOSTNAME}=node-3)`)}`
    ]);
    const nodeSelector = { [HOSTNAME]: 'node-3' };
    expect(await claims.told({ nodeSelector })).toEqual([]);
    const [first] = await claims.told({
      nodeSelector: { [HOSTNAME]: 'node-4' }
    });
    expect(first).toContain("Step 'load' is to go to nodes with other labels");
  });

  it('is told as well where nodes may not be listed', async () => {
    claims.api.intercept = ({ path }) =>
      path === '/api/v1/nodes'
        ? status(403, 'Forbidden', 'User "u" cannot list resource "nodes"')
        : undefined;
    claims.add('ReadWriteOnce');
    claims.addUser('notebook-0', 'node-3');
    expect((await claims.told())[0]).toContain('volume-in-use');
    const nodeSelector = { [HOSTNAME]: 'node-4' };
    expect((await claims.told({ nodeSelector }))[0]).toContain(
      "Step 'load' is to go to node-4"
    );
  });

  it('is told as well where there are no nodes yet', async () => {
    claims.add('ReadWriteOnce');
    claims.addUser('notebook-0', 'node-3');
    expect((await claims.told())[0]).toContain('volume-in-use');
  });

  it.each<[string, () => void]>([
    ['nobody has it', () => undefined],
    [
      'who has it has ended',
      () => {
        claims.addUser('notebook-0', 'node-3');
        claims.api.put(`${TEAM}/pods`, 'notebook-0', {
          spec: { nodeName: 'node-3', containers: [] },
          status: { phase: 'Succeeded' }
        });
      }
    ],
    [
      'a run of ours has it, which ends',
      () =>
        claims.addUser('run-1', 'node-3', {
          'app.kubernetes.io/managed-by': 'cellway'
        })
    ],
    ['who wants it has no node yet', () => claims.addUser('notebook-0')]
  ])('is told nothing of where %s', async (_, happen) => {
    claims.addNode('node-3');
    claims.addNode('node-4', { 'nvidia.com/gpu': '1' });
    claims.add('ReadWriteOnce');
    happen();
    expect(await claims.told()).toEqual([]);
  });

  it('is told nothing of where there is one node, or many can have it', async () => {
    claims.addNode('node-3', { 'nvidia.com/gpu': '1' });
    claims.add('ReadWriteOnce');
    claims.addUser('notebook-0', 'node-3');
    expect(await claims.told()).toEqual([]);
  });

  it('is told only to steps that have it', async () => {
    claims.addNode('node-3');
    claims.addNode('node-4', { 'nvidia.com/gpu': '1' });
    claims.add('ReadWriteOnce');
    claims.addUser('notebook-0', 'node-3');
    expect(await claims.told({}, { steps: [] })).toEqual([]);
    expect((await claims.told({}, { steps: ['other'] })).join()).toContain(
      'volume-in-use'
    );
  });

  it('is told where results are stored on it, too', async () => {
    claims.addNode('node-3');
    claims.addNode('node-4', { 'nvidia.com/gpu': '1' });
    claims.add('ReadWriteOnce');
    claims.addUser('notebook-0', 'node-3');
    const found = await claims.told(
      { storage: { claim: 'work' } },
      { steps: [] }
    );
    expect(found).toEqual([
      expect.stringContaining("The claim for results 'work' can be on one node")
    ]);
    expect(found[0]).not.toContain('copy');
  });
});

test('A claim that many nodes can have is told nothing of', async () => {
  claims.addNode('node-3');
  claims.addNode('node-4', { 'nvidia.com/gpu': '1' });
  claims.add('ReadWriteMany');
  claims.addUser('notebook-0', 'node-3');
  expect(await claims.told()).toEqual([]);
});

describe('A claim that one pod can have', () => {
  it('is told where another pod has it', async () => {
    claims.add('ReadWriteOncePod');
    claims.addUser('notebook-0', 'node-3');
    expect(await claims.told()).toEqual([
      "warning volume-of-one-pod: The volume 'data' (claim 'work') can be in one pod at a time (ReadWriteOncePod), and pod 'notebook-0' on node-3 has it: steps wait until that ends. Take a copy of the claim 'work' for each run, end pod 'notebook-0' (pause the notebook, if it is one), or use a volume of a class with ReadWriteMany."
    ]);
  });

  it('is told where steps would have it at once', async () => {
    claims.add('ReadWriteOncePod');
    expect(await claims.told()).toEqual([
      expect.stringMatching(/^info .* such as 'train' and 'other', run one/)
    ]);
    const steps = ['load', 'other'];
    expect(await claims.told({}, { steps })).toEqual([]);
  });
});

describe('A claim that cannot be had', () => {
  it('is told where it is not there, once', async () => {
    expect(await claims.told()).toEqual([
      "error claim-not-there: The volume 'data' (claim 'work') is not there in the namespace. Make it, or choose another one."
    ]);
  });

  it.each([
    [
      'is being deleted',
      { metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } }
    ],
    ['has lost its storage', { status: { phase: 'Lost' } }]
  ])('is told where it %s', async (words, more) => {
    claims.add('ReadWriteMany', more);
    expect(await claims.told()).toEqual([
      expect.stringMatching(new RegExp(`^error claim-lost: .* ${words}`))
    ]);
  });

  it('is told where it can only be read and is to be written', async () => {
    claims.add('ReadOnlyMany');
    expect(await claims.told()).toEqual([
      expect.stringMatching(/^warning claim-read-only: .*Let it be read only\./)
    ]);
    expect(await claims.told({}, { readOnly: true })).toEqual([]);
  });

  it('is told where its storage is near other nodes than the step', async () => {
    claims.addNode('a-1', {}, { zone: 'a' });
    claims.addNode('b-1', { 'nvidia.com/gpu': '1' }, { zone: 'b' });
    claims.add('ReadWriteOnce', {
      spec: { accessModes: ['ReadWriteOnce'], volumeName: 'pv-1' }
    });
    claims.api.put('/api/v1/persistentvolumes', 'pv-1', {
      spec: {
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  { key: 'zone', operator: 'In', values: ['a'] }
                ]
              }
            ]
          }
        }
      }
    });
    const found = await claims.check();
    expect(found).toMatchObject([
      { severity: 'warning', code: 'volume-out-of-reach', cell: 1 }
    ]);
    expect(found[0].message).toContain(
      "can only be reached from a-1, and step 'train' asks for 1 nvidia.com/gpu, which a-1 does not have"
    );
    expect(await claims.told({}, { steps: ['load'] })).toEqual([]);
  });
});

describe('Where a cluster does not tell', () => {
  it.each(['persistentvolumeclaims/work', 'pods', ''])(
    'of %s, nothing is claimed of it',
    async closed => {
      claims.add('ReadWriteOncePod');
      claims.addUser('notebook-0', 'node-3');
      claims.api.intercept = ({ path }) =>
        path.startsWith(`${TEAM}/${closed}`)
          ? status(403, 'Forbidden', 'User "u" cannot get resource "things"')
          : undefined;
      const found = await claims.told({}, { steps: ['load'] });
      expect(found).toEqual([]);
    }
  );

  it('anything, a notebook is checked all the same', async () => {
    claims.api.intercept = () => status(500, 'InternalError', 'no');
    expect(await claims.told()).toEqual([]);
  });
});
