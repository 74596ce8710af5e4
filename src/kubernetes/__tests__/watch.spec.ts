import fc from 'fast-check';
import type { KubernetesClient } from '../client/kubernetes-client';
import type { ConfigMap, Pod } from '../objects';
import { watch, type WatchEvent, type WatchOptions } from '../watch/watch';
import type { ApiServer } from './api-server';
import { connectEach } from './connected';
import { status } from './replies';

const MAPS = '/api/v1/namespaces/team/configmaps';
const PODS = '/api/v1/namespaces/team/pods';
const QUICK = { first: 1, most: 4 };
let api: ApiServer;
let client: KubernetesClient;

connectEach(made => {
  ({ api, client } = made);
});

/** Folds the events of a watch, and checks their order as they come. */
class Fold {
  readonly state = new Map<string, ConfigMap>();
  readonly told: string[] = [];
  readonly failures: unknown[] = [];
  readonly end: Promise<void>;
  private readonly _controller = new AbortController();
  private readonly _seen = new Map<string, number>();
  private _wake: () => void = () => undefined;

  constructor(options: Partial<WatchOptions> = {}, of = client) {
    this.end = this._run(
      watch(of, 'configmaps', {
        timing: QUICK,
        onFailure: error => this.failures.push(error),
        ...options,
        signal: this._controller.signal
      })
    );
    this.end.catch(() => undefined);
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await Promise.race([
        new Promise<void>(resolve => (this._wake = resolve)),
        // What happens on the server alone wakes nobody.
        new Promise(resolve => setTimeout(resolve, 5)),
        this.end
      ]);
    }
  }

  async stop(): Promise<void> {
    this._controller.abort();
    await this.end;
  }

  /** What is folded is what the server has. */
  get isEven(): boolean {
    const there = api.objects(MAPS);
    return (
      there.length === this.state.size &&
      there.every(
        ({ metadata }) =>
          this.state.get(metadata.name)?.metadata.resourceVersion ===
          metadata.resourceVersion
      )
    );
  }

  private async _run(
    events: AsyncIterable<WatchEvent<ConfigMap>>
  ): Promise<void> {
    for await (const event of events) {
      this._fold(event);
      this._wake();
    }
  }

  private _fold(event: WatchEvent<ConfigMap>): void {
    if (event.type === 'synced') {
      this.told.push('synced');
      return;
    }
    const { type, object } = event;
    const { name, uid, resourceVersion } = object.metadata;
    this.told.push(`${type} ${name}`);
    const known = this.state.get(name);
    if (type === 'added' ? known : known?.metadata.uid !== uid) {
      throw new Error(`${type} ${name} does not go with what was told.`);
    }
    const version = Number(resourceVersion);
    const seen = this._seen.get(name) ?? 0;
    // What has vanished unseen is told as it was last.
    if (type === 'deleted' ? version < seen : version <= seen) {
      throw new Error(`${name} has gone back to ${version}.`);
    }
    this._seen.set(name, version);
    if (type === 'deleted') {
      this.state.delete(name);
    } else {
      this.state.set(name, object);
    }
  }
}

async function synced(options?: Partial<WatchOptions>): Promise<Fold> {
  const fold = new Fold(options);
  await fold.until(() => api.watchers === 1);
  return fold;
}

test('Tells what is there, that this is all, and then each change', async () => {
  api.put(MAPS, 'a');
  const fold = await synced();
  api.put(MAPS, 'b');
  api.put(MAPS, 'a');
  api.remove(MAPS, 'b');
  await fold.until(() => fold.told.length === 5);
  await fold.stop();
  expect(fold.told).toEqual([
    'added a',
    'synced',
    'added b',
    'modified a',
    'deleted b'
  ]);
  expect(api.received[1].query).toMatchObject({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: '101'
  });
});

