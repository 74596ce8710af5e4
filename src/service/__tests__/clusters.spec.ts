import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ApiServer } from '../../kubernetes/__tests__/api-server';
import { kubeconfig } from '../../kubernetes/__tests__/connected';
import { status as refusal } from '../../kubernetes/__tests__/replies';
import type { CheckedCluster } from '../api/clusters';
import { FakeCluster } from './fake-cluster';
import { RunningService, type Answer } from './running-service';

let service: RunningService;
let api: ApiServer;
let cluster: FakeCluster;

beforeEach(async () => {
  service = await RunningService.start();
  api = await ApiServer.start();
  cluster = new FakeCluster(api);
});

afterEach(async () => {
  await service.stop();
  await api.stop();
});

/** Writes the kubeconfig of the person whose service it is. */
async function know(config: object | string): Promise<void> {
  const folder = join(dirname(service.root), '.kube');
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, 'config'),
    typeof config === 'string' ? config : JSON.stringify(config)
  );
}

function ask(body: object = {}): Promise<Answer> {
  return service.call('POST', '/clusters/check', {
    body: { context: 'test', ...body }
  });
}

async function check(body: object = {}): Promise<CheckedCluster> {
  const { status, text, json } = await ask(body);
  expect(status === 200 ? '' : text).toBe('');
  return json as CheckedCluster;
}

/** What is told of a subject: `missing: …`. */
function told({ findings }: CheckedCluster, subject: string): string {
  return findings
    .filter(each => each.subject === subject)
    .map(({ state, text }) => `${state}: ${text}`)
    .join('\n');
}

describe('The contexts', () => {
  it('are none where there is no kubeconfig', async () => {
    const { status, json } = await service.call('GET', '/clusters');
    expect([status, json]).toEqual([200, []]);
  });

  it('are told with what they run, and nothing is sent to any', async () => {
    await know(
      kubeconfig(api, { exec: { command: 'login-tool', args: ['--quick'] } })
    );
    const { json } = await service.call('GET', '/clusters');
    expect(json).toEqual([
      {
        name: 'test',
        server: api.address,
        namespace: 'team',
        isCurrent: true,
        program: 'login-tool --quick'
      }
    ]);
    expect(api.received).toEqual([]);
  });

  it('cannot be told of a kubeconfig that is broken', async () => {
    await know('{');
    const { status, error } = await service.call('GET', '/clusters');
    expect([status, error.code]).toEqual([424, 'invalid-kubeconfig']);
  });
});

describe('A cluster that is checked', () => {
  beforeEach(() => know(kubeconfig(api, {})));

  it('can run where all is there, and tells what there is to choose', async () => {
    const found = await check();
    expect(found).toMatchObject({
      namespace: 'team',
      canRun: true,
      role: '',
      choices: {
        namespaces: ['other', 'team'],
        claims: [
          { name: 'shared', size: '5Gi', accessModes: ['ReadWriteMany'] }
        ],
        storageClasses: [
          { name: 'fast', isDefault: true },
          { name: 'slow', isDefault: false }
        ]
      }
    });
    expect(told(found, 'Kubernetes')).toContain('v1.34.4');
    expect(told(found, 'Rights')).toBe('well: all that Cellway makes use of');
    const made = api.received.filter(each => each.method !== 'GET');
    expect(made.filter(each => !each.path.includes('/selfsubject'))).toEqual(
      []
    );
  });

  it('names the rights that are missing, what is lost, and the role that gives them', async () => {
    cluster.allows = ({ verb, resource }) =>
      !(verb === 'create' && resource === 'workflows') && resource !== 'events';
    const found = await check({ namespace: 'other' });
    expect(found.canRun).toBe(false);
    expect(told(found, 'Rights').split('\n')).toEqual([
      'missing: you may not create workflows.argoproj.io: nothing can be run',
      expect.stringMatching(
        /^lacking: you may not list, watch events: why a pod/
      )
    ]);
    expect(found.role).toContain('namespace: other');
    expect(found.role).toContain('"create"');
    expect(found.role).toContain('name: "ann"');
  });

  it('says which GPUs it has, where nodes may be listed', async () => {
    const gpus = (name: string, allocatable: object, product: string): void => {
      const labels = { 'nvidia.com/gpu.product': product };
      const status = { allocatable };
      api.put('/api/v1/nodes', name, { metadata: { labels }, status });
    };
    expect(told(await check(), 'GPUs')).toBe('well: none');
    gpus('a', { 'nvidia.com/gpu': '4', 'amd.com/gpu': '0' }, 'A100');
    gpus('b', { 'nvidia.com/gpu': '2', 'nvidia.com/mig-1g.5gb': '7' }, 'H100');
    const found = await check();
    expect(told(found, 'GPUs')).toBe(
      'well: 6 nvidia.com/gpu on 2 nodes, at most 4 on one (A100, H100); 7 nvidia.com/mig-1g.5gb on one node (H100)'
    );
    cluster.allows = ({ resource }) => resource !== 'nodes';
    expect((await check()).role).toContain('kind: ClusterRole\n');
  });

  it('tells what steps can ask for, without the rest', async () => {
    const status = { allocatable: { 'habana.ai/gaudi': '8' } };
    api.put('/api/v1/nodes', 'a', { status });
    const offers = async (): Promise<unknown> =>
      (
        await service.call('POST', '/clusters/offers', {
          body: { context: 'test' }
        })
      ).json;
    const resource = 'habana.ai/gaudi';
    expect(await offers()).toEqual({
      gpus: [{ resource, products: [], most: 8, total: 8, nodes: 1 }]
    });
    cluster.mayList = false;
    expect(await offers()).toEqual({});
  });

  it('needs no right to make claims where one is there for results', async () => {
    cluster.allows = ({ verb, resource }) =>
      !(verb === 'create' && resource === 'persistentvolumeclaims');
    expect((await check()).canRun).toBe(false);
    const storage = { claim: 'shared' };
    expect((await check({ options: { storage } })).canRun).toBe(true);
  });

  it.each([
    [{ options: { storage: { claim: 'gone' } } }, 'Storage', 'gone'],
    [{ options: { storage: { storageClass: 'none' } } }, 'Storage', 'none'],
    [{ namespace: 'nowhere' }, 'Namespace', 'nowhere']
  ])('lacks what is not there: %j', async (call, subject, name) => {
    const found = await check(call);
    expect(found.canRun).toBe(false);
    expect(told(found, subject)).toMatch(new RegExp(`^missing: .*${name}`));
  });

  it('leaves to be typed what may not be listed', async () => {
    cluster.mayList = false;
    const found = await check();
    expect(found.choices).toEqual({});
    expect(found.canRun).toBe(true);
  });

  it('cannot run without Argo Workflows', async () => {
    cluster.hasArgo = false;
    const found = await check();
    expect(told(found, 'Argo Workflows')).toMatch(/^missing/);
    expect(found.canRun).toBe(false);
  });

  it('names the option that is wrong', async () => {
    const { status, error } = await ask({ options: { image: 3 } });
    expect([status, error.code]).toEqual([422, 'invalid-options']);
    expect(error.message).toContain('image');
  });
});

