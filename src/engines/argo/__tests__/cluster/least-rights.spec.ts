import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  apply,
  currentConfig,
  describeCluster,
  kubectl,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import { documentedRole } from '../../../../kubernetes/__tests__/documented-role';
import { newRunId } from '../../../../runs/run-id';
import {
  runToEnd,
  submit,
  temporaryFolder,
  watchToEnd,
  type Code
} from '../../../local/__tests__/notebooks';
import type { ArgoEngine } from '../../argo-engine';
import { argoEngine, makeRestrictedNamespace, optionsIn } from './on-cluster';

jest.setTimeout(300_000);

/** What a cell can find out about its pod. */
const LOOK: readonly Code[] = [
  [
    'step:look',
    `import os
status = dict(line.split(":\\t", 1) for line in open("/proc/self/status").read().splitlines() if ":\\t" in line)
token = os.path.exists("/var/run/secrets/kubernetes.io/serviceaccount/token")
print("user", os.getuid())
print("rights", int(status["CapEff"], 16), int(status["CapBnd"], 16), status["NoNewPrivs"], status["Seccomp"])
print("token", token)`
  ]
];

/** What is in the files of a folder. */
async function textsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true
  });
  return Promise.all(
    entries
      .filter(each => each.isFile())
      .map(each => readFile(join(each.parentPath, each.name), 'latin1'))
  );
}

describeCluster('A person with the Role of the documentation alone', () => {
  let namespace: string;
  let folder: string;
  let engine: ArgoEngine;
  let token: string;

  beforeAll(async () => {
    namespace = await makeRestrictedNamespace();
    const { metadata, ...role } = documentedRole();
    const name = 'cellway';
    const binding = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: 'person' }]
    };
    const person = {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name: 'person' }
    };
    const manifests = [
      { ...role, metadata: { ...metadata, namespace } },
      person,
      binding
    ];
    await apply(
      namespace,
      manifests.map(each => JSON.stringify(each)).join('\n---\n')
    );
    folder = await temporaryFolder();
    engine = await argoEngine(folder, await kubeconfigOf('person'));
  });

  afterAll(async () => {
    await engine?.close();
    await removeNamespace(namespace);
  });

  /** A way to the cluster as a service account. */
  async function kubeconfigOf(account: string): Promise<string> {
    const { cluster } = await currentConfig();
    const asked = ['--namespace', namespace, 'create', 'token', account];
    token = await kubectl(...asked);
    const path = join(folder, 'kubeconfig');
    const config = {
      'current-context': 'person',
      contexts: [{ name: 'person', context: { cluster: 'it', user: 'me' } }],
      clusters: [{ name: 'it', cluster }],
      users: [{ name: 'me', user: { token } }]
    };
    await writeFile(path, JSON.stringify(config));
    return path;
  }

  it('runs a notebook, in pods whose cells have neither rights nor a token', async () => {
    const ran = await runToEnd(LOOK, {
      folder,
      engine,
      id: newRunId(),
      options: optionsIn(namespace)
    });
    expect(ran.status).toBe('succeeded');
    expect(ran.texts).toEqual(['user 1000\nrights 0 0 1 2\ntoken False\n']);
    await engine.remove(ran.handle);
    const left = ['get', 'workflows', '--output', 'name'];
    expect(await kubectl('--namespace', namespace, ...left)).toBe('');
  });

  it('leaves neither its token nor a secret of a step in what is kept', async () => {
    const value = 'd5f0a1c29b7e';
    const literal = `--from-literal=key=${value}`;
    const secret = ['create', 'secret', 'generic', 'door', literal];
    await kubectl('--namespace', namespace, ...secret);
    const ran = await runToEnd(
      [
        [
          'step:use secret:door:key:DOOR',
          'import os\nlength = len(os.environ["DOOR"])\nprint(length)'
        ]
      ],
      { folder, engine, id: newRunId(), options: optionsIn(namespace) }
    );
    expect(ran.texts).toEqual([`${value.length}\n`]);
    const kinds = 'workflows,configmaps,pods,events';
    const kept = [
      await kubectl('--namespace', namespace, 'get', kinds, '--output', 'json'),
      ...(await textsBelow(ran.store.path))
    ].join('\n');
    expect(kept).toContain(ran.handle.id);
    for (const each of [token, value]) {
      expect(kept).not.toContain(each);
      expect(kept).not.toContain(Buffer.from(each).toString('base64'));
    }
  });

  it('cancels a run', async () => {
    const { handle } = await submit(
      [
        [
          'step:wait',
          'import time\nprint("begun", flush=True)\ntime.sleep(600)'
        ]
      ],
      { folder, engine, id: newRunId(), options: optionsIn(namespace) }
    );
    const ran = await watchToEnd(engine, handle, {
      onEvent: event =>
        event.type === 'output' && void engine.cancel(handle).catch(() => {})
    });
    expect(ran.status).toBe('cancelled');
  });

  it('reaches no other namespace', async () => {
    const options = { ...optionsIn(namespace), namespace: 'default' };
    await expect(
      runToEnd(LOOK, { folder, engine, id: newRunId(), options })
    ).rejects.toMatchObject({
      code: 'forbidden',
      about: { namespace: 'default' }
    });
  });
});
