import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  connectToCluster,
  describeCluster,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import type { KubernetesClient } from '../../../../kubernetes/client/kubernetes-client';
import { newRunId } from '../../../../runs/run-id';
import {
  runToEnd,
  temporaryFolder,
  watchToEnd,
  type Code,
  type Ran
} from '../../../local/__tests__/notebooks';
import type { ArgoEngine } from '../../argo-engine';
import {
  argoEngine,
  callShort,
  makeRestrictedNamespace,
  optionsIn
} from './on-cluster';
import { S3Server } from './s3-server';

jest.setTimeout(300_000);

/** Fails the first time, and leaves a file by which the next try knows. */
const FAILS_ONCE =
  'import os\nonce = os.path.exists("tried")\nopen("tried", "w").close()\nprint(y, 1 / once)';

function codes(last: string): readonly Code[] {
  return [
    ['step:one', 'x = [1, 2]\nprint(open("data.txt").read().strip())'],
    ['step:two', 'y = x + [3]\nprint("two")'],
    ['step:three', last]
  ];
}

describeCluster('A notebook on Argo Workflows that stores in a bucket', () => {
  let namespace: string;
  let client: KubernetesClient;
  let folder: string;
  let engine: ArgoEngine;
  let server: S3Server;
  let options: Record<string, unknown>;
  let first: Ran;

  beforeAll(async () => {
    server = await S3Server.start();
    namespace = await makeRestrictedNamespace();
    client = await connectToCluster(namespace);
    folder = await temporaryFolder();
    await writeFile(join(folder, 'data.txt'), 'of the project\n');
    engine = await argoEngine(folder);
    options = {
      ...optionsIn(namespace),
      storage: { s3: await server.describeIn(namespace) }
    };
  });

  afterAll(async () => {
    await engine?.close();
    await client?.close();
    await server?.stop();
    await removeNamespace(namespace);
  });

  const run = (last: string, selection = {}): Promise<Ran> =>
    runToEnd(codes(last), {
      ...{ folder, engine, options, selection },
      id: newRunId()
    });

  it('hands on from step to step, and needs no claim', async () => {
    const done = await run('print(y)');
    expect(done.texts).toEqual(['of the project\n', 'two\n', '[1, 2, 3]\n']);
    const { items } = await client.list('persistentvolumeclaims', {
      namespace
    });
    expect(items).toEqual([]);
    first = done;
  });

  it('hands on between steps that share a pod', async () => {
    await callShort(first);
    const packed = await run('print(y)', { noCache: true });
    expect(packed.texts).toEqual(['of the project\n', 'two\n', '[1, 2, 3]\n']);
    const labels = `cellway.dev/run=${packed.handle.id}`;
    const { items } = await client.list('pods', { namespace, labels });
    expect(items).toHaveLength(1);
  });

  it('goes on from a step that failed, with what was known before it', async () => {
    const failed = await run(FAILS_ONCE);
    expect(failed.statuses).toEqual({
      one: 'cached',
      two: 'cached',
      three: 'failed'
    });
    await engine.resume(failed.handle);
    const done = await watchToEnd(engine, failed.handle);
    expect(done.texts.at(-1)).toBe('[1, 2, 3] 1.0\n');
  });

  it('runs a step alone, with what those before it have left', async () => {
    const alone = await run('print(y, "alone")', { only: 'three' });
    expect(alone.statuses).toEqual({
      one: 'cached',
      two: 'cached',
      three: 'succeeded'
    });
    expect(alone.texts.at(-1)).toBe('[1, 2, 3] alone\n');
  });

  it('finds there what has not changed, and shows values of it here', async () => {
    const again = await run('print(y)');
    expect(Object.values(again.statuses)).toEqual(Array(3).fill('cached'));
    await rm(again.store.objects.folder, { recursive: true, force: true });
    const y = { step: 'two', name: 'y' };
    const preview = await engine.artifacts.preview(again.handle, y);
    expect(preview.text).toBe('[1, 2, 3]');
  });
});
