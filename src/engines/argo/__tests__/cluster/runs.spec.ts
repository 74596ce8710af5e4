import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  apply,
  connectToCluster,
  describeCluster,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import { createClaim } from '../../../../data/volumes/kubernetes/claims';
import { findVolumes } from '../../../../data/volumes/kubernetes/find-volumes';
import type { NewVolume } from '../../../../data/volumes/volume';
import type { KubernetesClient } from '../../../../kubernetes/client/kubernetes-client';
import { newRunId } from '../../../../runs/run-id';
import {
  environmentIn,
  packRunner,
  runToEnd,
  submit,
  temporaryFolder,
  watchToEnd,
  type Code,
  type Ran
} from '../../../local/__tests__/notebooks';
import { LocalEngine } from '../../../local/local-engine';
import type { ArgoEngine } from '../../argo-engine';
import { compiled } from '../compiled';
import {
  argoEngine,
  callShort,
  makeRestrictedNamespace,
  optionsIn
} from './on-cluster';

jest.setTimeout(300_000);

const EXAMPLES = join(__dirname, '../../../../../examples');

const RESOURCES = {
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Workflow: 'workflows'
} as const;

const SHOP: readonly Code[] = [
  ['imports', 'import random\nfrom helper import double'],
  ['functions', 'class Item:\n    def __init__(self, n):\n        self.n = n'],
  ['pipeline-parameters', 'count = 3'],
  ['step:seed', 'random.seed(4)\nitems = [Item(n) for n in range(count)]'],
  ['step:alias', 'first = items[0]\nfirst.n = double(21)'],
  ['step:draw', 'print("draw", random.randint(1, 100))'],
  ['step:read', 'print(open("data.txt").read().strip())'],
  [
    'step:keep',
    'import os\nwith open(os.environ["DATA"] + "/kept.txt", "w") as file:\n    file.write("kept")'
  ],
  [
    'step:sum',
    'import os\nprint(items[0] is first, [each.n for each in items])\nprint(open(os.environ["LOOK"] + "/kept.txt").read(), os.access(os.environ["LOOK"], os.W_OK))'
  ]
];

/** Two volumes that are one: one step writes what another can only read. */
const SHELF = {
  path: '/shelf',
  source: { kind: 'claim', name: 'shelf' },
  subPath: 'of/shop'
};
const SHOP_VOLUMES = [
  { ...SHELF, name: 'data', env: 'DATA', steps: ['keep'] },
  { ...SHELF, name: 'look', env: 'LOOK', steps: ['sum'], readOnly: true }
];

/** Longer than any test. */
const LONG = 'import time\nprint("begun", flush=True)\ntime.sleep(600)';

/** Results on it outlive runs. */
const CLAIM = `
apiVersion: v1
kind: PersistentVolumeClaim
metadata: { name: shared-results }
spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
`;

