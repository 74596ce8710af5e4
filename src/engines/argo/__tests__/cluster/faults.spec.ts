import { setTimeout } from 'node:timers/promises';
import {
  connectToCluster,
  describeCluster,
  kubectl,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import type { KubernetesClient } from '../../../../kubernetes/client/kubernetes-client';
import type { Pod } from '../../../../kubernetes/objects';
import { newRunId } from '../../../../runs/run-id';
import {
  runToEnd,
  submit,
  temporaryFolder,
  watchToEnd,
  type RunOptions
} from '../../../local/__tests__/notebooks';
import { explainWaiting } from '../../../pods/reasons/explain-waiting';
import type { ArgoEngine } from '../../argo-engine';
import { drainNodeOf } from './drained-node';
import {
  argoEngine,
  makeRestrictedNamespace,
  optionsIn,
  shakyWay
} from './on-cluster';
import { makeSmallClaim, type SmallClaim } from './small-claim';

jest.setTimeout(300_000);

const ALL = [
  'workflows',
  'pods',
  'configmaps',
  'persistentvolumeclaims'
] as const;

/** What a node does to its pods that is emptied or shut down: the first time it ends as if so. */
const ASKED_TO_END = `
import os, signal, time
if not os.path.exists("tried"):
    open("tried", "w").close()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(60)
print("again")
y = 2
`;

/** A fault of its own, for which it has one further try; its node is emptied in that. */
const FAILS_THEN_WAITS = `
import os, time
tries = sum(name.startswith("try") for name in os.listdir())
open(f"try-{tries}", "w").close()
assert tries > 0
print("waits", flush=True)
if tries == 1:
    time.sleep(600)
`;

describeCluster('What goes wrong on a cluster', () => {
  let namespace: string;
  let client: KubernetesClient;
  let engine: ArgoEngine;
  const beginnings: (() => void)[] = [];
  const claims: SmallClaim[] = [];

  /** Tests that begin together: what takes time is mostly Kubernetes' and Argo's own pauses. */
  function together(test: () => Promise<void>): () => Promise<void> {
    let ended: Promise<void>;
    beginnings.push(() => {
      ended = test();
      ended.catch(() => undefined);
    });
    return () => ended;
  }

  beforeAll(async () => {
    namespace = await makeRestrictedNamespace();
    client = await connectToCluster(namespace);
    engine = await argoEngine(await temporaryFolder());
    beginnings.forEach(begin => begin());
  });

  afterAll(async () => {
    await engine?.close();
    await client?.close();
    await Promise.all(claims.map(each => each.remove()));
    await removeNamespace(namespace);
  });

  /** Each in a folder of its own: runs of one notebook wait for each other. */
  async function onCluster(more: RunOptions = {}): Promise<RunOptions> {
    return {
      folder: await temporaryFolder(),
      engine,
      id: newRunId(),
      options: optionsIn(namespace),
      ...more
    };
  }

  it(
    'fails the step with what killed it, once its tries are over',
    together(async () => {
      const { store, handle, statuses } = await runToEnd(
        [
          [
            'step:hungry limit:memory:64Mi',
            'kept = []\nwhile True:\n    kept.append(bytearray(8 << 20))'
          ],
          [
            'step:crash',
            'import os\nprint("so far", flush=True)\nos.kill(os.getpid(), 11)'
          ],
          ['step:leaves', 'import os\nprint("left", flush=True)\nos._exit(0)'],
          ['step:fine', 'print("fine")']
        ],
        await onCluster({
          keepGoing: true,
          metadata: {
            cellway: { version: 1, defaults: { retry: { limit: 1 } } }
          }
        })
      );
      expect(statuses).toEqual({
        hungry: 'failed',
        crash: 'failed',
        leaves: 'failed',
        fine: 'succeeded'
      });
      const [hungry, crash, leaves] = (await store.read(handle.id)).steps;
      expect(hungry).toMatchObject({
        tries: 2,
        error: {
          kind: 'memory',
          message: expect.stringContaining('64Mi'),
          cell: 0
        }
      });
      expect(crash).toMatchObject({
        tries: 2,
        error: {
          kind: 'died',
          message: expect.stringMatching(/SIGSEGV[^{]*$/),
          cell: 1
        }
      });
      expect(leaves.error?.message).toContain('exit code 0 before it was done');
    })
  );

  it(
    'says why steps do not begin, and leaves nothing when it is given up',
    together(async () => {
      const { handle } = await submit(
        [
          ['step:large limit:memory:9000Gi', 'print(1)'],
          ['step:strange image:127.0.0.1:9/none/such:1', 'print(2)'],
          ['step:secret secret:gone:key:TOKEN', 'print(3)']
        ],
        await onCluster()
      );
      const codes = new Map<string, string>();
      let cancelled: Promise<void> | undefined;
      const ran = await watchToEnd(engine, handle, {
        onEvent: event => {
          if (event.type === 'diagnostic') {
            codes.set(event.step, event.diagnostic.code);
          }
          if (codes.size === 3) {
            cancelled ??= engine.cancel(handle);
          }
        }
      });
      await cancelled;
      expect(Object.fromEntries(codes)).toEqual({
        large: expect.stringMatching(/^(too-large|no-room)$/),
        strange: 'registry-unreachable',
        secret: 'secret-missing'
      });
      expect(ran.status).toBe('cancelled');
      await engine.remove(handle);
      await nothingLeft(handle.id);
    })
  );

  it(
    'tries again what was deleted, or asked to end, while it ran',
    together(async () => {
      const { handle } = await submit(
        [
          [
            'step:deleted',
            'import os, time\nprint("begun", flush=True)\nif not os.path.exists("begun"):\n    open("begun", "w").close()\n    time.sleep(600)\nx = 1'
          ],
          ['step:asked', ASKED_TO_END],
          ['step:last', 'print("last", x, y)']
        ],
        await onCluster()
      );
      let deleted: Promise<string> | undefined;
      const ran = await watchToEnd(engine, handle, {
        onEvent: event => {
          if (event.type === 'output' && event.step === 'deleted') {
            const pods = `cellway.dev/run=${handle.id},cellway.dev/step=1`;
            deleted ??= kubectl(
              ...['--namespace', namespace, 'delete', 'pod', '--wait=false'],
              ...['--grace-period=1', '--selector', pods]
            );
          }
        }
      });
      await deleted;
      expect(ran.status).toBe('succeeded');
      expect(ran.texts).toEqual(['begun\n', 'again\n', 'last 1 2\n']);
      const { steps } = await ran.store.read(handle.id);
      expect(steps.map(each => each.tries)).toEqual([2, 2, undefined]);
    })
  );

  it(
    'goes on when Argo itself starts anew',
    together(async () => {
      const { handle } = await submit(
        [
          [
            'step:one',
            'import time\nprint("one", flush=True)\ntime.sleep(3)\nx = 1'
          ],
          ['step:two', 'print("two", x)']
        ],
        await onCluster()
      );
      let restarted: Promise<string> | undefined;
      const ran = await watchToEnd(engine, handle, {
        onEvent: event => {
          if (event.type === 'output' && event.step === 'one') {
            restarted ??= kubectl(
              ...['delete', 'pod', '--all-namespaces', '--wait=false'],
              ...['--grace-period=1', '--selector', 'app=workflow-controller']
            );
          }
        }
      });
      expect(await restarted).toContain('workflow-controller');
      expect(ran.status).toBe('succeeded');
      expect(ran.texts).toEqual(['one\n', 'two 1\n']);
    })
  );

  it(
    'keeps whole books when the way to the cluster is cut and mended',
    together(async () => {
      const folder = await temporaryFolder();
      const { line, kubeconfig } = await shakyWay(await temporaryFolder());
      const shaky = await argoEngine(folder, kubeconfig);
      const { handle } = await submit(
        [
          [
            'step:one',
            'import time\nfor n in range(30):\n    print(n, flush=True)\n    time.sleep(0.1)\nx = 1'
          ],
          ['step:two', 'print("two", x)']
        ],
        await onCluster({ engine: shaky, folder })
      );
      let cut: Promise<void> | undefined;
      const ran = await watchToEnd(shaky, handle, {
        onEvent: event => {
          if (event.type === 'output' && event.step === 'one') {
            cut ??= line.cut().then(() => line.mend());
          }
        }
      });
      await cut;
      expect(ran.status).toBe('succeeded');
      const numbers = Array.from({ length: 30 }, (_, n) => `${n}\n`).join('');
      expect(ran.texts).toEqual([numbers, 'two 1\n']);
      await shaky.close();
      await line.cut();
    })
  );

  // Once Argo's controller is back, which needs the node.
  it('moves a step whose node is emptied, though it has no tries left, and says why it waits', async () => {
    const { handle } = await submit(
      [
        ['step:moved', FAILS_THEN_WAITS],
        ['step:last', 'print("last", tries)']
      ],
      await onCluster({
        metadata: {
          cellway: { version: 1, defaults: { retry: { limit: 1 } } }
        }
      })
    );
    const labels = `cellway.dev/run=${handle.id},cellway.dev/step=1`;
    let drained: Promise<Pod> | undefined;
    const ran = await watchToEnd(engine, handle, {
      onEvent: event => {
        if (event.type === 'output' && event.output.output_type === 'stream') {
          drained ??= drainNodeOf(client, namespace, labels);
        }
      }
    });
    const waiting = await drained;
    expect(ran.status).toBe('succeeded');
    expect(ran.texts).toEqual(['waits\n', 'last 2\n']);
    const { steps } = await ran.store.read(handle.id);
    expect(steps.map(each => each.tries)).toEqual([3, undefined]);
    const { creationTimestamp = '' } = waiting?.metadata ?? {};
    const later = Date.parse(creationTimestamp) + 60_000;
    expect(explainWaiting(waiting, [], later)).toMatchObject({
      code: 'node-closed',
      isHopeless: false
    });
  });

  it(
    'says that a claim is full, and goes on when there is room',
    together(async () => {
      const claim = await makeSmallClaim(namespace, 16, 2);
      claims.push(claim);
      const { handle, store, statuses } = await runToEnd(
        [
          ['step:small', 'x = 4 << 20\nprint("small")'],
          ['step:large', 'y = bytes(x)\nprint("large")'],
          [
            'step:writes',
            'with open("file", "wb") as file:\n    file.write(bytes(x))\nprint("wrote")'
          ],
          ['step:last', 'print("last", len(y))']
        ],
        await onCluster({
          keepGoing: true,
          workers: 1,
          options: { ...optionsIn(namespace), storage: { claim: claim.name } }
        })
      );
      expect(statuses).toEqual({
        small: 'succeeded',
        large: 'failed',
        writes: 'failed',
        last: 'skipped'
      });
      const [, large, writes] = (await store.read(handle.id)).steps;
      expect(large.error).toMatchObject({
        kind: 'not-storable',
        message: expect.stringMatching(/^The claim 'small' is full: .*'y'/),
        hint: expect.stringContaining('--clean --claim small')
      });
      expect(writes.error).toMatchObject({
        kind: 'exception',
        cell: 2,
        line: 2,
        hint: expect.stringContaining("on the claim 'small'")
      });
      await claim.makeRoom();
      await engine.resume(handle);
      const again = await watchToEnd(engine, handle);
      expect(again.status).toBe('succeeded');
      expect(again.texts).toEqual([
        'small\n',
        'large\n',
        'wrote\n',
        'last 4194304\n'
      ]);
    })
  );

  /** Waits until the cluster has removed all of a run. */
  async function nothingLeft(run: string): Promise<void> {
    const labels = `cellway.dev/run=${run}`;
    for (const resource of ALL) {
      while (
        (await client.list(resource, { namespace, labels })).items.length > 0
      ) {
        await setTimeout(200);
      }
    }
  }
});
