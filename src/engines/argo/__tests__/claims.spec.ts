/** Which claims steps would not get, as it is told before a run. */
import type { ApiServer } from '../../../kubernetes/__tests__/api-server';
import { status } from '../../../kubernetes/__tests__/replies';
import type { VolumeSettings } from '../../../notebook/settings';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import {
  notebookText,
  pipelineOf,
  type Code
} from '../../local/__tests__/notebooks';
import type { EngineOptions } from '../../engine';
import type { ArgoEngine } from '../argo-engine';
import { connectEngine, type ConnectedEngine } from './connected-engine';

const TEAM = '/api/v1/namespaces/team';
const HOSTNAME = 'kubernetes.io/hostname';

let connected: ConnectedEngine;
let api: ApiServer;
let engine: ArgoEngine;

beforeEach(async () => {
  connected = await connectEngine();
  ({ api, engine } = connected);
});

afterEach(() => connected.close());

function addNode(name: string, allocatable: object = {}, labels = {}): void {
  api.put('/api/v1/nodes', name, {
    metadata: { labels: { [HOSTNAME]: name, ...labels } },
    spec: {},
    status: { allocatable: { cpu: '4', memory: '16Gi', ...allocatable } }
  });
}

function addClaim(
  mode: string,
  {
    volumeName,
    ...more
  }: { volumeName?: string; [field: string]: unknown } = {}
): void {
  api.put(`${TEAM}/persistentvolumeclaims`, 'work', {
    spec: {
      accessModes: [mode],
      volumeName,
      resources: { requests: { storage: '5Gi' } }
    },
    status: { phase: 'Bound' },
    ...more
  });
}

function addUser(name: string, node?: string, labels: object = {}): void {
  api.put(`${TEAM}/pods`, name, {
    metadata: { labels },
    spec: {
      nodeName: node,
      containers: [],
      volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'work' } }]
    },
    status: { phase: 'Running' }
  });
}

const STEPS: readonly Code[] = [
  ['step:load', 'x = 1'],
  ['step:train limit:nvidia.com/gpu:1', 'y = x'],
  ['step:other', 'z = x']
];

const WORK: VolumeSettings = {
  name: 'data',
  path: '/data',
  source: { kind: 'claim', name: 'work' }
};

async function check(
  options: EngineOptions = {},
  volume: Partial<VolumeSettings> = {},
  cells = STEPS
): Promise<Diagnostic[]> {
  const volumes = [{ ...WORK, ...volume }];
  const text = notebookText(cells, { cellway: { version: 1, volumes } });
  const found = await engine.check({
    notebook: { text },
    pipeline: await pipelineOf(text),
    options
  });
  return found.filter(each => /volume|claim/.test(each.code));
}

async function told(...args: Parameters<typeof check>): Promise<string[]> {
  const found = await check(...args);
  return found.map(each => `${each.severity} ${each.code}: ${each.message}`);
}

const WAYS = (beside: string): string =>
  `Take a copy of the claim 'work' for each run, ${beside}, end pod 'notebook-0' (pause the notebook, if it is one), or use a volume of a class with ReadWriteMany.`;

describe('A claim that one node can have', () => {
  it('is told where a step can only run on another node than who has it', async () => {
    addNode('node-3');
    addNode('node-4', { 'nvidia.com/gpu': '1' });
    addClaim('ReadWriteOnce');
    addUser('notebook-0', 'node-3');
    const found = await check();
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
    addNode('node-3', { 'nvidia.com/gpu': '1' });
    addNode('node-4', { 'nvidia.com/gpu': '1' });
    addClaim('ReadWriteOnce');
    addUser('notebook-0', 'node-3');
    expect(await told()).toEqual([
      `warning volume-in-use: The volume 'data' (claim 'work') can be on one node at a time, and pod 'notebook-0' has it on node-3. A step that comes to another node waits until that pod ends. ${WAYS(`let the run be on node-3 (label of nodes ${HOSTNAME}=node-3)`)}`
    ]);
    const nodeSelector = { [HOSTNAME]: 'node-3' };
    expect(await told({ nodeSelector })).toEqual([]);
    const [first] = await told({ nodeSelector: { [HOSTNAME]: 'node-4' } });
    expect(first).toContain("Step 'load' is to go to nodes with other labels");
  });

  it('is told as well where nodes may not be listed', async () => {
    api.intercept = ({ path }) =>
      path === '/api/v1/nodes'
        ? status(403, 'Forbidden', 'User "u" cannot list resource "nodes"')
        : undefined;
    addClaim('ReadWriteOnce');
    addUser('notebook-0', 'node-3');
    expect((await told())[0]).toContain('volume-in-use');
    const nodeSelector = { [HOSTNAME]: 'node-4' };
    expect((await told({ nodeSelector }))[0]).toContain(
      "Step 'load' is to go to node-4"
    );
  });

  it('is told as well where there are no nodes yet', async () => {
    addClaim('ReadWriteOnce');
    addUser('notebook-0', 'node-3');
    expect((await told())[0]).toContain('volume-in-use');
  });

  it.each<[string, () => void]>([
    ['nobody has it', () => undefined],
    [
      'who has it has ended',
      () => {
        addUser('notebook-0', 'node-3');
        api.put(`${TEAM}/pods`, 'notebook-0', {
          spec: { nodeName: 'node-3', containers: [] },
          status: { phase: 'Succeeded' }
        });
      }
    ],
    [
      'a run of ours has it, which ends',
      () =>
        addUser('run-1', 'node-3', {
          'app.kubernetes.io/managed-by': 'cellway'
        })
    ],
    ['who wants it has no node yet', () => addUser('notebook-0')]
  ])('is told nothing of where %s', async (_, happen) => {
    addNode('node-3');
    addNode('node-4', { 'nvidia.com/gpu': '1' });
    addClaim('ReadWriteOnce');
    happen();
    expect(await told()).toEqual([]);
  });

  it('is told nothing of where there is one node, or many can have it', async () => {
    addNode('node-3', { 'nvidia.com/gpu': '1' });
    addClaim('ReadWriteOnce');
    addUser('notebook-0', 'node-3');
    expect(await told()).toEqual([]);
  });

  it('is told only to steps that have it', async () => {
    addNode('node-3');
    addNode('node-4', { 'nvidia.com/gpu': '1' });
    addClaim('ReadWriteOnce');
    addUser('notebook-0', 'node-3');
    expect(await told({}, { steps: [] })).toEqual([]);
    expect((await told({}, { steps: ['other'] })).join()).toContain(
      'volume-in-use'
    );
  });

  it('is told where results are stored on it, too', async () => {
    addNode('node-3');
    addNode('node-4', { 'nvidia.com/gpu': '1' });
    addClaim('ReadWriteOnce');
    addUser('notebook-0', 'node-3');
    const found = await told({ storage: { claim: 'work' } }, { steps: [] });
    expect(found).toEqual([
      expect.stringContaining("The claim for results 'work' can be on one node")
    ]);
    expect(found[0]).not.toContain('copy');
  });
});

