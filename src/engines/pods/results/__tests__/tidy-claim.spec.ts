import { stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import {
  connectEach,
  type Connected
} from '../../../../kubernetes/__tests__/connected';
import { tidyClaim, type Tidied } from '../tidy-claim';
import { ReaderCluster } from './reader-cluster';

let connected: Connected;
let cluster: ReaderCluster;

connectEach(made => {
  connected = made;
});

beforeEach(async () => {
  cluster = await ReaderCluster.start(connected);
  for (const run of ['r1', 'r2']) {
    await cluster.write(`runs/${run}/steps/1/request.json`, '{}');
    for (const path of [`runs/${run}/steps/1/request.json`, `runs/${run}`]) {
      const old = new Date(Date.now() - 40 * 24 * 3600 * 1000);
      await utimes(join(cluster.data, path), old, old);
    }
  }
});

afterEach(() => {
  expect(cluster.left).toBe(0);
});

function tidy(removes: boolean): Promise<Tidied> {
  const { access } = cluster;
  const { signal } = new AbortController();
  const tidying = { days: 30, keep: ['r2'], removes };
  return tidyClaim({ ...access, run: '' }, tidying, signal);
}

async function isThere(run: string): Promise<boolean> {
  const found = stat(join(cluster.data, 'runs', run));
  return found.then(
    () => true,
    () => false
  );
}

it('What is old on a claim is counted, and removed where that is wanted', async () => {
  expect(await tidy(false)).toMatchObject({ runs: 1, failed: 0 });
  expect(await isThere('r1')).toBe(true);
  expect(await tidy(true)).toMatchObject({ runs: 1, failed: 0 });
  expect([await isThere('r1'), await isThere('r2')]).toEqual([false, true]);
  const [{ spec }] = cluster.made;
  expect(spec.containers[0].volumeMounts).toContainEqual({
    name: 'data',
    mountPath: '/cellway/data'
  });
});

it('A pod that does not come to its end is told', async () => {
  cluster.log = () => ['Traceback: no'];
  await expect(tidy(true)).rejects.toMatchObject({
    code: 'cannot-show',
    message:
      "What runs have left on the claim 'cellway-r1-data' cannot be read: the pod that tidies up has ended too early: Traceback: no"
  });
});
