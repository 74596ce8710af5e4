/** What a cluster has no room for, as it is told before a run. */
import type { ApiServer } from '../../../kubernetes/__tests__/api-server';
import { status } from '../../../kubernetes/__tests__/replies';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import {
  notebookText,
  pipelineOf,
  type Code
} from '../../local/__tests__/notebooks';
import type { ArgoEngine } from '../argo-engine';
import { connectEngine, type ConnectedEngine } from './connected-engine';

const NODES = '/api/v1/nodes';
const TEAM = '/api/v1/namespaces/team';

let connected: ConnectedEngine;
let api: ApiServer;
let engine: ArgoEngine;

beforeEach(async () => {
  connected = await connectEngine();
  ({ api, engine } = connected);
});

afterEach(() => connected.close());

interface NodeParts {
  readonly labels?: object;
  readonly taints?: readonly object[];
}

function addNode(
  name: string,
  allocatable: object,
  { labels, taints = [] }: NodeParts = {}
): void {
  api.put(NODES, name, {
    metadata: { labels },
    spec: { taints },
    status: { allocatable: { cpu: '4', memory: '16Gi', ...allocatable } }
  });
}

async function check(
  cells: readonly Code[],
  options: object = {},
  defaults: object = {}
): Promise<Diagnostic[]> {
  const text = notebookText(cells, { cellway: { version: 1, defaults } });
  const pipeline = await pipelineOf(text);
  const notebook = { text };
  return engine.check({
    notebook,
    pipeline,
    options: { image: 'python', ...options }
  });
}

/** What is told of one step with some tags. */
async function told(tags: string, options: object = {}): Promise<string[]> {
  const found = await check([[`step:train ${tags}`, 'x = 1']], options);
  return found.map(each => `${each.severity} ${each.code}: ${each.message}`);
}

function limitRange(limits: object): void {
  api.put(`${TEAM}/limitranges`, 'bounds', { spec: { limits: [limits] } });
}

function quota(hard: object, used: object = {}, spec: object = {}): void {
  api.put(`${TEAM}/resourcequotas`, 'share', { spec, status: { hard, used } });
}

