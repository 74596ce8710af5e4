import type { KubernetesClient } from '../client/kubernetes-client';
import { secretNames } from '../client/secret-names';
import { ApiServer } from './api-server';
import { connectTo, Folder, kubeconfig } from './connected';
import { status, type Received, type Reply } from './replies';

const PODS = '/api/v1/namespaces/team/pods';
const MAPS = '/api/v1/namespaces/team/configmaps';
let api: ApiServer;
let folder: Folder;
let client: KubernetesClient;

beforeEach(async () => {
  api = await ApiServer.start();
  folder = new Folder();
  client = await connectTo(folder, kubeconfig(api, { token: 'secret' }));
});

afterEach(async () => {
  await client.close();
  await api.stop();
  folder.remove();
});

/** The n-th request and all later ones are answered as usual. */
function failFirst(count: number, fail: typeof api.intercept): void {
  let left = count;
  api.intercept = (...args) => (left-- > 0 ? fail(...args) : undefined);
}

function reset(): typeof api.intercept {
  return (_, response) => {
    response.socket?.destroy();
    return 'done';
  };
}

function requests(method: string): Received[] {
  return api.received.filter(each => each.method === method);
}

describe('Reading', () => {
  test('gives the JSON that came, and says who asks', async () => {
    api.put(PODS, 'a', { spec: { containers: [], newField: [1] }, other: 1 });
    const pod = await client.get('pods', 'a');
    expect(pod).toMatchObject({ spec: { newField: [1] }, other: 1 });
    expect(api.received[0].headers).toMatchObject({
      authorization: 'Bearer secret',
      'user-agent': 'cellway/1.2.3'
    });
  });

  test('uses a connection again and again', async () => {
    api.put(PODS, 'a');
    for (let i = 0; i < 20; i++) {
      await client.get('pods', 'a');
    }
    const used = new Set(api.received.map(each => each.connection));
    expect(used.size).toBeLessThanOrEqual(2);
  });

  test('lists page by page, and says what the items are', async () => {
    api.pageSize = 2;
    ['a', 'b', 'c', 'd', 'e'].forEach(name => api.put(MAPS, name));
    const { items, resourceVersion } = await client.list('configmaps', {
      labels: 'app=x'
    });
    expect(items.map(each => each.metadata.name).join('')).toBe('abcde');
    expect(items[4]).toMatchObject({ apiVersion: 'v1', kind: 'Thing' });
    expect(resourceVersion).toBe(String(api.revision));
    expect(api.received).toHaveLength(3);
    expect(api.received[2].query).toMatchObject({
      labelSelector: 'app=x',
      limit: '500'
    });
  });

  test('reads all again where the pages have become too old', async () => {
    api.pageSize = 2;
    ['a', 'b', 'c'].forEach(name => api.put(MAPS, name));
    api.intercept = ({ query }) => {
      if (query.continue) {
        api.intercept = () => undefined;
        api.pageSize = Infinity;
        api.remove(MAPS, 'a');
        api.compact();
      }
      return undefined;
    };
    const { items } = await client.list('configmaps');
    expect(items.map(each => each.metadata.name).join('')).toBe('bc');
  });

  test('of Secrets only the names', async () => {
    api.intercept = () => ({
      status: 200,
      body: {
        apiVersion: 'meta.k8s.io/v1',
        kind: 'PartialObjectMetadataList',
        metadata: {},
        items: [{ metadata: { name: 's', annotations: { last: 'password' } } }]
      }
    });
    expect(await secretNames(client)).toEqual(['s']);
    expect(api.received[0].path).toBe('/api/v1/namespaces/team/secrets');
    expect(api.received[0].headers.accept).toBe(
      'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io'
    );
  });

  test.each(['../secrets/s', 'a/log', 'a?b=c', 'A', '', '.', 'a..b', '%2e%2e'])(
    'refuses the name %p before anything is sent',
    async name => {
      const namespace = name;
      await expect(client.get('pods', name)).rejects.toMatchObject({
        code: 'invalid-name'
      });
      await expect(client.list('pods', { namespace })).rejects.toMatchObject({
        code: 'invalid-name'
      });
      expect(api.received).toEqual([]);
    }
  );

  test('refuses namespaces that are not open', async () => {
    const narrow = await connectTo(folder, kubeconfig(api, {}), {
      namespaces: ['team']
    });
    await expect(
      narrow.list('pods', { namespace: 'other' })
    ).rejects.toMatchObject({ code: 'namespace-not-open' });
    await expect(narrow.list('pods')).resolves.toMatchObject({ items: [] });
    await narrow.close();
  });
});

