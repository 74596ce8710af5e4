import { ApiServer } from '../../../kubernetes/__tests__/api-server';
import { Folder, kubeconfig } from '../../../kubernetes/__tests__/connected';
import { logOf } from '../../argo/__tests__/fake-argo';
import { RunStore } from '../../../runs/run-store';
import type { RunHandle } from '../../engine';
import {
  environmentIn,
  submit,
  temporaryFolder,
  watchToEnd,
  type Code,
  type Ran,
  type RunOptions
} from '../../local/__tests__/notebooks';
import { KubeflowEngine } from '../kubeflow-engine';
import { FakeKubeflow } from './fake-kubeflow';

jest.setTimeout(30_000);

const CELLS: readonly Code[] = [
  ['pipeline-parameters', 'n = 1'],
  ['step:one', 'print("one")\nx = n'],
  ['step:two', 'print("two", x)']
];

let kubeflow: FakeKubeflow;
let folder: Folder;
let engine: KubeflowEngine;

beforeEach(async () => {
  kubeflow = await FakeKubeflow.start();
  folder = new Folder();
  folder.write('task-runner.pyz', 'the runner');
  engine = makeEngine();
});

afterEach(async () => {
  await engine.close();
  await kubeflow.stop();
  folder.remove();
});

function makeEngine(environment: NodeJS.ProcessEnv = {}): KubeflowEngine {
  return new KubeflowEngine({
    runner: `${folder.path}/runner.pyz`,
    environment: {
      ...environmentIn(folder.path),
      KF_PIPELINES_ENDPOINT: kubeflow.host,
      ...environment
    },
    version: '0',
    every: 10
  });
}

async function begin(options: RunOptions = {}): Promise<RunHandle> {
  const { handle } = await submit(CELLS, {
    folder: await temporaryFolder(),
    engine,
    ...options
  });
  return handle;
}

/** Goes on when a step has been told of. */
function watch(
  handle: RunHandle,
  on: Readonly<Record<string, () => void>> = {}
): Promise<Ran> {
  const waiting = new Map(Object.entries(on));
  return watchToEnd(engine, handle, {
    onEvent: event => {
      const key = 'step' in event ? `${event.type} ${event.step}` : event.type;
      waiting.get(key)?.();
      waiting.delete(key);
    }
  });
}

