import type { ApiServer } from '../../kubernetes/__tests__/api-server';
import { connectEach } from '../../kubernetes/__tests__/connected';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { findLeftovers, removeLeftovers } from '../clusters/leftovers';

let api: ApiServer;
let client: KubernetesClient;

connectEach(made => {
  ({ api, client } = made);
});

const OLD = '2026-01-02T03:04:05Z';

/** Objects by their collection: name, run, and when they were made. */
function hold(
  objects: Readonly<Record<string, readonly (readonly string[])[]>>
): void {
  api.intercept = ({ method, path }) => {
    const [, collection = ''] = /namespaces\/team\/(\w+)$/.exec(path) ?? [];
    return method === 'GET'
      ? {
          status: 200,
          body: {
            apiVersion: 'v1',
            kind: 'ThingList',
            metadata: { resourceVersion: '1' },
            items: (objects[collection] ?? []).map(([name, run, created]) => ({
              metadata: {
                name,
                uid: `uid-${name}`,
                labels: { 'cellway.dev/run': run },
                creationTimestamp: created ?? OLD
              }
            }))
          }
        }
      : method === 'DELETE'
        ? { status: 200, body: { kind: 'Status', status: 'Success' } }
        : undefined;
  };
}

test('Only what is of runs without a workflow was left, and is not new', async () => {
  hold({
    workflows: [['w', 'r1']],
    configmaps: [
      ['code-1', 'r1'],
      ['code-2', 'r2']
    ],
    persistentvolumeclaims: [['data-2', 'r2']],
    pods: [['made-now', 'r3', new Date().toISOString()]]
  });
  const found = await findLeftovers(client, 'team');
  expect(
    found.map(each => `${each.resource} ${each.name} ${each.run}`)
  ).toEqual(['configmaps code-2 r2', 'persistentvolumeclaims data-2 r2']);
  expect(api.received.every(each => each.method === 'GET')).toBe(true);
});

test('The very objects that were seen are removed, by their uids', async () => {
  hold({ configmaps: [['code-2', 'r2']] });
  const found = await findLeftovers(client, 'team');
  await removeLeftovers(client, 'team', found);
  const removals = api.received.filter(each => each.method === 'DELETE');
  expect(removals).toHaveLength(1);
  expect(removals[0].path).toBe('/api/v1/namespaces/team/configmaps/code-2');
  expect(JSON.parse(removals[0].body).preconditions).toEqual({
    uid: 'uid-code-2'
  });
});