test('No cluster is reached by a context that is not there', async () => {
  await know(kubeconfig(api, {}));
  const { status, error } = await ask({ context: 'other' });
  expect([status, error.code]).toEqual([404, 'no-such-context']);
});

test('No program is run that nobody has agreed to', async () => {
  await know(kubeconfig(api, { exec: { command: 'false' } }));
  for (const program of [undefined, 'false --else']) {
    const { status, error } = await ask({ program });
    expect([status, error.code]).toEqual([409, 'program-not-agreed']);
  }
  expect((await ask({ program: 'false' })).error.code).not.toBe(
    'program-not-agreed'
  );
});

test('A cluster that does not know us says so', async () => {
  await know(kubeconfig(api, {}));
  api.intercept = () => refusal(401, 'Unauthorized', 'Unauthorized');
  const { status, error } = await ask();
  expect([status, error.code]).toEqual([424, 'unauthorized']);
});

describe('Volumes of a cluster', () => {
  const claims = '/api/v1/namespaces/team/persistentvolumeclaims';
  const volume = { name: 'data', size: '1Gi', accessMode: 'ReadWriteOnce' };

  beforeEach(() => know(kubeconfig(api, {})));

  function post(path: string, body: object = {}): Promise<Answer> {
    return service.call('POST', `/clusters/volumes${path}`, {
      body: { context: 'test', ...body }
    });
  }

  it('are told, with the right that is missing to tell of more', async () => {
    const { json } = await post('');
    expect(json).toMatchObject({
      namespace: 'team',
      volumes: [{ name: 'shared', accessModes: ['ReadWriteMany'], users: [] }],
      classes: [{ name: 'fast', isDefault: true }, { name: 'slow' }],
      lacks: []
    });
    cluster.mayList = false;
    const { json: less } = await post('');
    expect(less).toMatchObject({
      lacks: [
        { right: 'list persistentvolumeclaims' },
        { right: 'list storageclasses.storage.k8s.io' }
      ],
      role: expect.stringContaining('kind: ClusterRole')
    });
    expect(less).not.toHaveProperty('volumes');
  });

  it('are made, or only checked', async () => {
    const rehearsed = await post('/new', { volume, isRehearsal: true });
    expect(rehearsed.status).toBe(200);
    expect(api.objects(claims)).toHaveLength(1);
    const made = await post('/new', { volume });
    expect([made.status, made.json]).toMatchObject([201, { name: 'data' }]);
    const again = await post('/new', { volume });
    expect([again.status, again.error.code]).toEqual([409, 'conflict']);
  });

  it('are not made of what is no volume', async () => {
    for (const wrong of [
      { name: 'No Name' },
      { name: '../pods' },
      { size: 'much' },
      { accessMode: 'Always' },
      { volumeName: 'of-somebody-else' }
    ]) {
      const { status } = await post('/new', {
        volume: { ...volume, ...wrong }
      });
      expect(status).toBe(400);
    }
    expect(api.received).toEqual([]);
  });
});