describe('Changing', () => {
  const map = { metadata: { name: 'a' }, data: { x: '1' } };

  test('rehearses first where that is asked, and strictly', async () => {
    await client.create('configmaps', map, { rehearse: true });
    const [first, second] = requests('POST');
    const query = { fieldManager: 'cellway', fieldValidation: 'Strict' };
    expect(first.query).toEqual({ ...query, dryRun: 'All' });
    expect(second.query).toEqual(query);
    expect(JSON.parse(second.body)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      ...map
    });
  });

  test('makes nothing where the rehearsal fails', async () => {
    api.intercept = ({ query }) =>
      query.dryRun
        ? status(
            400,
            'BadRequest',
            'strict decoding error: unknown field "dat"'
          )
        : undefined;
    await expect(
      client.create('configmaps', map, { rehearse: true })
    ).rejects.toMatchObject({ code: 'invalid', about: { fields: ['dat'] } });
    expect(api.objects(MAPS)).toEqual([]);
  });

  test('applies as cellway and forces nothing', async () => {
    await client.apply('configmaps', map);
    const [{ query, headers, path }] = requests('PATCH');
    expect(path).toBe(`${MAPS}/a`);
    expect(query).toEqual({
      fieldManager: 'cellway',
      fieldValidation: 'Strict'
    });
    expect(headers['content-type']).toBe('application/apply-patch+yaml');
  });

  test('merges', async () => {
    api.put(MAPS, 'a');
    await client.merge('configmaps', 'a', { data: { y: null } });
    const [{ headers, body }] = requests('PATCH');
    expect(headers['content-type']).toBe('application/merge-patch+json');
    expect(body).toBe('{"data":{"y":null}}');
  });

  test('deletes what was seen, and nothing that has taken its name', async () => {
    const seen = api.put(MAPS, 'a').metadata;
    api.remove(MAPS, 'a');
    api.put(MAPS, 'a');
    await expect(client.delete('configmaps', seen)).rejects.toMatchObject({
      code: 'conflict'
    });
    const [{ metadata }] = api.objects(MAPS);
    await client.delete('configmaps', metadata);
    expect(api.objects(MAPS)).toEqual([]);
  });

  test('does not make a thing twice where no answer came', async () => {
    failFirst(1, reset());
    await expect(client.create('configmaps', map)).rejects.toMatchObject({
      code: 'unreachable',
      about: { isUncertain: true, name: 'a' }
    });
    expect(requests('POST')).toHaveLength(1);
  });

  test('says that a thing may be there where the server failed', async () => {
    failFirst(1, () => status(504, 'Timeout', 'timed out'));
    await expect(client.create('configmaps', map)).rejects.toMatchObject({
      code: 'server-failed',
      about: { isUncertain: true }
    });
  });

  test('tries a creation again that met another one at a quota', async () => {
    failFirst(1, () =>
      status(
        409,
        'Conflict',
        'Operation cannot be fulfilled on resourcequotas "q": the object has been modified'
      )
    );
    await client.create('configmaps', map);
    expect(api.objects(MAPS)).toHaveLength(1);
  });
});

describe('Where the server is in trouble', () => {
  beforeEach(() => api.put(PODS, 'a'));

  test.each([
    ['too many requests', () => status(429, 'TooManyRequests', 'slow down')],
    ['a 503', () => status(503, 'ServiceUnavailable', 'no')],
    ['a gateway that knows no server', () => ({ status: 502, body: '<html>' })]
  ])('reading is tried again after %s', async (_, fail) => {
    failFirst(2, fail);
    await expect(client.get('pods', 'a')).resolves.toBeDefined();
    expect(api.received).toHaveLength(3);
  });

  test('reading is tried again after a reset', async () => {
    failFirst(1, reset());
    await expect(client.get('pods', 'a')).resolves.toBeDefined();
  });

  test('waits no longer than its deadline, though the server asks for more', async () => {
    api.intercept = () => ({
      ...status(429, 'TooManyRequests', 'slow down'),
      headers: { 'retry-after': '100' }
    });
    await expect(
      client.get('pods', 'a', { deadline: 2_000 })
    ).rejects.toMatchObject({ code: 'too-many-requests' });
    expect(api.received).toHaveLength(1);
  });

  test('a server that says nothing is unreachable', async () => {
    api.intercept = () => 'done';
    await expect(
      client.get('pods', 'a', { deadline: 200 })
    ).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('reading is tried again after half an answer, and changing is not', async () => {
    const half: typeof api.intercept = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"kind":');
      setTimeout(() => response.socket?.destroy(), 10);
      return 'done';
    };
    failFirst(1, half);
    await expect(client.get('pods', 'a')).resolves.toBeDefined();
    failFirst(1, half);
    await expect(
      client.create('pods', { metadata: { name: 'b' } })
    ).rejects.toMatchObject({
      code: 'unreachable',
      about: { isUncertain: true }
    });
  });

  test('an answer that is no JSON is told at once', async () => {
    api.intercept = () => ({ status: 200, body: '<html>Log in' });
    await expect(client.get('pods', 'a')).rejects.toMatchObject({
      code: 'unreachable'
    });
    expect(api.received).toHaveLength(1);
  });

  test('who asked can give up', async () => {
    const controller = new AbortController();
    api.intercept = () => {
      controller.abort(new Error('enough'));
      return 'done';
    };
    await expect(
      client.get('pods', 'a', { signal: controller.signal })
    ).rejects.toThrow('enough');
  });

  describe('that has just come back', () => {
    const unknown = (): Reply =>
      status(
        403,
        'Forbidden',
        'pods "a" is forbidden: User "me" cannot get resource "pods" in API group "" in the namespace "team"'
      );

    test('a right that it does not know yet is asked for again', async () => {
      failFirst(1, reset());
      await expect(client.get('pods', 'a')).resolves.toBeDefined();
      failFirst(2, unknown);
      await expect(client.get('pods', 'a')).resolves.toBeDefined();
      failFirst(1, unknown);
      const made = client.create('pods', { metadata: { name: 'b' } });
      await expect(made).resolves.toBeDefined();
    });

    test('a right that is missing indeed is told by the deadline', async () => {
      failFirst(1, reset());
      await client.get('pods', 'a');
      api.intercept = unknown;
      await expect(
        client.get('pods', 'a', { deadline: 500 })
      ).rejects.toMatchObject({ code: 'forbidden' });
    });
  });

  test('a right that is missing is told at once', async () => {
    api.intercept = () =>
      status(403, 'Forbidden', 'User "me" cannot get resource "pods"');
    await expect(client.get('pods', 'a')).rejects.toMatchObject({
      code: 'forbidden'
    });
    expect(api.received).toHaveLength(1);
  });

  test('a server that is not there is named', async () => {
    await api.stop();
    await expect(
      client.get('pods', 'a', { deadline: 500 })
    ).rejects.toMatchObject({
      code: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED')
    });
    api = await ApiServer.start();
  });
});
