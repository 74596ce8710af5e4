import { gpusOf } from '../capacity/gpus';
import { isSelected, untolerated } from '../capacity/node-wishes';
import { readCapacity } from '../capacity/read-capacity';
import type { Node } from '../objects';
import { connectEach, type Connected } from './connected';
import { status } from './replies';

function node(
  labels: Record<string, string>,
  { allocatable = {}, taints = [] as Node['spec']['taints'] } = {}
): Node {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'n1', uid: 'u', resourceVersion: '1', labels },
    spec: { taints },
    status: { allocatable }
  };
}

/** A required affinity of one term. */
function requires(...matchExpressions: object[]): object {
  const nodeSelectorTerms = [{ matchExpressions }];
  return {
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms }
      }
    }
  };
}

describe('a node', () => {
  const large = node({ zone: 'a', cores: '8' });

  it.each([
    [{}, true],
    [{ nodeSelector: { zone: 'a' } }, true],
    [{ nodeSelector: { zone: 'a', disk: 'ssd' } }, false],
    [requires({ key: 'zone', operator: 'In', values: ['b', 'a'] }), true],
    [requires({ key: 'zone', operator: 'NotIn', values: ['a'] }), false],
    [requires({ key: 'disk', operator: 'NotIn', values: ['ssd'] }), true],
    [requires({ key: 'disk', operator: 'Exists' }), false],
    [requires({ key: 'disk', operator: 'DoesNotExist' }), true],
    [requires({ key: 'cores', operator: 'Gt', values: ['4'] }), true],
    [requires({ key: 'cores', operator: 'Lt', values: ['8'] }), false],
    [requires({ key: 'disk', operator: 'Gt', values: ['4'] }), false],
    [requires({ key: 'zone', operator: 'of later times' }), true],
    [requires(), false]
  ])('is chosen by its labels: %j', (wishes, expected) => {
    expect(isSelected(large, wishes)).toBe(expected);
  });

  it.each([
    [undefined, true],
    [{ key: 'gpu', operator: 'Exists' }, false],
    [{ key: 'gpu', value: 'yes' }, false],
    [{ key: 'gpu', value: 'no' }, true],
    [{ key: 'gpu', value: 'yes', effect: 'NoExecute' }, true],
    [{ operator: 'Exists' }, false],
    [{ key: 'other', operator: 'Exists' }, true]
  ])('is kept by a taint for those that tolerate it: %j', (each, kept) => {
    const tainted = node(
      {},
      {
        taints: [
          { key: 'gpu', value: 'yes', effect: 'NoSchedule' },
          { key: 'rather-not', effect: 'PreferNoSchedule' },
          { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' },
          { key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }
        ]
      }
    );
    const found = untolerated(tainted, { tolerations: each ? [each] : [] });
    expect(found.map(({ key }) => key)).toEqual(kept ? ['gpu'] : []);
  });

  it('says which GPUs it has, of which product', () => {
    const allocatable = {
      cpu: '8',
      'nvidia.com/gpu': '2',
      'nvidia.com/mig-1g.5gb': '7',
      'amd.com/gpu': '0',
      'gpu.intel.com/i915': '1',
      'gpu.intel.com/millicores': '1000',
      'example.com/fpga': '4'
    };
    const labels = { 'nvidia.com/gpu.product': 'NVIDIA-A100-SXM4-40GB' };
    const product = 'NVIDIA-A100-SXM4-40GB';
    expect(gpusOf(node(labels, { allocatable }))).toEqual([
      { resource: 'nvidia.com/gpu', count: 2, product },
      { resource: 'nvidia.com/mig-1g.5gb', count: 7, product },
      { resource: 'gpu.intel.com/i915', count: 1 }
    ]);
  });
});

describe('what a cluster has to give', () => {
  let through: Connected;
  connectEach(connected => (through = connected));

  it('is read, as far as it may be', async () => {
    const { api, client } = through;
    api.put('/api/v1/nodes', 'n1', { spec: {} });
    api.put('/api/v1/namespaces/team/resourcequotas', 'q1', {});
    api.intercept = ({ path }) =>
      path.endsWith('/limitranges')
        ? status(
            403,
            'Forbidden',
            'User "u" cannot list resource "limitranges"'
          )
        : undefined;
    const found = await readCapacity(client, 'team');
    expect(found.nodes?.map(each => each.metadata.name)).toEqual(['n1']);
    expect(found.quotas?.map(each => each.metadata.name)).toEqual(['q1']);
    expect(found).not.toHaveProperty('limitRanges');
  });

  it('is not known where the cluster fails', async () => {
    const { api, client } = through;
    api.intercept = () => status(401, 'Unauthorized', 'Unauthorized');
    await expect(readCapacity(client, 'team')).rejects.toMatchObject({
      code: 'unauthorized'
    });
  });
});
