import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeKubeflow } from '../../__tests__/fake-kubeflow';
import type { PipelineFile } from '../../compile/pipeline-spec';
import { findAccess } from '../access';
import { KubeflowClient } from '../kubeflow-client';
import { KubeflowError } from '../kubeflow-error';

const FILE = {
  pipeline: { a: 1 },
  platform: { b: 2 }
} as unknown as PipelineFile;

describe('the way to Kubeflow', () => {
  it.each<[string, object, NodeJS.ProcessEnv, string]>([
    [
      'what is said',
      { host: 'https://k.example/pipeline/' },
      {},
      'https://k.example/pipeline'
    ],
    [
      'said without a scheme',
      { host: 'localhost:8888' },
      {},
      'http://localhost:8888'
    ],
    [
      'in the environment',
      {},
      { KF_PIPELINES_ENDPOINT: 'http://e' },
      'http://e'
    ],
    [
      'as usual in a cluster',
      {},
      { KUBERNETES_SERVICE_HOST: '10.0.0.1' },
      'http://ml-pipeline.kubeflow.svc.cluster.local:8888'
    ]
  ])('is %s', (_, wishes, environment, host) => {
    expect(findAccess(wishes, environment).host).toBe(host);
  });

  it.each([
    [{}, 'No Kubeflow is known here'],
    [{ host: 'ftp://k' }, "'ftp://k' is no address of Kubeflow"],
    [{ host: 'https://name:word@k' }, 'is no address']
  ])('%j is told', (wishes, message) => {
    expect(() => findAccess(wishes, {})).toThrow(message);
  });
});

describe('a client of Kubeflow', () => {
  let kubeflow: FakeKubeflow;
  let folder: string;

  beforeEach(async () => {
    kubeflow = await FakeKubeflow.start();
    folder = await mkdtemp(join(tmpdir(), 'kubeflow-'));
  });

  afterEach(async () => {
    await kubeflow.stop();
    await rm(folder, { recursive: true });
  });

  function client(tokenFile = join(folder, 'token')): KubeflowClient {
    return new KubeflowClient({ host: kubeflow.host, tokenFile });
  }

  /** How a call fails. */
  async function failure(action: Promise<unknown>): Promise<KubeflowError> {
    const error = await action.then(
      () => undefined,
      (reason: unknown) => reason
    );
    expect(error).toBeInstanceOf(KubeflowError);
    return error as KubeflowError;
  }

  it('reads its token anew for each call, and does without one', async () => {
    const some = client();
    await some.health();
    await writeFile(join(folder, 'token'), 'first\n');
    await some.health();
    await writeFile(join(folder, 'token'), 'second\n');
    await some.health();
    await writeFile(join(folder, 'token'), '-----BEGIN KEY-----\nabc\n');
    await some.health();
    expect(kubeflow.calls.map(each => each.authorization)).toEqual([
      undefined,
      'Bearer first',
      'Bearer second',
      undefined
    ]);
  });

  it('tells the version of the server, and refuses one that is too old', async () => {
    expect(await client().health()).toEqual({
      version: '2.16.0',
      isMultiUser: false
    });
    kubeflow.version = 'unknown';
    expect(await client().health()).toEqual({ isMultiUser: false });
    kubeflow.version = '2.4.1';
    const error = await failure(client().health());
    expect(error.message).toContain('2.4.1, and Cellway needs 2.5');
    expect(error.isPassing).toBe(false);
  });

  it('finds an experiment by its name, or makes it', async () => {
    const id = await client().experiment('one', 'team');
    expect(await client().experiment('one', 'team')).toBe(id);
    expect(await client().experiment('two', 'team')).not.toBe(id);
    expect([...kubeflow.experiments.values()]).toEqual([
      { name: 'one', namespace: 'team' },
      { name: 'two', namespace: 'team' }
    ]);
  });

  it('makes a run of a pipeline that nobody has uploaded, and steers it', async () => {
    const some = client();
    const { run_id } = await some.createRun({
      name: 'a run',
      experiment: 'e1',
      serviceAccount: 'editor',
      parameters: { n: 7 },
      file: FILE
    });
    expect(kubeflow.last.body).toEqual({
      display_name: 'a run',
      experiment_id: 'e1',
      service_account: 'editor',
      runtime_config: { parameters: { n: 7 } },
      pipeline_spec: { pipeline_spec: { a: 1 }, platform_spec: { b: 2 } }
    });
    kubeflow.setTask('train', 'RUNNING');
    const seen = await some.run(run_id);
    expect(seen.run_details?.task_details).toEqual([
      expect.objectContaining({ display_name: 'train-driver' }),
      {
        child_tasks: [],
        display_name: 'train',
        state: 'RUNNING',
        start_time: '2026-01-01T10:00:00.000Z',
        end_time: undefined
      }
    ]);
    await some.terminate(run_id);
    expect((await some.run(run_id)).state).toBe('CANCELING');
    await some.retry(run_id);
    expect((await some.run(run_id)).state).toBe('RUNNING');
    expect((await some.runNamed('a run', 'e1', undefined))?.run_id).toBe(
      run_id
    );
    await some.remove(run_id);
    expect((await failure(some.run(run_id))).status).toBe(404);
  });

  it.each<[string, number, object | string, string, boolean]>([
    ['a page to log in', 302, '', 'does not know who asks', false],
    [
      'no token',
      401,
      { message: 'Unauthenticated' },
      'does not know who asks: Unauthenticated',
      false
    ],
    [
      'no right',
      403,
      { message: 'no runs for you' },
      'does not let you do that: no runs for you',
      false
    ],
    [
      'a mistake',
      400,
      { error_message: 'bad spec' },
      'Kubeflow refuses: bad spec',
      false
    ],
    ['a server that is not well', 503, 'upstream', 'is not well (503)', true],
    ['another server', 200, '<html>', 'is not the API of Kubeflow', true]
  ])(
    'says what is wrong with %s',
    async (_, status, body, message, isPassing) => {
      kubeflow.intercept = () => ({ status, body });
      const error = await failure(client().run('r'));
      expect(error.message).toContain(message);
      expect(error.isPassing).toBe(isPassing);
      expect(error.hint).not.toBe('');
    }
  );

  it('says where nobody answers', async () => {
    const some = client();
    await kubeflow.stop();
    const error = await failure(some.health());
    expect(error.message).toContain('cannot be reached at http://127.0.0.1');
    expect(error.isPassing).toBe(true);
    kubeflow = await FakeKubeflow.start();
  });

  it('sends its token to nobody else', async () => {
    await writeFile(join(folder, 'token'), 'secret');
    const other = await FakeKubeflow.start();
    try {
      kubeflow.intercept = () => ({
        status: 302,
        body: '',
        headers: { location: `${other.host}/login` }
      });
      await failure(client().health());
      expect(other.calls).toEqual([]);
    } finally {
      await other.stop();
    }
  });
});
