import { permissions, rulesFor } from '../../access/permissions';
import type { KubernetesClient } from '../../client/kubernetes-client';
import { podLog } from '../../client/pod-log';
import { secretNames } from '../../client/secret-names';
import { connect } from '../../connection/connect';
import { IN_CLUSTER } from '../../connection/in-cluster';
import { detect } from '../../detection/detect';
import type { Pod } from '../../objects';
import { watch, type WatchEvent } from '../../watch/watch';
import { connectTo, Folder } from '../connected';
import { BreakingLine } from './breaking-line';
import {
  apply,
  connectToCluster,
  currentConfig,
  describeCluster,
  kubectl,
  makeNamespace,
  pythonPod,
  removeNamespace
} from './cluster';

jest.setTimeout(180_000);

describeCluster('A real cluster', () => {
  let namespace: string;
  let client: KubernetesClient;

  beforeAll(async () => {
    namespace = await makeNamespace(`
apiVersion: v1
kind: ServiceAccount
metadata: { name: narrow }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: narrow }
rules:
  - { apiGroups: [''], resources: [pods], verbs: [get, list] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: narrow }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: narrow }
subjects: [{ kind: ServiceAccount, name: narrow }]
`);
    client = await connectToCluster(namespace);
  });

  afterAll(async () => {
    await client?.close();
    await removeNamespace(namespace);
  });

  const inIt = (): { namespace: string } => ({ namespace });

  test('tells its version and what is installed', async () => {
    const { server, systems, refusals } = await detect(client);
    expect(server).toMatch(/^v1\.\d+/);
    expect('argo' in systems).toBe(true);
    expect(refusals).toEqual([]);
  });

  test('makes, applies, merges and removes, each as a real server wants it', async () => {
    const map = { metadata: { name: 'a' }, data: { x: '1' } };
    const made = await client.create('configmaps', map, {
      ...inIt(),
      rehearse: true
    });
    expect(made).toMatchObject({ kind: 'ConfigMap', data: { x: '1' } });
    await expect(
      client.create('configmaps', map, inIt())
    ).rejects.toMatchObject({
      code: 'conflict',
      about: { reason: 'AlreadyExists' }
    });
    await client.merge('configmaps', 'a', { data: { y: '2' } }, inIt());
    const { data } = await client.apply(
      'configmaps',
      { ...map, data: { z: '3' } },
      inIt()
    );
    expect(data).toEqual({ x: '1', y: '2', z: '3' });
    await expect(
      client.delete(
        'configmaps',
        { name: 'a', uid: '00000000-0000-0000-0000-000000000000' },
        inIt()
      )
    ).rejects.toMatchObject({ code: 'conflict' });
    await client.delete('configmaps', made.metadata, inIt());
    await expect(client.get('configmaps', 'a', inIt())).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining(namespace)
    });
  });

  test('refuses fields that it does not know, and values that cannot be', async () => {
    const pod = pythonPod('p', '');
    await expect(
      client.rehearse(
        'pods',
        { ...pod, spec: { ...pod.spec, contaners: [] } },
        inIt()
      )
    ).rejects.toMatchObject({
      code: 'invalid',
      about: { fields: ['spec.contaners'] }
    });
    await expect(
      client.rehearse(
        'pods',
        { ...pod, spec: { ...pod.spec, restartPolicy: 'Sometimes' } },
        inIt()
      )
    ).rejects.toMatchObject({
      code: 'invalid',
      about: { fields: ['spec.restartPolicy'] }
    });
    expect((await client.list('pods', inIt())).items).toEqual([]);
  });

  test('lists by pages, and Secrets by their names', async () => {
    const { items } = await client.list('configmaps', inIt());
    expect(items.map(({ metadata }) => metadata.name)).toContain(
      'kube-root-ca.crt'
    );
    await kubectl(
      ...['--namespace', namespace, 'create', 'secret', 'generic', 'hidden'],
      '--from-literal=password=x'
    );
    expect(await secretNames(client, inIt())).toEqual(['hidden']);
  });

  test('shows a pod from its making to its removal, and its log to the end', async () => {
    const controller = new AbortController();
    const events: WatchEvent<Pod>[] = [];
    const watching = (async () => {
      for await (const event of watch(client, 'pods', {
        ...inIt(),
        fields: 'metadata.name=talker',
        signal: controller.signal
      })) {
        events.push(event);
        if (event.type === 'deleted') {
          controller.abort();
        }
      }
    })();
    const code =
      'import time\nfor i in range(20): print("line", i); time.sleep(0.1)';
    const { metadata } = await client.create(
      'pods',
      pythonPod('talker', code),
      { ...inIt(), rehearse: true }
    );
    const texts: string[] = [];
    for await (const { text } of podLog(client, {
      ...inIt(),
      pod: 'talker',
      container: 'main',
      follow: true
    })) {
      texts.push(text);
    }
    expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => `line ${i}`));
    await client.delete('pods', metadata, inIt());
    await watching;
    const types = events.map(each => each.type);
    expect(types[0]).toBe('synced');
    expect(types[1]).toBe('added');
    expect(types.at(-1)).toBe('deleted');
    const phases = events.map(each =>
      each.type === 'synced' ? '' : each.object.status?.phase
    );
    expect(phases).toContain('Pending');
  });

  test('tells a service account which rights it lacks, and the proposed role gives them', async () => {
    const folder = new Folder();
    const narrow = await connectTo(folder, await narrowConfig());
    let manifest = '';
    try {
      const error = await narrow
        .create('configmaps', { metadata: { name: 'b' } })
        .catch((each: unknown) => each);
      const rule = {
        verb: 'create',
        group: '',
        resource: 'configmaps',
        isNamespaced: true
      };
      expect(error).toMatchObject({ code: 'forbidden', about: { rule } });
      const wanted = [
        ...rulesFor('pods', ['get', 'list', 'watch']),
        ...rulesFor('pods', ['get'], 'log'),
        ...rulesFor('configmaps', ['create']),
        ...rulesFor('nodes', ['list'])
      ];
      const before = await permissions(narrow, namespace, wanted);
      expect(before.user).toBe(`system:serviceaccount:${namespace}:narrow`);
      expect(before.missing).toEqual([
        ...rulesFor('pods', ['watch']),
        ...rulesFor('pods', ['get'], 'log'),
        ...rulesFor('configmaps', ['create']),
        ...rulesFor('nodes', ['list'])
      ]);
      ({ manifest } = before);
      await apply(namespace, manifest);
      await expect(
        narrow.create('configmaps', { metadata: { name: 'b' } })
      ).resolves.toBeDefined();
      const after = await permissions(narrow, namespace, wanted);
      expect(after.missing).toEqual([]);
    } finally {
      await narrow.close();
      folder.remove();
      // Those of the whole cluster do not go with the namespace.
      await kubectl(
        ...['delete', 'clusterrole,clusterrolebinding'],
        ...new Set(manifest.match(/cellway-[0-9a-f]{8}/g) ?? ['none']),
        '--ignore-not-found'
      );
    }
  });

  test('is reached as a pod reaches it, with a token that is renewed', async () => {
    const folder = new Folder();
    const { cluster } = await currentConfig();
    const { hostname, port } = new URL(cluster.server);
    const authority = cluster['certificate-authority-data'] ?? '';
    folder.write('ca.crt', Buffer.from(authority, 'base64').toString());
    folder.write('namespace', namespace);
    folder.write('token', await narrowToken());
    const inPod = await connect({
      context: IN_CLUSTER,
      mount: folder.path,
      environment: {
        KUBERNETES_SERVICE_HOST: hostname,
        KUBERNETES_SERVICE_PORT: port || '443'
      },
      version: '0'
    });
    await inPod.list('pods');
    const old = await connectTo(
      folder,
      configOf(cluster, { tokenFile: 'token' })
    );
    folder.write('token', 'of another time');
    await expect(old.list('pods')).rejects.toMatchObject({
      code: 'unauthorized'
    });
    folder.write('token', await narrowToken());
    await old.list('pods');
    await inPod.close();
    await old.close();
    folder.remove();
  });

  test('goes on where it was when the server comes back', async () => {
    const folder = new Folder();
    const { cluster, user } = await currentConfig();
    const line = new BreakingLine(new URL(cluster.server));
    await line.mend();
    const shaky = await connectTo(
      folder,
      configOf(
        {
          ...cluster,
          server: line.address,
          'tls-server-name': 'kubernetes.default'
        },
        user
      )
    );
    const controller = new AbortController();
    const { signal } = controller;
    const there = new Set<string>();
    const failures: unknown[] = [];
    const settled = new Promise<void>((resolve, reject) => {
      const follow = async (): Promise<void> => {
        for await (const event of watch(shaky, 'configmaps', {
          signal,
          onFailure: error => failures.push(error)
        })) {
          if (event.type === 'deleted') {
            there.delete(event.object.metadata.name);
          } else if (event.type !== 'synced') {
            there.add(event.object.metadata.name);
          }
          if (there.has('made-in-the-dark') && !there.has('before')) {
            resolve();
          }
        }
      };
      follow().catch(reject);
    });
    const before = { metadata: { name: 'before' } };
    const { metadata } = await client.create('configmaps', before, inIt());
    const code =
      'import time\nfor i in range(60): print("line", i); time.sleep(0.1)';
    await client.create('pods', pythonPod('long', code), inIt());
    const texts: string[] = [];
    for await (const { text } of podLog(shaky, {
      pod: 'long',
      container: 'main',
      follow: true
    })) {
      texts.push(text);
      if (texts.length === 10 || texts.length === 30) {
        await line.cut();
        if (texts.length === 10) {
          await client.delete('configmaps', metadata, inIt());
          const late = { metadata: { name: 'made-in-the-dark' } };
          await client.create('configmaps', late, inIt());
        }
        await line.mend();
      }
    }
    expect(texts).toEqual(Array.from({ length: 60 }, (_, i) => `line ${i}`));
    await settled;
    expect(failures.length).toBeGreaterThan(0);
    controller.abort();
    await shaky.close();
    await line.cut();
    folder.remove();
  });

  /** A kubeconfig with a real token of the service account. */
  async function narrowConfig(): Promise<object> {
    const { cluster } = await currentConfig();
    return configOf(cluster, { token: await narrowToken() });
  }

  function narrowToken(): Promise<string> {
    return kubectl(...['--namespace', namespace, 'create', 'token', 'narrow']);
  }

  function configOf(cluster: object, user: object): object {
    return {
      'current-context': 'test',
      contexts: [
        { name: 'test', context: { cluster: 'it', user: 'me', namespace } }
      ],
      clusters: [{ name: 'it', cluster }],
      users: [{ name: 'me', user }]
    };
  }
});
