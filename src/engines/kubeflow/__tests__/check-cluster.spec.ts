/** What the cluster below Kubeflow has no room or volume for, as it is told before a run. */
import { ApiServer } from '../../../kubernetes/__tests__/api-server';
import { Folder, kubeconfig } from '../../../kubernetes/__tests__/connected';
import {
  environmentIn,
  notebookText,
  pipelineOf
} from '../../local/__tests__/notebooks';
import { KubeflowEngine } from '../kubeflow-engine';

let api: ApiServer;
let folder: Folder;
let engine: KubeflowEngine;

beforeEach(async () => {
  api = await ApiServer.start();
  folder = new Folder();
  engine = new KubeflowEngine({
    runner: `${folder.path}/runner.pyz`,
    environment: {
      ...environmentIn(folder.path),
      KUBECONFIG: folder.write('config', kubeconfig(api, {}))
    },
    version: '0'
  });
  api.put('/api/v1/nodes', 'n', {
    spec: {},
    status: { allocatable: { cpu: '4', memory: '16Gi', 'nvidia.com/gpu': '1' } }
  });
});

afterEach(async () => {
  await engine.close();
  await api.stop();
  folder.remove();
});

/** What is told of a step with some tags, by its code and what it is about. */
async function told(
  tags: string,
  options: Record<string, unknown>,
  settings: object = {}
): Promise<string[]> {
  const metadata = { cellway: { version: 1, ...settings } };
  const text = notebookText([[`step:train ${tags}`, 'x = 1']], metadata);
  const pipeline = await pipelineOf(text);
  const notebook = { text };
  const found = await engine.check({ notebook, pipeline, options });
  return found.map(each => `${each.severity} ${each.code}`);
}

const HERE = { context: 'test', namespace: 'team' };

it('that is what no node has', async () => {
  const large = 'limit:nvidia.com/gpu:2 limit:memory:20Gi';
  expect(await told('limit:nvidia.com/gpu:1 limit:memory:8Gi', HERE)).toEqual(
    []
  );
  expect(await told(large, HERE)).toEqual([
    'warning larger-than-nodes',
    'warning larger-than-nodes'
  ]);
});

it('that is what the namespace refuses', async () => {
  api.put('/api/v1/namespaces/team/limitranges', 'bounds', {
    spec: { limits: [{ type: 'Container', max: { memory: '4Gi' } }] }
  });
  expect(await told('limit:memory:8Gi', HERE)).toEqual([
    'error outside-limit-range'
  ]);
});

it('that is a claim which is not there', async () => {
  const source = { kind: 'claim', name: 'gone' };
  const volumes = [{ name: 'v', path: '/v', source }];
  expect(await told('', HERE, { volumes })).toEqual(['error claim-not-there']);
});

it('and nothing where nobody has named its context, or it cannot be reached', async () => {
  const large = 'limit:memory:20Gi';
  expect(await told(large, { namespace: 'team' })).toEqual([]);
  expect(await told(large, { ...HERE, context: 'other' })).toEqual([]);
});