describe('a run on Kubeflow', () => {
  it('is submitted as a whole, under a name that says which it is', async () => {
    const handle = await begin({
      parameters: { n: '7' },
      metadata: { cellway: { version: 1, name: 'My run', experiment: 'mine' } },
      options: { serviceAccount: 'editor', namespace: 'team' }
    });
    expect(kubeflow.last.body).toMatchObject({
      display_name: 'My run test',
      experiment_id: 'experiment-1',
      service_account: 'editor',
      runtime_config: { parameters: { n: 7 } },
      pipeline_spec: {
        pipeline_spec: { schemaVersion: '2.1.0' },
        platform_spec: { platforms: expect.anything() }
      }
    });
    expect([...kubeflow.experiments.values()]).toEqual([
      { name: 'mine', namespace: 'team' }
    ]);
    kubeflow.last.state = 'SUCCEEDED';
    await watch(handle);
  });

  it('is followed to its end', async () => {
    const handle = await begin();
    kubeflow.last.state = 'RUNNING';
    kubeflow.setTask('code', 'SUCCEEDED');
    kubeflow.setTask('one', 'RUNNING');
    const ran = await watch(handle, {
      'step one': () => {
        kubeflow.setTask('one', 'SUCCEEDED');
        kubeflow.setTask('two', 'RUNNING');
      },
      'step two': () => {
        kubeflow.setTask('two', 'SUCCEEDED');
        kubeflow.last.state = 'SUCCEEDED';
      }
    });
    expect(ran).toMatchObject({
      status: 'succeeded',
      statuses: { one: 'succeeded', two: 'succeeded' }
    });
    const [first] = (await ran.store.read('test')).steps;
    expect(first).toMatchObject({
      started: '2026-01-01T10:00:00.000Z',
      seconds: 7
    });
  });

  it('has done all its steps where it has succeeded, whatever is told of them', async () => {
    const handle = await begin();
    kubeflow.setTask('one', 'RUNNING');
    kubeflow.last.state = 'SUCCEEDED';
    const { status, statuses } = await watch(handle);
    expect(status).toBe('succeeded');
    expect(statuses).toEqual({ one: 'succeeded', two: 'succeeded' });
  });

  it('says which step has failed and why, and goes on from there', async () => {
    const handle = await begin();
    kubeflow.setTask('one', 'SUCCEEDED');
    kubeflow.setTask('two', 'FAILED', { error: { message: 'exit code 1' } });
    kubeflow.last.state = 'FAILED';
    const failed = await watch(handle);
    expect(failed).toMatchObject({
      status: 'failed',
      statuses: { one: 'succeeded', two: 'failed' }
    });
    const { steps } = await failed.store.read('test');
    expect(steps[1].error).toMatchObject({ message: 'exit code 1' });
    await engine.resume(handle);
    expect(kubeflow.calls.map(each => each.path)).toContain(
      '/apis/v2beta1/runs/run-1:retry'
    );
    kubeflow.setTask('two', 'SUCCEEDED');
    kubeflow.last.state = 'SUCCEEDED';
    expect(await watch(handle)).toMatchObject({
      status: 'succeeded',
      statuses: { one: 'succeeded', two: 'succeeded' }
    });
    await expect(engine.resume(handle)).rejects.toThrow('All steps of run');
  });

  it('says what Kubeflow says where no step is the reason', async () => {
    const handle = await begin();
    kubeflow.setTask('code', 'FAILED');
    kubeflow.last.state = 'FAILED';
    kubeflow.last.error = { message: 'no such image' };
    const { status, store, statuses } = await watch(handle);
    expect(status).toBe('failed');
    expect(statuses).toEqual({ one: 'skipped', two: 'skipped' });
    expect((await store.read('test')).error).toBe('no such image');
  });

  it('is cancelled there, too', async () => {
    const handle = await begin();
    kubeflow.setTask('one', 'RUNNING');
    kubeflow.last.state = 'RUNNING';
    const cancelled = engine.cancel(handle);
    while (kubeflow.last.state !== 'CANCELING') {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
    kubeflow.last.state = 'CANCELED';
    await cancelled;
    expect(await watch(handle)).toMatchObject({
      status: 'cancelled',
      statuses: { one: 'cancelled', two: 'cancelled' }
    });
  });

  it('goes on when nobody looks, and is taken up again', async () => {
    const handle = await begin();
    kubeflow.setTask('one', 'RUNNING');
    await engine.close();
    kubeflow.setTask('one', 'SUCCEEDED');
    kubeflow.setTask('two', 'SUCCEEDED');
    kubeflow.last.state = 'SUCCEEDED';
    engine = makeEngine();
    expect(await watch(handle)).toMatchObject({ status: 'succeeded' });
  });

  it.each([
    ['is found there by its name', true, 'succeeded'],
    ['is none where it is not there', false, 'interrupted']
  ])('whose submission was broken off %s', async (_, isThere, status) => {
    const handle = await begin();
    await engine.close();
    const run = new RunStore(handle.place).run(handle.id);
    const record = await run.readRecord();
    const { made, ...options } = record.options as { made: object };
    await run.writeRecord({
      ...record,
      status: 'pending',
      options: { ...options, made: { ...made, run: undefined } }
    });
    kubeflow.last.state = 'SUCCEEDED';
    if (!isThere) {
      kubeflow.runs.clear();
    }
    engine = makeEngine();
    const ended = new AbortController();
    for await (const event of engine.watch(handle, '', ended.signal)) {
      expect(event.type).not.toBe('diagnostic');
    }
    expect((await run.readRecord()).status).toBe(status);
  });

  it('of a place to which its person has submitted nothing is asked about nowhere', async () => {
    const handle = await begin();
    await engine.close();
    const store = new RunStore(handle.place);
    const { options } = await store.run(handle.id).readRecord();
    expect(JSON.stringify(options)).not.toContain('tokenFile');
    const { length } = kubeflow.calls;
    engine = makeEngine({ HOME: `${folder.path}/another` });
    await expect(engine.attend(handle)).rejects.toThrow(
      'to which you have submitted nothing'
    );
    expect(kubeflow.calls).toHaveLength(length);
  });

  it('stays what it is while Kubeflow does not answer', async () => {
    const handle = await begin();
    kubeflow.setTask('one', 'RUNNING');
    let refusals = 3;
    kubeflow.intercept = () =>
      refusals-- > 0 ? { status: 503, body: 'upstream' } : undefined;
    kubeflow.last.state = 'SUCCEEDED';
    expect(await watch(handle)).toMatchObject({ status: 'succeeded' });
  });

  it('is removed from there, where it is still there', async () => {
    const handle = await begin();
    kubeflow.last.state = 'SUCCEEDED';
    const { store } = await watch(handle);
    kubeflow.runs.clear();
    await engine.remove(handle);
    await expect(store.read('test')).rejects.toThrow();
  });
});

describe('a run that Kubeflow cannot make', () => {
  it.each<[string, RunOptions, string]>([
    ['alone', { selection: { only: 'two' } }, 'cannot run alone'],
    ['after failures', { keepGoing: true }, 'no step begins any more'],
    ['so many at once', { workers: 2 }, 'Kubeflow decides'],
    ['elsewhere', { options: { host: 'ftp://x' } }, 'is no address'],
    [
      'as it is set',
      { options: { user: 5 } },
      '2.16 or newer to run steps as user 5'
    ]
  ])('%s is refused before anything is made', async (_, options, message) => {
    kubeflow.version = '2.15.0';
    await expect(begin(options)).rejects.toThrow(message);
    expect(kubeflow.runs.size).toBe(0);
  });

  it('without a namespace is refused where everybody has one', async () => {
    kubeflow.isMultiUser = true;
    await expect(begin()).rejects.toThrow('everybody has a namespace');
    await begin({ options: { namespace: 'team' } });
    expect([...kubeflow.experiments.values()]).toEqual([
      { name: 'Default', namespace: 'team' }
    ]);
    kubeflow.last.state = 'SUCCEEDED';
  });

  it('is not recorded where it is refused there', async () => {
    kubeflow.intercept = ({ method, path }) =>
      method === 'POST' && path.endsWith('/runs')
        ? { status: 400, body: { message: 'bad spec' } }
        : undefined;
    await expect(begin()).rejects.toThrow('Kubeflow refuses: bad spec');
    expect(await engine.active()).toEqual([]);
  });
});

describe('the cluster below Kubeflow', () => {
  let api: ApiServer;

  beforeEach(async () => {
    api = await ApiServer.start();
    await engine.close();
    engine = makeEngine({
      KUBECONFIG: folder.write('config', kubeconfig(api, {}))
    });
  });

  afterEach(() => api.stop());

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

  it('gives what steps print, and the executed notebook', async () => {
    const handle = await begin(there);
    pod('one', logOf('one', 1, 'one'), 0);
    pod('two', logOf('two', 2, 'two 1'), 0);
    kubeflow.setTask('one', 'SUCCEEDED');
    kubeflow.setTask('two', 'SUCCEEDED');
    kubeflow.last.state = 'SUCCEEDED';
    const { status, texts } = await watch(handle);
    expect(status).toBe('succeeded');
    expect(texts).toEqual(['', 'one\n', 'two 1\n']);
  });

  it('says why a step does not begin', async () => {
    const handle = await begin(there);
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
    const { events, statuses } = await watch(handle, {
      'diagnostic one': () => {
        kubeflow.last.state = 'CANCELED';
      }
    });
    expect(JSON.stringify(events)).toContain("'none'");
    expect(statuses).toEqual({ one: 'cancelled', two: 'cancelled' });
  });

  it('says why a step has failed', async () => {
    const handle = await begin(there);
    pod('one', '2026-11-26T01:25:00.1Z cellway runner: there is no plan\n', 2);
    kubeflow.setTask('one', 'FAILED');
    kubeflow.last.state = 'FAILED';
    const { store } = await watch(handle);
    const { steps } = await store.read('test');
    expect(steps[0].error?.message).toContain('there is no plan');
  });
});
