import { runnerMap } from '../../engines/argo/compile/code-maps';
import type { ApiServer } from '../../kubernetes/__tests__/api-server';
import { connectEach } from '../../kubernetes/__tests__/connected';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { findLeftovers, removeLeftovers } from '../clusters/leftovers';

const MAPS = '/api/v1/namespaces/team/configmaps';
const PODS = '/api/v1/namespaces/team/pods';
const WORKFLOWS = '/apis/argoproj.io/v1alpha1/namespaces/team/workflows';

const OLD = '2026-01-02T03:04:05Z';

let api: ApiServer;
let client: KubernetesClient;

connectEach(made => {
  ({ api, client } = made);
});

/** Puts a program there that runs have shared, and returns its name. */
function share(content: string, made = OLD): string {
  const { metadata, ...map } = runnerMap(Buffer.from(content), 'team');
  const { name } = metadata;
  api.put(MAPS, name, {
    ...map,
    metadata: { ...metadata, creationTimestamp: made }
  });
  return name;
}

/** What mounts a program, as one of a pod's or a workflow's volumes. */
function using(program: string): { readonly spec: object } {
  const projected = { sources: [{ configMap: { name: program } }] };
  return { spec: { volumes: [{ name: 'code', projected }] } };
}

function maps(): string[] {
  return api.objects(MAPS).map(each => each.metadata.name);
}

test('The runners that no workflow and no pod names were left', async () => {
  const unused = share('of runs that are gone');
  // Not one of ours: whoever has made it by hand has not given it our labels.
  const ofAll = { 'app.kubernetes.io/managed-by': 'somebody' };
  const theirs = 'cellway-runner-0123456789abcdef';
  api.put(MAPS, theirs, {
    metadata: { labels: ofAll, creationTimestamp: OLD }
  });
  api.put(WORKFLOWS, 'of-a-run', using(share('of a run that is there')));
  api.put(PODS, 'reader', using(share('of a pod that reads')));
  share('of a run that is being made', new Date().toISOString());
  const found = await findLeftovers(client, 'team');
  expect(found).toMatchObject([
    { resource: 'configmaps', name: unused, created: OLD }
  ]);
  expect(found[0].run).toBeUndefined();
  const others = maps().filter(each => each !== unused);
  await removeLeftovers(client, 'team', found);
  expect(maps()).toEqual(others);
  expect(others).toHaveLength(4);
});

test('One that a run takes after all stays', async () => {
  const name = share('of runs that are gone');
  const found = await findLeftovers(client, 'team');
  api.put(WORKFLOWS, 'made-while-somebody-was-asked', using(name));
  await removeLeftovers(client, 'team', found);
  expect(api.received.some(each => each.method === 'DELETE')).toBe(false);
  expect(maps()).toEqual([name]);
});

test('One that a run takes at the very moment is there again', async () => {
  const name = share('of runs that are gone');
  const [before] = api.objects(MAPS) as { binaryData?: unknown }[];
  const found = await findLeftovers(client, 'team');
  api.intercept = ({ method }) => {
    if (method === 'DELETE') {
      api.put(WORKFLOWS, 'made-meanwhile', using(name));
    }
    return undefined;
  };
  await removeLeftovers(client, 'team', found);
  const [again] = api.objects(MAPS) as { binaryData?: unknown }[];
  expect(again).toMatchObject({
    immutable: true,
    binaryData: before.binaryData,
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'cellway' } }
  });
});
