/** A cluster of which a node says that it has GPUs. */
import {
  describeCluster,
  kubectl,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import { newRunId } from '../../../../runs/run-id';
import {
  notebookText,
  pipelineOf,
  submit,
  temporaryFolder,
  watchToEnd,
  type Code
} from '../../../local/__tests__/notebooks';
import type { ArgoEngine } from '../../argo-engine';
import { argoEngine, makeRestrictedNamespace, optionsIn } from './on-cluster';

jest.setTimeout(300_000);

const GPUS = '/status/capacity/nvidia.com~1gpu';

const PRODUCT = 'CELLWAY-TEST';
const LABEL = 'nvidia.com/gpu.product';

const CELLS: readonly Code[] = [
  [
    'step:fits',
    'import os\nshared = os.statvfs("/dev/shm")\nprint(shared.f_blocks * shared.f_frsize)'
  ],
  ['step:never limit:nvidia.com/gpu:3', 'print("has three")']
];

/** `node/NAME` */
async function firstNode(): Promise<string> {
  return (await kubectl('get', 'nodes', '--output', 'name')).split('\n')[0];
}

/** As a device plugin does through the kubelet. */
async function advertise(change: object): Promise<void> {
  const node = await firstNode();
  const patch = ['--type', 'json', '--patch', JSON.stringify([change])];
  await kubectl('patch', node, '--subresource', 'status', ...patch);
}

describeCluster('A node with two GPUs', () => {
  let namespace: string;
  let folder: string;
  let engine: ArgoEngine;

  beforeAll(async () => {
    namespace = await makeRestrictedNamespace();
    folder = await temporaryFolder();
    engine = await argoEngine(folder);
    await advertise({ op: 'add', path: GPUS, value: '2' });
    await kubectl('label', await firstNode(), `${LABEL}=${PRODUCT}`);
    // The kubelet takes its time to say what pods may have of them.
    const what = ['get', 'nodes', '--output', 'jsonpath={..allocatable}'];
    while (!(await kubectl(...what)).includes('"nvidia.com/gpu":"2"')) {
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  });

  afterAll(async () => {
    await advertise({ op: 'remove', path: GPUS });
    await kubectl('label', await firstNode(), `${LABEL}-`);
    await engine?.close();
    await removeNamespace(namespace);
  });

  it('runs what asks for one, and says of three that they are never to be had', async () => {
    const options = optionsIn(namespace);
    const gpu = { vendor: 'nvidia.com', count: 1, product: PRODUCT };
    const defaults = { resources: { gpu, sharedMemory: '32Mi' } };
    const metadata = { cellway: { version: 1, defaults } };
    const text = notebookText(CELLS, metadata);
    const pipeline = await pipelineOf(text);
    const told = await engine.check({ notebook: { text }, pipeline, options });
    expect(told.map(({ code, cell }) => [code, cell])).toEqual([
      ['larger-than-nodes', 1]
    ]);
    const { handle } = await submit(CELLS, {
      folder,
      engine,
      id: newRunId(),
      metadata,
      options
    });
    const ended: string[] = [];
    const reasons: string[] = [];
    const ran = await watchToEnd(engine, handle, {
      onEvent: event => {
        if (event.type === 'step' && event.status === 'succeeded') {
          ended.push(event.step);
        }
        if (event.type === 'diagnostic') {
          reasons.push(event.diagnostic.code);
        }
        if (ended.includes('fits') && reasons.includes('too-large')) {
          void engine.cancel(handle).catch(() => undefined);
        }
      }
    });
    const pods = JSON.parse(
      await kubectl('--namespace', namespace, 'get', 'pods', '--output', 'json')
    );
    const { affinity, tolerations } = pods.items
      .map((each: { spec: object }) => each.spec)
      .find((each: object) => JSON.stringify(each).includes(PRODUCT));
    expect(affinity).toMatchObject({
      nodeAffinity: expect.anything(),
      // It is drawn to the pods of its run all the same.
      podAffinity: expect.anything()
    });
    expect(tolerations).toContainEqual({
      key: 'nvidia.com/gpu',
      operator: 'Exists',
      effect: 'NoSchedule'
    });
    expect(ran.statuses).toMatchObject({ fits: 'succeeded' });
    expect(ran.status).toBe('cancelled');
    expect(ran.texts[0]).toBe(`${32 * 1024 * 1024}\n`);
  });
});