describe('A step that no node has room for', () => {
  it('is told what the largest node has', async () => {
    addNode('small', { 'nvidia.com/gpu': '1' });
    addNode('large', { memory: '64Gi', 'nvidia.com/gpu': '4' });
    expect(await told('limit:nvidia.com/gpu:4 limit:memory:60Gi')).toEqual([]);
    expect(await told('limit:nvidia.com/gpu:8 limit:memory:100Gi')).toEqual([
      "warning larger-than-nodes: Step 'train' asks for 100Gi of memory and the largest node has 64Gi. Let it ask for less, unless the cluster adds larger nodes.",
      "warning larger-than-nodes: Step 'train' asks for 8 nvidia.com/gpu and the largest node has 4. Let it ask for less, unless the cluster adds larger nodes."
    ]);
  });

  it('is told on its own cell', async () => {
    addNode('n', {});
    const found = await check([
      ['step:one', 'x = 1'],
      ['step:two limit:memory:20Gi', 'y = x']
    ]);
    expect(found.map(({ code, cell }) => [code, cell])).toEqual([
      ['larger-than-nodes', 1]
    ]);
  });

  it('is told so where it is only with the containers of Argo beside it', async () => {
    addNode('n', {});
    const [message] = await told('limit:memory:16Gi');
    expect(message).toContain(
      "asks for 16.1Gi of memory, with Argo's own part, and the largest node has 16Gi"
    );
  });

  it('is told where nodes have each of what it asks for, and none has all', async () => {
    addNode('much-memory', { memory: '64Gi' });
    addNode('gpus', { 'nvidia.com/gpu': '4' });
    const [message] = await told('limit:nvidia.com/gpu:1 limit:memory:32Gi');
    expect(message).toMatch(
      /larger-than-nodes: .*1 nvidia.com\/gpu.*no single node has all of that/
    );
  });

  it('is told which GPUs there are instead', async () => {
    addNode('n', { 'nvidia.com/mig-1g.5gb': '7', 'amd.com/gpu': '1' });
    expect(await told('limit:nvidia.com/mig-2g.10gb:1')).toEqual([
      "warning device-not-there: Step 'train' asks for 1 nvidia.com/mig-2g.10gb, which no node of the cluster has now: there are amd.com/gpu and nvidia.com/mig-1g.5gb. Let it ask for what is there, unless the cluster adds such nodes."
    ]);
  });

  it('is told which products there are instead', async () => {
    const label = 'nvidia.com/gpu.product';
    addNode('a', { 'nvidia.com/gpu': '4' }, { labels: { [label]: 'A100' } });
    const asking = async (product: string): Promise<string[]> => {
      const gpu = { vendor: 'nvidia.com', count: 1, product };
      return (
        await check([['step:x', 'x = 1']], {}, { resources: { gpu } })
      ).map(each => each.message);
    };
    expect(await asking('A100')).toEqual([]);
    expect(await asking('H100')).toEqual([
      "Step 'x' asks for the GPU 'H100', which no node of the cluster has now: there are A100. Choose one that is there, unless the cluster adds such nodes."
    ]);
  });

  it('is told where its labels lead it to no node, once for all steps', async () => {
    addNode('a', {}, { labels: { disk: 'hdd' } });
    const found = await check(
      [
        ['step:one', 'x = 1'],
        ['step:two', 'y = x']
      ],
      { nodeSelector: { disk: 'ssd' } }
    );
    expect(found).toHaveLength(1);
    expect(found[0].cell).toBeUndefined();
    expect(found[0].message).toBe(
      'Each step is to go to a node labelled disk=ssd, and the cluster has none now: there are disk=hdd. Choose labels that nodes have.'
    );
  });

  it('is told which toleration would let it in', async () => {
    addNode('free', {});
    addNode(
      'kept',
      { memory: '64Gi' },
      { taints: [{ key: 'team', value: 'ml', effect: 'NoSchedule' }] }
    );
    const toleration = {
      key: 'team',
      operator: 'Equal',
      value: 'ml',
      effect: 'NoSchedule'
    };
    expect(await told('limit:memory:32Gi')).toEqual([
      `warning taint-not-tolerated: Step 'train' finds every node that is large enough kept for others by a taint (team=ml:NoSchedule). If it may use such nodes, add to the tolerations: ${JSON.stringify(toleration)}.`
    ]);
    expect(
      await told('limit:memory:32Gi', { tolerations: [toleration] })
    ).toEqual([]);
  });

  it('is let onto nodes that are kept for what it asks for', async () => {
    const taints = [{ key: 'nvidia.com/gpu', effect: 'NoSchedule' }];
    addNode('whole', { 'nvidia.com/gpu': '1' }, { taints });
    addNode('parts', { 'nvidia.com/mig-1g.5gb': '7' }, { taints });
    expect(await told('limit:nvidia.com/gpu:1')).toEqual([]);
    expect(await told('limit:nvidia.com/mig-1g.5gb:1')).toEqual([]);
    expect((await told('')).join()).toContain('taint-not-tolerated');
  });
});

