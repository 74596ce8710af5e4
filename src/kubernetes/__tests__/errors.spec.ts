import type { KubernetesClient } from '../client/kubernetes-client';
import { ApiServer } from './api-server';
import { connectTo, Folder, kubeconfig } from './connected';
import { status } from './replies';

let api: ApiServer;
let folder: Folder;
let client: KubernetesClient;

beforeAll(async () => {
  api = await ApiServer.start();
  folder = new Folder();
  client = await connectTo(folder, kubeconfig(api, {}));
});

afterAll(async () => {
  await client.close();
  await api.stop();
  folder.remove();
});

test.each([
  [
    status(404, 'NotFound', 'namespaces "team" not found', {
      name: 'team',
      kind: 'namespaces'
    }),
    {
      code: 'not-found',
      hint: expect.stringContaining('Choose a namespace that is there')
    }
  ],
  [
    status(
      403,
      'Forbidden',
      'workflows.argoproj.io is forbidden: User "u" cannot create resource "workflows" in API group "argoproj.io" in the namespace "team"'
    ),
    {
      code: 'forbidden',
      hint: expect.stringContaining(
        "create workflows.argoproj.io in the namespace 'team'"
      ),
      about: {
        rule: {
          verb: 'create',
          group: 'argoproj.io',
          resource: 'workflows',
          isNamespaced: true
        },
        namespace: 'team',
        name: 'w'
      }
    }
  ],
  [
    status(
      403,
      'Forbidden',
      'pods "w" is forbidden: exceeded quota: q, requested: cpu=2, used: cpu=1, limited: cpu=2'
    ),
    { code: 'quota', message: expect.stringContaining('requested: cpu=2') }
  ],
  [
    status(
      403,
      'Forbidden',
      'pods "w" is forbidden: maximum cpu usage per Container is 1, but limit is 2'
    ),
    { code: 'quota' }
  ],
  [
    status(
      403,
      'Forbidden',
      'pods "w" is forbidden: violates PodSecurity "restricted:latest"'
    ),
    { code: 'refused' }
  ],
  [
    status(422, 'Invalid', 'Workflow "w" is invalid', {
      causes: [{ field: 'spec.entrypoint', message: 'Required' }]
    }),
    {
      code: 'invalid',
      hint: 'Correct spec.entrypoint.',
      about: { fields: ['spec.entrypoint'] }
    }
  ],
  [
    status(400, 'BadRequest', 'strict decoding error: unknown field "spec.x"'),
    { code: 'invalid', about: { fields: ['spec.x'] } }
  ],
  [
    status(409, 'AlreadyExists', 'workflows "w" already exists'),
    { code: 'conflict', about: { reason: 'AlreadyExists' } }
  ],
  [
    status(404, 'NotFound', 'the server could not find the requested resource'),
    {
      code: 'not-found',
      hint: expect.stringContaining('argoproj.io is not installed')
    }
  ],
  [status(410, 'Expired', 'too old'), { code: 'expired' }],
  [status(401, 'Unauthorized', 'Unauthorized'), { code: 'unauthorized' }],
  [status(500, 'InternalError', 'etcd'), { code: 'server-failed' }],
  [
    { status: 403, body: '<html>Blocked by the proxy</html>' },
    { code: 'unreachable', message: expect.stringContaining('no Kubernetes') }
  ]
])('%j is told in our words', async (reply, expected) => {
  api.intercept = () => reply;
  const error = await client
    .create('workflows', { metadata: { name: 'w' } })
    .catch((each: unknown) => each);
  expect(error).toMatchObject({ name: 'KubernetesError', ...expected });
});

test('the message names the object and where it is', async () => {
  api.intercept = () =>
    status(404, 'NotFound', 'pods "p" not found', { name: 'p' });
  await expect(client.get('pods', 'p')).rejects.toThrow(
    `Cannot get Pod 'p' in the namespace 'team': pods "p" not found`
  );
});