test.each(['end', 'reset'] as const)(
  'Goes on from where it was after an %s of the connection',
  async how => {
    api.put(MAPS, 'a');
    const fold = await synced();
    api.endWatches(how);
    api.put(MAPS, 'a');
    await fold.until(() => fold.isEven);
    await fold.stop();
    expect(fold.told).toEqual(['added a', 'synced', 'modified a']);
    expect(api.received.filter(({ query }) => !query.watch)).toHaveLength(1);
  }
);

test('Of an object comes what is worth keeping', async () => {
  const metadata = { labels: { a: 'b' }, managedFields: [{ manager: 'us' }] };
  const kept = { name: 'main', image: 'ours', resources: {} };
  const status = { name: 'main', restartCount: 0, state: { waiting: {} } };
  const pod = {
    metadata,
    spec: { nodeName: 'n', containers: [{ ...kept, env: [{ name: 'A' }] }] },
    status: { containerStatuses: [{ ...status, imageID: 'sha256:1' }] }
  };
  api.put(PODS, 'listed', { kind: 'Pod', ...pod });
  const pods: Pod[] = [];
  for await (const event of watch(client, 'pods', {
    signal: new AbortController().signal
  })) {
    if (event.type === 'synced') {
      api.put(PODS, 'watched', { kind: 'Pod', ...pod });
    } else if (pods.push(event.object) === 2) {
      break;
    }
  }
  for (const { metadata, spec, status: all } of pods) {
    expect(metadata).toMatchObject({ labels: { a: 'b' } });
    expect(JSON.parse(JSON.stringify({ metadata, spec, all }))).toEqual({
      metadata: expect.not.objectContaining({
        managedFields: expect.anything()
      }),
      spec: { nodeName: 'n', containers: [kept] },
      all: { containerStatuses: [status] }
    });
  }
});

test('A bookmark says from where to go on', async () => {
  const fold = await synced();
  const metadata = { resourceVersion: '5000' };
  api.tell({ type: 'BOOKMARK', object: { kind: 'ConfigMap', metadata } });
  api.endWatches('end');
  await fold.until(() => api.watchers === 1);
  await fold.stop();
  expect(api.received[2].query.resourceVersion).toBe('5000');
});

test.each([
  ['in the stream', undefined],
  ['as a status', () => status(410, 'Gone', 'too old')]
])(
  'Reads all again where the past is forgotten (410 %s), and tells what has vanished',
  async (_, reply) => {
    ['a', 'b'].forEach(name => api.put(MAPS, name));
    const fold = await synced();
    let isLeft = true;
    api.intercept = ({ query }) => {
      if (query.watch && isLeft && reply) {
        isLeft = false;
        return reply();
      }
      return undefined;
    };
    api.endWatches('reset');
    api.remove(MAPS, 'a');
    api.put(MAPS, 'c');
    api.compact();
    await fold.until(() => fold.isEven);
    await fold.stop();
    expect(fold.told).toEqual([
      'added a',
      'added b',
      'synced',
      'added c',
      'deleted a',
      'synced'
    ]);
  }
);

test('What was deleted and made anew under its name is told as both', async () => {
  api.put(MAPS, 'a');
  const fold = await synced();
  api.endWatches('reset');
  api.remove(MAPS, 'a');
  api.put(MAPS, 'a');
  api.compact();
  await fold.until(() => fold.isEven);
  await fold.stop();
  expect(fold.told).toEqual([
    'added a',
    'synced',
    'deleted a',
    'added a',
    'synced'
  ]);
});

test('A connection that says nothing is given up', async () => {
  const fold = await synced({ timing: { ...QUICK, silence: 100 } });
  const first = api.received.length;
  await fold.until(() => api.received.length > first);
  api.put(MAPS, 'a');
  await fold.until(() => fold.isEven);
  expect(fold.failures[0]).toMatchObject({ code: 'unreachable' });
  await fold.stop();
});

