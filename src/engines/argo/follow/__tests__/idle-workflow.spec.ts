import type { ApiServer } from '../../../../kubernetes/__tests__/api-server';
import { connectEach } from '../../../../kubernetes/__tests__/connected';
import { status } from '../../../../kubernetes/__tests__/replies';
import type { KubernetesClient } from '../../../../kubernetes/client/kubernetes-client';
import { IdleWorkflow } from '../idle-workflow';

const WORKFLOWS = '/apis/argoproj.io/v1alpha1/namespaces/team/workflows';

let api: ApiServer;
let client: KubernetesClient;

connectEach(made => {
  ({ api, client } = made);
  api.put(WORKFLOWS, 'w', { metadata: {}, spec: {} });
});

async function version(): Promise<string> {
  return (await client.get('workflows', 'w')).metadata.resourceVersion;
}

describe('a workflow that Argo does not come to', () => {
  it('is changed, so that Argo looks again', async () => {
    const before = await version();
    await new IdleWorkflow(client, 'team', 'w', 0).look(false);
    expect(await version()).not.toBe(before);
  });

  it('is left alone for a while, and once a step has begun', async () => {
    const before = await version();
    await new IdleWorkflow(client, 'team', 'w', 60_000).look(false);
    await new IdleWorkflow(client, 'team', 'w', 0).look(true);
    expect(await version()).toBe(before);
  });

  it('stays as it is for whoever may not change it', async () => {
    api.intercept = ({ method }) =>
      method === 'PATCH' ? status(403, 'Forbidden', 'no') : undefined;
    const idle = new IdleWorkflow(client, 'team', 'w', 0);
    await expect(idle.look(false)).resolves.toBeUndefined();
  });
});