describe('A step that its namespace refuses', () => {
  it.each([
    [{ max: { memory: '8Gi' } }, 'limit:memory:9Gi', 'at most 8Gi'],
    [{ min: { memory: '1Gi' } }, 'limit:memory:512Mi', 'at least 1Gi'],
    [
      { maxLimitRequestRatio: { cpu: '2' }, default: { cpu: '3' } },
      'limit:cpu:1',
      'a limit of at most 2 times'
    ],
    [
      { default: { cpu: '1' } },
      'limit:cpu:2',
      'the namespace limits what says no limit to 1'
    ]
  ])('is told of the LimitRange %j', async (limits, tags, words) => {
    limitRange({ type: 'Container', ...limits });
    const found = await told(tags);
    expect(found.filter(each => !each.includes("Argo's own"))).toEqual([
      expect.stringMatching(/^error outside-limit-range: Step 'train' /)
    ]);
    expect(found[0]).toContain(words);
  });

  it('is told of what a whole pod may have', async () => {
    limitRange({ type: 'Pod', max: { memory: '8Gi' } });
    expect((await told('limit:memory:8Gi')).join()).toMatch(
      /^error outside-limit-range: .*its pod asks for 8.5Gi of memory, and the namespace admits at most 8Gi/
    );
  });

  it('is told where the containers of Argo are refused', async () => {
    limitRange({ type: 'Container', min: { memory: '100Mi' } });
    const [message, ...others] = await told('limit:memory:1Gi');
    expect(message).toContain("Argo's own part asks for 64Mi of memory");
    expect(others).toEqual([]);
  });

  it('is told of a quota that it exceeds alone', async () => {
    quota({ 'requests.nvidia.com/gpu': '2', 'limits.memory': '8Gi' });
    expect(await told('limit:nvidia.com/gpu:3 limit:memory:1Gi')).toEqual([
      "error over-quota: Step 'train' asks for 3 nvidia.com/gpu, and the quota 'share' gives the whole namespace 2. Let it ask for less, or ask who runs the cluster for a larger quota."
    ]);
  });

  it('is warned of a quota that others use', async () => {
    quota({ 'requests.memory': '8Gi' }, { 'requests.memory': '6Gi' });
    expect(await told('limit:memory:4Gi')).toEqual([
      expect.stringMatching(
        /^warning over-quota: .* and 6Gi of the 8Gi of the quota 'share' are in use now/
      )
    ]);
    expect(await told('limit:memory:1Gi')).toEqual([]);
  });

  it('is told what a quota wants it to say, unless the namespace says it', async () => {
    quota({ 'requests.cpu': '8' });
    expect(await told('')).toEqual([
      expect.stringMatching(
        /^error quota-wants-amounts: .* wants each container to say requests.cpu, and it does not. Let it ask for that/
      )
    ]);
  });

  it('is given what the namespace gives to those that do not say', async () => {
    quota({ 'requests.cpu': '8' });
    limitRange({ type: 'Container', defaultRequest: { cpu: '1' } });
    expect(await told('')).toEqual([]);
  });

  it('is told nothing of a quota for some pods only', async () => {
    quota({ pods: '0' }, {}, { scopes: ['Terminating'] });
    expect(await told('')).toEqual([]);
  });
});

describe('Where a cluster does not tell what it has', () => {
  const SPEAKING = 'limit:nvidia.com/gpu:99';

  it('nothing is claimed of that alone', async () => {
    addNode('n', {});
    quota({ pods: '0' });
    api.intercept = ({ path }) =>
      path === NODES
        ? status(403, 'Forbidden', 'User "u" cannot list resource "nodes"')
        : undefined;
    expect(await told(SPEAKING)).toEqual([
      expect.stringContaining('over-quota')
    ]);
  });

  it('nothing is claimed of one that has no nodes yet', async () => {
    expect(await told(SPEAKING)).toEqual([]);
  });

  it('a notebook is checked all the same', async () => {
    api.intercept = () => status(401, 'Unauthorized', 'Unauthorized');
    expect(await told(`${SPEAKING} cache:enabled`)).toEqual([
      expect.stringContaining('not-used-on-argo')
    ]);
  });

  it('it is not asked again at each change of the notebook', async () => {
    addNode('n', {});
    const [one] = await told('limit:memory:20Gi');
    const [other] = await told('limit:memory:30Gi');
    expect([one, other]).toEqual([
      expect.stringContaining('20Gi'),
      expect.stringContaining('30Gi')
    ]);
    expect(api.received.filter(each => each.path === NODES)).toHaveLength(1);
  });

  it('nothing is asked of one that does not exist', async () => {
    expect(await told(SPEAKING, { context: 'gone' })).toEqual([]);
    expect(api.received).toEqual([]);
  });
});