test('Goes on while the server is in trouble, and says so', async () => {
  const fold = await synced();
  let left = 4;
  const replies = [
    status(403, 'Forbidden', 'User "u" cannot watch resource "configmaps"'),
    status(500, 'InternalError', 'etcd'),
    status(401, 'Unauthorized', 'Unauthorized'),
    status(401, 'Unauthorized', 'Unauthorized')
  ];
  api.intercept = () => (left > 0 ? replies[--left] : undefined);
  api.endWatches('reset');
  api.put(MAPS, 'a');
  await fold.until(() => fold.isEven);
  await fold.stop();
  expect(fold.failures).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ code: 'unauthorized' }),
      expect.objectContaining({ code: 'forbidden' })
    ])
  );
});

test('Ends with the refusal where it may not be watched', async () => {
  api.intercept = () =>
    status(403, 'Forbidden', 'User "u" cannot list resource "configmaps"');
  await expect(new Fold().end).rejects.toMatchObject({
    code: 'forbidden',
    about: { rule: { verb: 'list', resource: 'configmaps' } }
  });
});

test('Ends with the refusal where the right is taken away for good', async () => {
  const fold = await synced({ timing: { ...QUICK, patience: 20 } });
  api.intercept = () =>
    status(403, 'Forbidden', 'User "u" cannot watch resource "configmaps"');
  api.endWatches('reset');
  await expect(fold.end).rejects.toMatchObject({ code: 'forbidden' });
});

test('A cluster restored from a backup is believed', async () => {
  api.put(MAPS, 'a');
  const fold = await synced();
  api.intercept = ({ query }) =>
    query.watch
      ? undefined
      : {
          status: 200,
          body: {
            apiVersion: 'v1',
            kind: 'ConfigMapList',
            metadata: { resourceVersion: '50' },
            items: []
          }
        };
  api.compact();
  api.tell({ type: 'ERROR', object: { code: 410, reason: 'Expired' } });
  await fold.until(() => fold.state.size === 0);
  await fold.stop();
});

type Step =
  | { readonly do: 'put' | 'remove' | 'leave'; readonly name: string }
  | { readonly do: 'end' | 'reset' | 'compact' | 'bookmark' }
  | { readonly do: 'repeat'; readonly count: number }
  | { readonly do: 'refuse'; readonly code: 410 | 429 | 500 }
  | { readonly do: 'wait' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('put', 'put', 'remove', 'leave'),
      name: fc.constantFrom('a', 'b', 'c')
    })
  },
  fc.record({ do: fc.constantFrom('end', 'reset', 'compact', 'bookmark') }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('repeat'),
      count: fc.integer({ min: 1, max: 6 })
    })
  },
  fc.record({
    do: fc.constant('refuse'),
    code: fc.constantFrom(410, 429, 500)
  }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant('wait') }) }
);

test('Whatever is cut, forgotten and told twice, the end is the state of the server', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async steps => {
      api.pageSize = 2;
      const fold = new Fold();
      for (const each of steps) {
        await take(each, fold);
      }
      api.intercept = () => undefined;
      // What is told twice at the very end is to be heard too.
      api.put(MAPS, 'last');
      await fold.until(() => fold.isEven);
      await fold.stop();
      api
        .objects(MAPS)
        .forEach(({ metadata }) => api.remove(MAPS, metadata.name));
    }),
    { numRuns: 150 }
  );
});

async function take(step: Step, fold: Fold): Promise<void> {
  switch (step.do) {
    case 'put':
    case 'remove':
    case 'leave':
      api[step.do](MAPS, step.name);
      break;
    case 'end':
    case 'reset':
      api.endWatches(step.do);
      break;
    case 'compact':
      api.compact();
      break;
    case 'bookmark': {
      const metadata = { resourceVersion: String(api.revision) };
      api.tell({ type: 'BOOKMARK', object: { metadata } });
      break;
    }
    case 'repeat':
      api.repeat(step.count);
      break;
    case 'refuse': {
      let isLeft = fold.told.includes('synced');
      api.intercept = ({ query }) => {
        if (!isLeft || (step.code === 410 && !query.watch)) {
          return undefined;
        }
        isLeft = false;
        return status(step.code, 'Trouble', 'for a moment');
      };
      break;
    }
    case 'wait':
      await fold.until(() => api.watchers > 0 && fold.isEven);
  }
}
