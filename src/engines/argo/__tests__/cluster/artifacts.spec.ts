import { readFile, rm, stat } from 'node:fs/promises';
import type { KubernetesClient } from '../../../../kubernetes/client/kubernetes-client';
import {
  connectToCluster,
  describeCluster,
  kubectl,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import { newRunId } from '../../../../runs/run-id';
import { RunFolder } from '../../../../runs/run-folder';
import {
  packRunner,
  runToEnd,
  temporaryFolder,
  type Code,
  type Ran
} from '../../../local/__tests__/notebooks';
import type { DataAccess } from '../../../pods/results/data-access';
import { DataResults } from '../../../pods/results/data-results';
import type { ArgoEngine } from '../../argo-engine';
import { reachRun } from '../../results/reach-run';
import { argoEngine, makeRestrictedNamespace, optionsIn } from './on-cluster';

jest.setTimeout(300_000);

const CELLS: readonly Code[] = [
  ['imports', 'import random'],
  [
    'step:make',
    'random.seed(1)\nsmall = {"a": [1, 2]}\nlarge = random.randbytes(30_000_000)'
  ],
  ['step:use', 'print(small, len(large))\ntotal = sum(large)'],
  [
    'step:show',
    'print(total)\nprint(random.randbytes(1_500_000).hex(), end="the end")'
  ]
];

describeCluster('What a run on Argo has left', () => {
  let namespace: string;
  let client: KubernetesClient;
  let folder: string;
  let engine: ArgoEngine;
  let runner: string;
  let ran: Ran;

  beforeAll(async () => {
    namespace = await makeRestrictedNamespace();
    client = await connectToCluster(namespace);
    folder = await temporaryFolder();
    engine = await argoEngine(folder);
    runner = packRunner(await temporaryFolder());
    const options = optionsIn(namespace);
    ran = await runToEnd(CELLS, { folder, engine, id: newRunId(), options });
  });

  afterAll(async () => {
    await engine?.close();
    await client?.close();
    await removeNamespace(namespace);
  });

  /** How the claim of the run is reached. */
  async function reach(): Promise<DataAccess> {
    const record = await ran.store.read(ran.handle.id);
    return reachRun(record, client, runner);
  }

  it('shows here', async () => {
    expect(ran.status).toBe('succeeded');
    const { artifacts } = engine;
    const small = { step: 'make', name: 'small' };
    const preview = await artifacts.preview(ran.handle, small);
    expect(preview.text).toBe("{'a': [1, 2]}");
    const { restore } = await artifacts.inputs(ran.handle, 'use');
    expect(restore.filter(each => each.kind === 'value')).toHaveLength(2);
  });

  it('is all there, though a result is too large for a log', async () => {
    const text = ran.texts.at(-1);
    expect(text?.length).toBeGreaterThan(3_000_000);
    expect(text?.slice(-7)).toBe('the end');
    const { result } = ran.store.run(ran.handle.id).step(2);
    expect((await stat(result)).size).toBeGreaterThan(3_000_000);
  });

  it('comes with the results of steps, where logs have lost them', async () => {
    const there = new RunFolder(await temporaryFolder());
    const { signal } = new AbortController();
    const results = new DataResults(there, reach, signal);
    const here = ran.store.run(ran.handle.id);
    for (const [index, text] of (
      await Promise.all([0, 1, 2].map(each => results.read(each)))
    ).entries()) {
      expect(text).toBe(await readFile(here.step(index).result, 'utf8'));
    }
  });

  it('is told as gone once somebody has removed it', async () => {
    const { id } = ran.handle;
    const at = ['--namespace', namespace];
    await kubectl(...at, 'delete', 'workflow', `cellway-${id}`);
    await kubectl(
      ...[...at, 'wait', '--for=delete', '--timeout=60s'],
      `persistentvolumeclaim/cellway-${id}-data`
    );
    await rm(ran.store.objects.folder, { recursive: true });
    const { artifacts } = engine;
    const total = { step: 'use', name: 'total' };
    await expect(artifacts.output(ran.handle, total)).rejects.toMatchObject({
      code: 'cannot-show',
      message: expect.stringContaining('is gone')
    });
  });
});
