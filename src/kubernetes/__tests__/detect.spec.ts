import type { KubernetesClient } from '../client/kubernetes-client';
import { detect } from '../detection/detect';
import type { ApiServer } from './api-server';
import { connectEach } from './connected';
import { status, type Reply } from './replies';

let api: ApiServer;
let client: KubernetesClient;

connectEach(made => {
  ({ api, client } = made);
});

const VERSION = { status: 200, body: { gitVersion: 'v1.34.4' } };

function answer(replies: Readonly<Record<string, Reply>>): void {
  api.intercept = ({ path }) => replies[path];
}

test('Two requests tell the version and what is installed', async () => {
  const group = (name: string, version: string, resource: string): object => ({
    metadata: { name },
    versions: [{ version, resources: [{ resource }] }]
  });
  answer({
    '/version': VERSION,
    '/apis': {
      status: 200,
      body: {
        kind: 'APIGroupDiscoveryList',
        items: [
          group('argoproj.io', 'v1alpha1', 'workflows'),
          group('kubeflow.org', 'v1beta1', 'experiments'),
          group('serving.kserve.io', 'v1beta1', 'inferenceservices')
        ]
      }
    }
  });
  const { server, systems, refusals } = await detect(client);
  expect(server).toBe('v1.34.4');
  expect(systems).toMatchObject({
    argo: ['v1alpha1'],
    katib: ['v1beta1'],
    kserve: ['v1beta1'],
    pipelines: undefined,
    trainer: undefined,
    snapshots: undefined
  });
  expect(refusals).toEqual([]);
  expect(api.received).toHaveLength(2);
});

test('Argo CD is not taken for Argo Workflows, by an older server either', async () => {
  const resources = (name: string): Reply => ({
    status: 200,
    body: { resources: [{ name }] }
  });
  answer({
    '/version': VERSION,
    '/apis': {
      status: 200,
      body: {
        kind: 'APIGroupList',
        groups: ['apps', 'argoproj.io', 'snapshot.storage.k8s.io'].map(
          name => ({ name, versions: [{ version: 'v1' }] })
        )
      }
    },
    '/apis/argoproj.io/v1': resources('applications'),
    '/apis/snapshot.storage.k8s.io/v1': resources('volumesnapshots')
  });
  const { systems } = await detect(client);
  expect(systems.argo).toBeUndefined();
  expect(systems.snapshots).toEqual(['v1']);
});

test('A refusal leaves out what it is about, and says which right is missing', async () => {
  answer({
    '/version': VERSION,
    '/apis': status(
      403,
      'Forbidden',
      'forbidden: User "u" cannot get path "/apis"'
    )
  });
  const { server, systems, refusals } = await detect(client);
  expect(server).toBe('v1.34.4');
  expect('argo' in systems).toBe(false);
  expect(refusals).toMatchObject([
    { code: 'forbidden', about: { rule: { verb: 'get', resource: '/apis' } } }
  ]);
});