describeCluster('A notebook on Argo Workflows', () => {
  let namespace: string;
  let client: KubernetesClient;
  let folder: string;
  let engine: ArgoEngine;

  beforeAll(async () => {
    namespace = await makeRestrictedNamespace();
    client = await connectToCluster(namespace);
    folder = await temporaryFolder();
    await writeFile(join(folder, 'data.txt'), 'of the project\n');
    await writeFile(
      join(folder, 'helper.py'),
      'def double(x):\n    return 2 * x\n'
    );
    engine = await argoEngine(folder);
  });

  afterAll(async () => {
    await engine?.close();
    await client?.close();
    await removeNamespace(namespace);
  });

  function onCluster(): {
    folder: string;
    engine: ArgoEngine;
    id: string;
    options: Record<string, unknown>;
  } {
    return { folder, engine, id: newRunId(), options: optionsIn(namespace) };
  }

  it('shows what it shows on this machine, cell by cell', async () => {
    const local = new LocalEngine({
      runner: packRunner(await temporaryFolder()),
      environment: environmentIn(folder)
    });
    const metadata = { cellway: { version: 1, volumes: SHOP_VOLUMES } };
    const here = await runToEnd(SHOP, { folder, engine: local, metadata });
    local.close();
    await callShort(here);
    const shelf: NewVolume = {
      name: 'shelf',
      size: '1Gi',
      accessMode: 'ReadWriteOnce'
    };
    await createClaim(client, namespace, shelf, {});
    const there = await runToEnd(SHOP, { ...onCluster(), metadata });
    expect(there.statuses).toEqual(here.statuses);
    const [last, ...others] = [...here.texts].reverse();
    // Nothing keeps a step on this machine from writing.
    expect(last).toContain('kept True');
    const expected = [last.replace('kept True', 'kept False'), ...others];
    expect(there.texts).toEqual(expected.reverse());
    expect(told(there)).toEqual(told(here));
    // What was short here shares pods there, but for what has volumes of its own.
    const labels = `cellway.dev/run=${there.handle.id}`;
    const pods = await client.list('pods', { namespace, labels });
    const steps = pods.items.map(
      each => each.metadata.labels?.['cellway.dev/step']
    );
    expect(steps).toContain('1.2.3');
    expect(steps).toContain('5');
    const { volumes } = await findVolumes(client, namespace, undefined, {});
    expect(volumes).toContainEqual(
      expect.objectContaining({ name: 'shelf', phase: 'Bound', users: [] })
    );
  });

  it('says which cell failed, and goes on from there', async () => {
    const failed = await runToEnd(
      [
        ['step:one', 'x = 1\nprint("one")'],
        [
          'step:two',
          'import os\nonce = os.path.exists("tried")\nopen("tried", "w").close()\ny = x / once\nprint("two")'
        ],
        ['step:three', 'print("three", y)']
      ],
      onCluster()
    );
    expect(failed.statuses).toEqual({
      one: 'succeeded',
      two: 'failed',
      three: 'skipped'
    });
    expect((await failed.store.read(failed.handle.id)).steps[1]).toMatchObject({
      error: { kind: 'exception', name: 'ZeroDivisionError', cell: 1, line: 4 }
    });
    await engine.resume(failed.handle);
    const again = await watchToEnd(engine, failed.handle);
    expect(again.statuses).toEqual({
      one: 'succeeded',
      two: 'succeeded',
      three: 'succeeded'
    });
    expect(again.texts).toEqual(['one\n', 'two\n', 'three 1.0\n']);
  });

  it('is cancelled, and leaves nothing behind when it is removed', async () => {
    const { handle } = await submit(
      [
        ['step:long', `${LONG}\nx = 1`],
        ['step:later', 'print("later", x)']
      ],
      onCluster()
    );
    let cancelled: Promise<void> | undefined;
    const ran = await watchToEnd(engine, handle, {
      onEvent: event => {
        if (event.type === 'output') {
          cancelled ??= engine.cancel(handle);
        }
      }
    });
    await cancelled;
    expect(ran.status).toBe('cancelled');
    expect(ran.statuses).toEqual({ long: 'cancelled', later: 'cancelled' });
    expect(ran.texts).toEqual(['begun\n', '']);
    await engine.remove(handle);
    expect(await ran.store.ids()).not.toContain(handle.id);
    await nothingLeft(handle.id);
  });

  it('goes on when nobody watches, and is taken over by who looks next', async () => {
    const first = await argoEngine(folder);
    const { handle } = await submit(
      [
        ['step:one', 'print("one")'],
        ['step:two', 'import time\nprint("two")\ntime.sleep(5)\nprint("end")']
      ],
      { ...onCluster(), engine: first }
    );
    const abort = new AbortController();
    for await (const event of first.watch(handle, '', abort.signal)) {
      if (event.type === 'output' && event.step === 'two') {
        abort.abort();
      }
    }
    await first.close();
    const ran = await watchToEnd(engine, handle);
    expect(ran.status).toBe('succeeded');
    expect(ran.texts).toEqual(['one\n', 'two\nend\n']);
  });

  it('makes no pod for what has not changed, where results outlive runs', async () => {
    await apply(namespace, CLAIM);
    const options = {
      ...optionsIn(namespace),
      storage: { claim: 'shared-results' }
    };
    const codes = (last: string): readonly Code[] => [
      ['step:one', 'print(open("data.txt").read().strip())\nx = [1]'],
      ['step:two', 'y = x + [2]\nprint("two")'],
      ['step:three', last]
    ];
    const run = (last: string): Promise<Ran> =>
      runToEnd(codes(last), { ...onCluster(), options });
    const first = await run('print(y)');
    expect(Object.values(first.statuses)).toEqual(Array(3).fill('succeeded'));
    const again = await run('print(y)  # as before');
    expect(again.statuses).toEqual({
      one: 'cached',
      two: 'cached',
      three: 'cached'
    });
    expect(again.texts).toEqual(first.texts);
    const changed = await run('print(y, "changed")');
    expect(changed.statuses).toEqual({
      one: 'cached',
      two: 'cached',
      three: 'succeeded'
    });
    expect(changed.texts).toEqual([
      'of the project\n',
      'two\n',
      '[1, 2] changed\n'
    ]);
    const same = await runToEnd(
      [
        codes('')[0],
        ['step:two', 'y = x + [1 + 1]\nprint("two")'],
        ['step:three', 'print(y)']
      ],
      { ...onCluster(), options }
    );
    // Only its pod could tell that the step above it has left the same again.
    expect(same.statuses).toEqual({
      one: 'cached',
      two: 'succeeded',
      three: 'cached'
    });
    expect(same.texts).toEqual(first.texts);
    await writeFile(join(folder, 'data.txt'), 'written anew\n');
    const reread = await run('print(y)');
    expect(reread.statuses.one).toBe('succeeded');
    expect(reread.texts[0]).toBe('written anew\n');
  });

  it('brings back what is too large for the log of a pod', async () => {
    const noise =
      'import random\ntext = random.Random(1).randbytes(2_000_000).hex()';
    const ran = await runToEnd(
      [
        ['step:loud', `${noise}\nprint(text)`],
        ['step:later', 'print(len(text))']
      ],
      onCluster()
    );
    expect(ran.statuses).toEqual({ loud: 'succeeded', later: 'succeeded' });
    expect(ran.texts.map(each => each.length)).toEqual([4_000_001, 8]);
    const [made] = await engine.artifacts.list(ran.handle);
    expect(made).toMatchObject({ step: 'loud' });
  });

  it('is accepted by the strict validation of the cluster, whichever it is', async () => {
    for (const name of await readdir(EXAMPLES)) {
      const path = join(EXAMPLES, name, `${name}.ipynb`);
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text !== undefined) {
        const id = name.replace(/_/g, '-');
        const { objects } = await compiled(text, {}, { id, standsAlone: true });
        for (const each of objects) {
          const resource = RESOURCES[each.kind as keyof typeof RESOURCES];
          await client.rehearse(resource, { ...each }, { namespace });
        }
      }
    }
  });

  /** Waits until the cluster has removed all of a run. */
  async function nothingLeft(run: string): Promise<void> {
    const labels = `cellway.dev/run=${run}`;
    for (const resource of [
      'workflows',
      'pods',
      'configmaps',
      'persistentvolumeclaims'
    ] as const) {
      for (;;) {
        const { items } = await client.list(resource, { namespace, labels });
        if (items.length === 0) {
          break;
        }
        await new Promise(resolve => setTimeout(resolve, 200));
      }
    }
  }
});

/** What happened in each step, without times and what depends on them. */
function told({ events }: Ran): Record<string, string[]> {
  const byStep: Record<string, string[]> = {};
  for (const event of events) {
    if ('step' in event && event.type !== 'diagnostic') {
      const more = 'status' in event ? ` ${event.status}` : '';
      (byStep[event.step] ??= []).push(`${event.type}${more}`);
    }
  }
  return byStep;
}
