import type { KubernetesClient } from '../../client/kubernetes-client';
import {
  apply,
  connectToCluster,
  describeCluster,
  kubectl,
  makeNamespace,
  pythonPod,
  removeNamespace
} from './cluster';

describeCluster(
  'What a real cluster refuses is told from a missing right',
  () => {
    let namespace: string;
    let client: KubernetesClient;

    beforeEach(async () => {
      namespace = await makeNamespace();
      client = await connectToCluster(namespace);
    });

    afterEach(async () => {
      await client?.close();
      await removeNamespace(namespace);
    });

    async function refusal(resources = {}): Promise<unknown> {
      const pod = pythonPod('p', '', resources);
      return client
        .rehearse('pods', pod, { namespace })
        .catch((each: unknown) => each);
    }

    test('a quota', async () => {
      await apply(
        namespace,
        `
apiVersion: v1
kind: ResourceQuota
metadata: { name: none }
spec: { hard: { pods: '0' } }
`
      );
      // It holds once it has been counted.
      await kubectl(
        ...['--namespace', namespace, 'wait', 'resourcequota/none'],
        '--for=jsonpath={.status.hard.pods}=0'
      );
      expect(await refusal()).toMatchObject({
        code: 'quota',
        message: expect.stringContaining('exceeded quota: none')
      });
    });

    test('a limit', async () => {
      await apply(
        namespace,
        `
apiVersion: v1
kind: LimitRange
metadata: { name: large }
spec: { limits: [{ type: Container, min: { memory: 1Gi } }] }
`
      );
      const resources = {
        requests: { memory: '1Mi' },
        limits: { memory: '2Gi' }
      };
      expect(await refusal(resources)).toMatchObject({
        code: 'quota',
        message: expect.stringContaining('minimum memory usage per Container')
      });
    });

    test('a policy', async () => {
      await kubectl(
        ...['label', 'namespace', namespace],
        'pod-security.kubernetes.io/enforce=restricted'
      );
      expect(await refusal()).toMatchObject({
        code: 'refused',
        message: expect.stringContaining('PodSecurity')
      });
    });
  }
);