test('A claim that many nodes can have is told nothing of', async () => {
  addNode('node-3');
  addNode('node-4', { 'nvidia.com/gpu': '1' });
  addClaim('ReadWriteMany');
  addUser('notebook-0', 'node-3');
  expect(await told()).toEqual([]);
});

describe('A claim that one pod can have', () => {
  it('is told where another pod has it', async () => {
    addClaim('ReadWriteOncePod');
    addUser('notebook-0', 'node-3');
    expect(await told()).toEqual([
      "warning volume-of-one-pod: The volume 'data' (claim 'work') can be in one pod at a time (ReadWriteOncePod), and pod 'notebook-0' on node-3 has it: steps wait until that ends. Take a copy of the claim 'work' for each run, end pod 'notebook-0' (pause the notebook, if it is one), or use a volume of a class with ReadWriteMany."
    ]);
  });

  it('is told where steps would have it at once', async () => {
    addClaim('ReadWriteOncePod');
    expect(await told()).toEqual([
      expect.stringMatching(/^info .* such as 'train' and 'other', run one/)
    ]);
    const steps = ['load', 'other'];
    expect(await told({}, { steps })).toEqual([]);
  });
});

describe('A claim that cannot be had', () => {
  it('is told where it is not there, once', async () => {
    expect(await told()).toEqual([
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
    addClaim('ReadWriteMany', more);
    expect(await told()).toEqual([
      expect.stringMatching(new RegExp(`^error claim-lost: .* ${words}`))
    ]);
  });

  it('is told where it can only be read and is to be written', async () => {
    addClaim('ReadOnlyMany');
    expect(await told()).toEqual([
      expect.stringMatching(/^warning claim-read-only: .*Let it be read only\./)
    ]);
    expect(await told({}, { readOnly: true })).toEqual([]);
  });

  it('is told where its storage is near other nodes than the step', async () => {
    addNode('a-1', {}, { zone: 'a' });
    addNode('b-1', { 'nvidia.com/gpu': '1' }, { zone: 'b' });
    addClaim('ReadWriteOnce', {
      spec: { accessModes: ['ReadWriteOnce'], volumeName: 'pv-1' }
    });
    api.put('/api/v1/persistentvolumes', 'pv-1', {
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
    const found = await check();
    expect(found).toMatchObject([
      { severity: 'warning', code: 'volume-out-of-reach', cell: 1 }
    ]);
    expect(found[0].message).toContain(
      "can only be reached from a-1, and step 'train' asks for 1 nvidia.com/gpu, which a-1 does not have"
    );
    expect(await told({}, { steps: ['load'] })).toEqual([]);
  });
});

describe('Where a cluster does not tell', () => {
  it.each(['persistentvolumeclaims/work', 'pods', ''])(
    'of %s, nothing is claimed of it',
    async closed => {
      addClaim('ReadWriteOncePod');
      addUser('notebook-0', 'node-3');
      api.intercept = ({ path }) =>
        path.startsWith(`${TEAM}/${closed}`)
          ? status(403, 'Forbidden', 'User "u" cannot get resource "things"')
          : undefined;
      const found = await told({}, { steps: ['load'] });
      expect(found).toEqual([]);
    }
  );

  it('anything, a notebook is checked all the same', async () => {
    api.intercept = () => status(500, 'InternalError', 'no');
    expect(await told()).toEqual([]);
  });
});
