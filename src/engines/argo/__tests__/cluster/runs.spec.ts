import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { KubernetesClient } from '../../../../kubernetes/client/kubernetes-client';
import { podLog } from '../../../../kubernetes/client/pod-log';
import {
  connectToCluster,
  describeCluster,
  IMAGE,
  kubectl,
  makeNamespace,
  removeNamespace
} from '../../../../kubernetes/__tests__/cluster/cluster';
import { watch } from '../../../../kubernetes/watch/watch';
import {
  notebookText,
  packRunner,
  runToEnd,
  temporaryFolder,
  environmentIn,
  type Code
} from '../../../local/__tests__/notebooks';
import { LocalEngine } from '../../../local/local-engine';
import { collectProject } from '../../../pods/project-files';
import { PodLogReader } from '../../../pods/pod-log';
import { STEP_LABEL, type KubernetesObject } from '../../compile/objects';
import { compiled } from '../compiled';

jest.setTimeout(300_000);

const EXAMPLES = join(__dirname, '../../../../../examples');

const RESOURCES = {
  ConfigMap: 'configmaps',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Workflow: 'workflows'
} as const;

/** What Argo's own part of a pod has to be allowed. */
const RIGHTS = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: cellway-steps }
rules:
  - { apiGroups: [argoproj.io], resources: [workflowtaskresults], verbs: [create, patch] }
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: { name: cellway-steps }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: cellway-steps }
subjects: [{ kind: ServiceAccount, name: default }]
`;

const SHOP: readonly Code[] = [
  ['imports', 'import random\nfrom helper import double'],
  ['functions', 'class Item:\n    def __init__(self, n):\n        self.n = n'],
  ['pipeline-parameters', 'count = 3'],
  ['step:seed', 'random.seed(4)\nitems = [Item(n) for n in range(count)]'],
  ['step:alias', 'first = items[0]\nfirst.n = double(21)'],
  ['step:draw', 'print("draw", random.randint(1, 100))'],
  ['step:read', 'print(open("data.txt").read().strip())'],
  ['step:sum', 'print(items[0] is first, [each.n for each in items])']
];

describeCluster('A notebook on Argo Workflows', () => {
  let namespace: string;
  let client: KubernetesClient;

  beforeAll(async () => {
    namespace = await makeNamespace(RIGHTS);
    const level = 'pod-security.kubernetes.io/enforce=restricted';
    await kubectl('label', 'namespace', namespace, level);
    client = await connectToCluster(namespace);
  });

  afterAll(async () => {
    await client?.close();
    await removeNamespace(namespace);
  });

  async function create(
    objects: readonly KubernetesObject[],
    rehearse = false
  ): Promise<void> {
    for (const each of objects) {
      const resource = RESOURCES[each.kind as keyof typeof RESOURCES];
      await client.create(resource, { ...each }, { namespace, rehearse });
    }
  }

  /** @returns its phase, when it has ended */
  async function ended(name: string): Promise<string> {
    const over = new AbortController();
    const events = watch(client, 'workflows', {
      namespace,
      fields: `metadata.name=${name}`,
      signal: over.signal
    });
    for await (const event of events) {
      const status = 'object' in event ? event.object.status : undefined;
      const { phase = '' } = (status ?? {}) as { phase?: string };
      if (/Succeeded|Failed|Error/.test(phase)) {
        over.abort();
        return phase;
      }
    }
    return '';
  }

  /** What the steps printed, in the order of the notebook. */
  async function printed(run: string): Promise<string> {
    const { items } = await client.list('pods', {
      namespace,
      labels: `cellway.dev/run=${run}`
    });
    const stepOf = (pod: (typeof items)[number]): number =>
      Number(pod.metadata.labels?.[STEP_LABEL]);
    let text = '';
    for (const pod of [...items].sort((a, b) => stepOf(a) - stepOf(b))) {
      const reader = new PodLogReader();
      const log = podLog(client, {
        namespace,
        pod: pod.metadata.name,
        container: 'main'
      });
      for await (const line of log) {
        for (const part of reader.read(`${line.text}\n`)) {
          text += 'text' in part ? part.text : '';
        }
      }
    }
    return text;
  }

  it('prints what it prints on this machine', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'data.txt'), 'of the project\n');
    await writeFile(
      join(folder, 'helper.py'),
      'def double(x):\n    return 2 * x\n'
    );
    const engine = new LocalEngine({
      runner: packRunner(await temporaryFolder()),
      environment: environmentIn(folder)
    });
    const local = await runToEnd(SHOP, { folder, engine });
    engine.close();
    const program = packRunner(await temporaryFolder());
    const { files } = await collectProject(folder);
    const { objects } = await compiled(
      notebookText(SHOP),
      {
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        storage: { size: '1Gi' }
      },
      {
        id: 'same',
        runner: await readFile(program),
        files,
        standsAlone: true
      }
    );
    await create(objects);
    expect(await ended('cellway-same')).toBe('Succeeded');
    expect(await printed('same')).toBe(local.texts.join(''));
  });

  it('runs nothing below a step that failed', async () => {
    const program = packRunner(await temporaryFolder());
    const { objects } = await compiled(
      notebookText([
        ['step:one', 'x = 1\nprint("one")'],
        ['step:two', 'y = x / 0'],
        ['step:three', 'print("never", y)']
      ]),
      {
        image: IMAGE,
        imagePullPolicy: 'IfNotPresent',
        storage: { size: '1Gi' }
      },
      { id: 'broken', runner: await readFile(program), standsAlone: true }
    );
    await create(objects);
    expect(await ended('cellway-broken')).toBe('Failed');
    expect(await printed('broken')).toBe('one\n');
  });

  it('is accepted by the strict validation of the cluster, whichever it is', async () => {
    for (const name of await readdir(EXAMPLES)) {
      const path = join(EXAMPLES, name, `${name}.ipynb`);
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text !== undefined) {
        const id = name.replace(/_/g, '-');
        const { objects } = await compiled(text, {}, { id, standsAlone: true });
        await create(objects, true);
      }
    }
  });
});
