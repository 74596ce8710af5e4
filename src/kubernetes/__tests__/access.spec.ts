import { load } from 'js-yaml';
import { permissions, rulesFor } from '../access/permissions';
import type { KubernetesClient } from '../client/kubernetes-client';
import type { ApiServer } from './api-server';
import { connectEach } from './connected';
import type { Reply } from './replies';

let api: ApiServer;
let client: KubernetesClient;

connectEach(made => {
  ({ api, client } = made);
});

/** A cluster that tells these rules, and allows what `allows` says. */
function authorize(
  rules: object[],
  incomplete: boolean,
  allows: (attributes: Record<string, string>) => boolean = () => false,
  username = 'system:serviceaccount:team:notebook'
): void {
  const answer = (status: object): Reply => ({ status: 201, body: { status } });
  api.intercept = ({ path, body }) =>
    path.endsWith('selfsubjectrulesreviews')
      ? answer({ resourceRules: rules, incomplete })
      : path.endsWith('selfsubjectaccessreviews')
        ? answer({ allowed: allows(JSON.parse(body).spec.resourceAttributes) })
        : answer({ userInfo: { username } });
}

/** The names of the roles in a manifest, each once. */
function namesIn(manifest: string): string[] {
  const names = manifest.match(/^ {2}name: cellway-[0-9a-f]{8}$/gm) ?? [];
  return [...new Set(names.map(line => line.slice('  name: '.length)))];
}

const WANTED = [
  ...rulesFor('pods', ['get', 'list']),
  ...rulesFor('pods', ['get'], 'log'),
  ...rulesFor('workflows', ['create', 'watch'])
];

test('Rules that the cluster tells answer all in one request', async () => {
  authorize(
    [
      { verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] },
      { verbs: ['*'], apiGroups: ['argoproj.io'], resources: ['*'] }
    ],
    false
  );
  const { missing } = await permissions(client, 'team', WANTED);
  expect(missing).toEqual(rulesFor('pods', ['get'], 'log'));
  const asked = api.received.map(({ path }) => path.split('/').pop());
  expect(asked.sort()).toEqual([
    'selfsubjectreviews',
    'selfsubjectrulesreviews'
  ]);
});

test('Where the rules are not all, what is open is asked for one by one', async () => {
  authorize(
    [{ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] }],
    true,
    ({ resource, verb }) => resource === 'workflows' && verb === 'create'
  );
  const { answers } = await permissions(client, 'team', WANTED);
  expect(answers.map(each => each.isAllowed)).toEqual([
    true,
    true,
    false,
    true,
    false
  ]);
  const asked = api.received.filter(({ path }) =>
    path.endsWith('accessreviews')
  );
  expect(asked).toHaveLength(3);
});

test('A rule for some objects only, or another group, is not enough', async () => {
  authorize(
    [
      {
        verbs: ['*'],
        apiGroups: [''],
        resources: ['pods'],
        resourceNames: ['mine']
      },
      { verbs: ['*'], apiGroups: ['apps'], resources: ['*'] }
    ],
    false
  );
  const { missing } = await permissions(client, 'team', WANTED);
  expect(missing).toEqual(WANTED);
});

test('Rights in the whole cluster are never taken from the rules of a namespace', async () => {
  authorize(
    [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    false,
    attributes => attributes.namespace !== undefined
  );
  const rules = rulesFor('nodes', ['list']);
  const { missing } = await permissions(client, 'team', rules);
  expect(missing).toEqual(rules);
});

test('What is missing comes as roles to copy', async () => {
  authorize([], false);
  const wanted = [...WANTED, ...rulesFor('nodes', ['list'])];
  const { manifest } = await permissions(client, 'team', wanted);
  const [role, binding, clusterRole, clusterBinding] = manifest
    .split('---\n')
    .map(text => load(text));
  const [name, clusterName] = namesIn(manifest);
  expect(role).toEqual({
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name, namespace: 'team' },
    rules: [
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['pods/log'], verbs: ['get'] },
      {
        apiGroups: ['argoproj.io'],
        resources: ['workflows'],
        verbs: ['create', 'watch']
      }
    ]
  });
  expect(binding).toMatchObject({
    kind: 'RoleBinding',
    metadata: { name, namespace: 'team' },
    roleRef: { kind: 'Role', name },
    subjects: [{ kind: 'ServiceAccount', name: 'notebook', namespace: 'team' }]
  });
  expect(clusterRole).toMatchObject({
    kind: 'ClusterRole',
    metadata: { name: clusterName },
    rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['list'] }]
  });
  expect(clusterBinding).toMatchObject({
    kind: 'ClusterRoleBinding',
    roleRef: { kind: 'ClusterRole', name: clusterName }
  });
});

test('The roles of one take nothing away from those of another', async () => {
  authorize([], false);
  const { manifest } = await permissions(client, 'team', WANTED);
  const fewer = await permissions(client, 'team', WANTED.slice(1));
  authorize([], false, undefined, 'ann@example.org');
  const other = await permissions(client, 'team', WANTED);
  const names = [manifest, fewer.manifest, other.manifest].flatMap(namesIn);
  expect(new Set(names).size).toBe(3);
  expect(load(other.manifest.split('---\n')[1])).toMatchObject({
    subjects: [{ kind: 'User', name: 'ann@example.org' }]
  });
});

test('Nothing missing, nothing to copy', async () => {
  authorize([{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }], true);
  const { manifest, missing } = await permissions(client, 'team', WANTED);
  expect({ manifest, missing }).toEqual({ manifest: '', missing: [] });
});
