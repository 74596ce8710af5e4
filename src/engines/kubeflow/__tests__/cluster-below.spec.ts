import { ApiServer } from '../../../kubernetes/__tests__/api-server';
import { kubeconfig } from '../../../kubernetes/__tests__/connected';
import { logOf } from '../../argo/__tests__/fake-argo';
import { ConnectedKubeflow } from './connected-kubeflow';
import type { FakeKubeflow } from './fake-kubeflow';

let connected: ConnectedKubeflow;
let kubeflow: FakeKubeflow;
let api: ApiServer;

beforeEach(async () => {
  connected = await ConnectedKubeflow.connect();
  ({ kubeflow } = connected);
  api = await ApiServer.start();
  await connected.restart({
    KUBECONFIG: connected.folder.write('config', kubeconfig(api, {}))
  });
});

afterEach(async () => {
  await connected.close();
  await api.stop();
});

function pod(task: string, log: string, exitCode: number): void {
  const startedAt = '2026-11-26T01:25:00Z';
  api.put('/api/v1/namespaces/team/pods', `pod-${task}`, {
    metadata: {
      labels: { 'pipeline/runid': 'run-1' },
      annotations: {
        'workflows.argoproj.io/node-name': `notebook-x.root.${task}.executor`
      },
      creationTimestamp: startedAt
    },
    spec: { containers: [{ name: 'main' }] },
    status: {
      phase: exitCode === 0 ? 'Succeeded' : 'Failed',
      containerStatuses: [
        {
          name: 'main',
          restartCount: 0,
          state: {
            terminated: { exitCode, startedAt, finishedAt: startedAt }
          }
        }
      ]
    }
  });
  const known = api.intercept;
  api.intercept = (request, response) =>
    request.path.endsWith(`/pods/pod-${task}/log`)
      ? { status: 200, body: log }
      : known(request, response);
}

const there = { options: { context: 'test', namespace: 'team' } };

test('The cluster below Kubeflow gives what steps print, and the executed notebook', async () => {
  const handle = await connected.begin(there);
  pod('one', logOf('one', 1, 'one'), 0);
  pod('two', logOf('two', 2, 'two 1'), 0);
  kubeflow.setTask('one', 'SUCCEEDED');
  kubeflow.setTask('two', 'SUCCEEDED');
  kubeflow.last.state = 'SUCCEEDED';
  const { status, texts } = await connected.watch(handle);
  expect(status).toBe('succeeded');
  expect(texts).toEqual(['', 'one\n', 'two 1\n']);
});

test('The cluster below Kubeflow says why a step does not begin', async () => {
  const handle = await connected.begin(there);
  api.put('/api/v1/namespaces/team/pods', 'pod-one', {
    metadata: {
      labels: { 'pipeline/runid': 'run-1' },
      annotations: {
        'workflows.argoproj.io/node-name': 'notebook-x.root.one.executor'
      },
      creationTimestamp: '2026-01-01T10:00:00Z'
    },
    spec: { nodeName: 'node', containers: [{ name: 'main', image: 'none' }] },
    status: {
      phase: 'Pending',
      containerStatuses: [
        {
          name: 'main',
          restartCount: 0,
          image: 'none',
          state: { waiting: { reason: 'ImagePullBackOff', message: 'no' } }
        }
      ]
    }
  });
  kubeflow.setTask('one', 'RUNNING');
  const { events, statuses } = await connected.watch(handle, {
    'diagnostic one': () => {
      kubeflow.last.state = 'CANCELED';
    }
  });
  expect(JSON.stringify(events)).toContain("'none'");
  expect(statuses).toEqual({ one: 'cancelled', two: 'cancelled' });
});

test('The cluster below Kubeflow says why a task of Kubeflow has failed', async () => {
  const handle = await connected.begin(there);
  const why = 'failed to upload output artifact "code"';
  const log = [
    'I1126 13:41:33.9 15 launcher_v2.go:202] publish success.',
    `F1126 13:41:34.0      15 main.go:58] ${why}`,
    'Error: exit status 1'
  ].map(line => `2026-11-26T13:41:34.1Z ${line}\n`);
  pod('code', log.join(''), 1);
  kubeflow.setTask('code', 'FAILED');
  kubeflow.last.state = 'FAILED';
  const { store } = await connected.watch(handle);
  expect((await store.read('test')).error).toBe(
    `Kubeflow has given the run up: its task 'code' has failed: ${why}`
  );
});

test('The cluster below Kubeflow says why a step has failed', async () => {
  const handle = await connected.begin(there);
  pod('one', '2026-11-26T01:25:00.1Z cellway runner: there is no plan\n', 2);
  kubeflow.setTask('one', 'FAILED');
  kubeflow.last.state = 'FAILED';
  const { store } = await connected.watch(handle);
  const { steps } = await store.read('test');
  expect(steps[0].error?.message).toContain('there is no plan');
});
