import { cp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  connectEach,
  type Connected
} from '../../../../kubernetes/__tests__/connected';
import type { RunStore } from '../../../../runs/run-store';
import type { StepArtifacts } from '../../../../runs/run-artifacts';
import { LocalArtifacts } from '../../../local/artifacts/local-artifacts';
import { LocalEngine } from '../../../local/local-engine';
import {
  environmentIn,
  packRunner,
  runToEnd,
  temporaryFolder,
  type Code
} from '../../../local/__tests__/notebooks';
import type { RunHandle } from '../../../engine';
import { ClusterArtifacts } from '../cluster-artifacts';
import { ReaderCluster } from './reader-cluster';

const CELLS: readonly Code[] = [
  ['step:one', 'small = [1, 2]\nlarge = bytes(2_000_000)\nother = {"a": 1}'],
  ['step:two', 'print(small, len(large), other)']
];

let folder: string;
let runner: string;
let connected: Connected;
let cluster: ReaderCluster;
let artifacts: ClusterArtifacts;
let store: RunStore;
let handle: RunHandle;

connectEach(made => {
  connected = made;
});

beforeAll(async () => {
  folder = await temporaryFolder();
  runner = packRunner(folder);
  const environment = environmentIn(folder);
  const engine = new LocalEngine({ runner, workers: 1, environment });
  ({ store, handle } = await runToEnd(CELLS, { folder, engine }));
  engine.close();
  await rename(store.objects.folder, join(folder, 'objects'));
});

/** The books of the run are here, and its objects are on the claim. */
beforeEach(async () => {
  cluster = await ReaderCluster.start(connected);
  const stored = join(folder, 'objects');
  await cp(stored, join(cluster.data, 'objects'), { recursive: true });
  await rm(store.objects.folder, { recursive: true, force: true });
  artifacts = new ClusterArtifacts(
    new LocalArtifacts(runner, environmentIn(folder)),
    async () => cluster.access
  );
});

afterEach(async () => {
  await artifacts.close();
  expect(cluster.left).toBe(0);
});

/** The objects that hold variables of the first step. */
async function objectsOf(...names: string[]): Promise<string[]> {
  const [{ outputs }]: StepArtifacts[] = await artifacts.list(handle);
  return names.flatMap(
    name => outputs.find(each => each.name === name)?.object ?? []
  );
}

function preview(name: string): Promise<string | undefined> {
  return artifacts
    .preview(handle, { step: 'one', name })
    .then(each => each.text);
}

it('Values are listed without any being fetched', async () => {
  const [one, two] = await artifacts.list(handle);
  const names = one.outputs.map(each => each.name).sort();
  expect(names).toEqual(['large', 'other', 'small']);
  expect(two.inputs.map(each => each.from)).toEqual(['one', 'one', 'one']);
  expect(cluster.made).toEqual([]);
});

it('A value is fetched when it is looked at, and small ones with it', async () => {
  expect(await preview('small')).toBe('[1, 2]');
  expect(await preview('other')).toBe("{'a': 1}");
  expect(cluster.made).toHaveLength(1);
  const [large] = await objectsOf('large');
  expect(await store.objects.size(large)).toBeUndefined();
});

it('All that a step began with is fetched at once', async () => {
  const { restore } = await artifacts.inputs(handle, 'two');
  expect(restore.flatMap(each => each.kind)).toEqual([
    'value',
    'value',
    'value'
  ]);
  for (const each of await objectsOf('small', 'large', 'other')) {
    expect(await store.objects.isWhole(each)).toBe(true);
  }
  expect(cluster.made).toHaveLength(1);
});

it('What several look at is fetched once', async () => {
  const names = ['large', 'small', 'large', 'other', 'small'];
  await Promise.all(
    names.map(name => artifacts.output(handle, { step: 'one', name }))
  );
  expect(cluster.made.length).toBeLessThanOrEqual(2);
  const paths = cluster.made.flatMap(({ spec }) =>
    spec.containers[0].args.slice(5)
  );
  expect(new Set(paths).size).toBe(paths.length);
});

it('What is damaged here is fetched again', async () => {
  const [object] = await objectsOf('small');
  await cp(__filename, store.objects.path(object));
  expect(await preview('small')).toBe('[1, 2]');
});

it('A value whose claim is gone is told so; one that is here still shows', async () => {
  expect(await preview('small')).toBe('[1, 2]');
  cluster.loseClaim();
  expect(await preview('small')).toBe('[1, 2]');
  await expect(preview('large')).rejects.toMatchObject({
    code: 'cannot-show',
    message: expect.stringContaining('is gone'),
    hint: 'Run the notebook again.'
  });
});

it('A value that is no longer on the claim is told so', async () => {
  await rm(`${cluster.data}/objects`, { recursive: true });
  const [object] = await objectsOf('small');
  await expect(preview('small')).rejects.toMatchObject({
    code: 'cannot-show',
    message: expect.stringContaining(object.slice(0, 12))
  });
});

it('A value that no step has left is told so, without a look at the cluster', async () => {
  await expect(preview('none')).rejects.toMatchObject({
    code: 'no-such-artifact'
  });
  expect(cluster.made).toEqual([]);
});
