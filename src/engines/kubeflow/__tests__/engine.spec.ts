import { setTimeout } from 'node:timers/promises';
import { RunStore } from '../../../runs/run-store';
import type { RunOptions } from '../../local/__tests__/notebooks';
import { ConnectedKubeflow } from './connected-kubeflow';
import type { FakeKubeflow } from './fake-kubeflow';

let connected: ConnectedKubeflow;
let kubeflow: FakeKubeflow;

beforeEach(async () => {
  connected = await ConnectedKubeflow.connect();
  ({ kubeflow } = connected);
});

afterEach(() => connected.close());

describe('a run on Kubeflow', () => {
  it('is submitted as a whole, under a name that says which it is', async () => {
    const handle = await connected.begin({
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
    await connected.watch(handle);
  });

  it('is the same each time: the cache looks at all of it', async () => {
    const specs: unknown[] = [];
    for (const id of ['first', 'second']) {
      const handle = await connected.begin({ id });
      specs.push(kubeflow.last.body.pipeline_spec);
      kubeflow.last.state = 'SUCCEEDED';
      await connected.watch(handle);
    }
    expect(specs[1]).toEqual(specs[0]);
  });

  it('is followed to its end', async () => {
    const handle = await connected.begin();
    kubeflow.last.state = 'RUNNING';
    kubeflow.setTask('code', 'SUCCEEDED');
    kubeflow.setTask('one', 'RUNNING');
    const ran = await connected.watch(handle, {
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
    const handle = await connected.begin();
    kubeflow.setTask('one', 'RUNNING');
    kubeflow.last.state = 'SUCCEEDED';
    const { status, statuses } = await connected.watch(handle);
    expect(status).toBe('succeeded');
    expect(statuses).toEqual({ one: 'succeeded', two: 'succeeded' });
  });

  it('says which step has failed and why, and goes on from there', async () => {
    const handle = await connected.begin();
    kubeflow.setTask('one', 'SUCCEEDED');
    kubeflow.setTask('two', 'FAILED', { error: { message: 'exit code 1' } });
    kubeflow.last.state = 'FAILED';
    const failed = await connected.watch(handle);
    expect(failed).toMatchObject({
      status: 'failed',
      statuses: { one: 'succeeded', two: 'failed' }
    });
    const { steps } = await failed.store.read('test');
    expect(steps[1].error).toMatchObject({ message: 'exit code 1' });
    await connected.engine.resume(handle);
    expect(kubeflow.calls.map(each => each.path)).toContain(
      '/apis/v2beta1/runs/run-1:retry'
    );
    kubeflow.setTask('two', 'SUCCEEDED');
    kubeflow.last.state = 'SUCCEEDED';
    expect(await connected.watch(handle)).toMatchObject({
      status: 'succeeded',
      statuses: { one: 'succeeded', two: 'succeeded' }
    });
    await expect(connected.engine.resume(handle)).rejects.toThrow(
      'All steps of run'
    );
  });

  it('says what Kubeflow says where no step is the reason', async () => {
    const handle = await connected.begin();
    kubeflow.setTask('code', 'FAILED');
    kubeflow.last.state = 'FAILED';
    kubeflow.last.error = { message: 'no such image' };
    const { status, store, statuses } = await connected.watch(handle);
    expect(status).toBe('failed');
    expect(statuses).toEqual({ one: 'skipped', two: 'skipped' });
    expect((await store.read('test')).error).toBe('no such image');
  });

  it('names what of Kubeflow has failed where that is all there is', async () => {
    const handle = await connected.begin();
    const child_tasks = [{ pod_name: 'notebook-x-123' }];
    kubeflow.setTask('root', 'FAILED', { child_tasks });
    kubeflow.setTask('notebook-x', 'FAILED', { child_tasks });
    kubeflow.setTask('code', 'FAILED', { child_tasks });
    kubeflow.last.state = 'FAILED';
    const { store } = await connected.watch(handle);
    expect((await store.read('test')).error).toBe(
      "Kubeflow has given the run up: its task 'code' has failed; its pages say why"
    );
  });

  it.each([
    ['says so', 'CANCELED', 'RUNNING'],
    ['says that it has failed', 'FAILED', 'FAILED']
  ])(
    'is cancelled there, too, where Kubeflow then %s',
    async (_, end, task) => {
      const handle = await connected.begin();
      kubeflow.setTask('one', 'RUNNING');
      kubeflow.last.state = 'RUNNING';
      const cancelled = connected.engine.cancel(handle);
      while (kubeflow.last.state !== 'CANCELING') {
        await setTimeout(10);
      }
      kubeflow.setTask('one', task);
      kubeflow.last.state = end;
      await cancelled;
      expect(await connected.watch(handle)).toMatchObject({
        status: 'cancelled',
        statuses: { one: 'cancelled', two: 'cancelled' }
      });
      await connected.engine.resume(handle);
      kubeflow.setTask('one', 'FAILED', { error: { message: 'exit code 1' } });
      kubeflow.last.state = 'FAILED';
      expect(await connected.watch(handle)).toMatchObject({
        status: 'failed',
        statuses: { one: 'failed', two: 'skipped' }
      });
    }
  );

  it('goes on when nobody looks, and is taken up again', async () => {
    const handle = await connected.begin();
    kubeflow.setTask('one', 'RUNNING');
    await connected.engine.close();
    kubeflow.setTask('one', 'SUCCEEDED');
    kubeflow.setTask('two', 'SUCCEEDED');
    kubeflow.last.state = 'SUCCEEDED';
    await connected.restart();
    expect(await connected.watch(handle)).toMatchObject({
      status: 'succeeded'
    });
  });

  it.each([
    ['is found there by its name', true, 'succeeded'],
    ['is none where it is not there', false, 'interrupted']
  ])('whose submission was broken off %s', async (_, isThere, status) => {
    const handle = await connected.begin();
    await connected.engine.close();
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
    await connected.restart();
    const ended = new AbortController();
    for await (const event of connected.engine.watch(
      handle,
      '',
      ended.signal
    )) {
      expect(event.type).not.toBe('diagnostic');
    }
    expect((await run.readRecord()).status).toBe(status);
  });

  it('of a place to which its person has submitted nothing is asked about nowhere', async () => {
    const handle = await connected.begin();
    await connected.engine.close();
    const store = new RunStore(handle.place);
    const { options } = await store.run(handle.id).readRecord();
    expect(JSON.stringify(options)).not.toContain('tokenFile');
    const { length } = kubeflow.calls;
    await connected.restart({ HOME: `${connected.folder.path}/another` });
    await expect(connected.engine.attend(handle)).rejects.toThrow(
      'to which you have submitted nothing'
    );
    expect(kubeflow.calls).toHaveLength(length);
  });

  it('stays what it is while Kubeflow does not answer', async () => {
    const handle = await connected.begin();
    kubeflow.setTask('one', 'RUNNING');
    let refusals = 3;
    kubeflow.intercept = () =>
      refusals-- > 0 ? { status: 503, body: 'upstream' } : undefined;
    kubeflow.last.state = 'SUCCEEDED';
    expect(await connected.watch(handle)).toMatchObject({
      status: 'succeeded'
    });
  });

  it('is removed from there, where it is still there', async () => {
    const handle = await connected.begin();
    kubeflow.last.state = 'SUCCEEDED';
    const { store } = await connected.watch(handle);
    kubeflow.runs.clear();
    await connected.engine.remove(handle);
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
    await expect(connected.begin(options)).rejects.toThrow(message);
    expect(kubeflow.runs.size).toBe(0);
  });

  it('without a namespace is refused where everybody has one', async () => {
    kubeflow.isMultiUser = true;
    await expect(connected.begin()).rejects.toThrow(
      'everybody has a namespace'
    );
    await connected.begin({ options: { namespace: 'team' } });
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
    await expect(connected.begin()).rejects.toThrow(
      'Kubeflow refuses: bad spec'
    );
    expect(await connected.engine.active()).toEqual([]);
  });
});
