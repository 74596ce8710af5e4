import { RunStore } from '../../../runs/run-store';
import { ApiServer } from '../../../kubernetes/__tests__/api-server';
import { Folder, kubeconfig } from '../../../kubernetes/__tests__/connected';
import {
  environmentIn,
  notebookText,
  packRunner,
  submit,
  temporaryFolder
} from '../../local/__tests__/notebooks';
import { ArgoEngine } from '../argo-engine';
import { argoOptions } from '../options';
import { compiled } from './compiled';
import { FakeArgo } from './fake-argo';

const NOTEBOOK = notebookText([
  ['step:one', 'x = 1'],
  ['step:two image:other:1', 'print(x)']
]);

const WORKFLOWS = '/apis/argoproj.io/v1alpha1/namespaces/team/workflows';

const S3 = { bucket: 'results', secret: 'keys' };

interface Container {
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly {
    readonly name: string;
    readonly valueFrom?: object;
  }[];
}

async function templatesFor(s3: object): Promise<
  readonly {
    readonly container: Container;
    readonly sidecars: readonly Container[];
  }[]
> {
  const { objects } = await compiled(NOTEBOOK, {
    namespace: 'team',
    storage: { s3 }
  });
  expect(objects.map(each => each.kind)).not.toContain('PersistentVolumeClaim');
  const { spec } = JSON.parse(JSON.stringify(objects.at(-1)));
  return spec.templates.slice(1);
}

describe('Results in a bucket', () => {
  it('give its keys to a container beside that of the step, and to no other', async () => {
    for (const { container, sidecars } of await templatesFor({
      ...S3,
      sessionToken: 'token',
      certificates: { configMap: 'trusted' }
    })) {
      expect(JSON.stringify(container)).not.toContain('keys');
      const [gate] = sidecars;
      expect(gate.image).toBe(container.image);
      expect(gate.env.slice(1)).toEqual([
        {
          name: 'CELLWAY_S3_KEY_ID',
          valueFrom: {
            secretKeyRef: { name: 'keys', key: 'accesskey', optional: true }
          }
        },
        {
          name: 'CELLWAY_S3_KEY',
          valueFrom: {
            secretKeyRef: { name: 'keys', key: 'secretkey', optional: true }
          }
        },
        {
          name: 'CELLWAY_S3_TOKEN',
          valueFrom: {
            secretKeyRef: { name: 'keys', key: 'token', optional: true }
          }
        },
        {
          name: 'CELLWAY_S3_CERTIFICATES',
          valueFrom: {
            configMapKeyRef: { name: 'trusted', key: 'ca.crt', optional: true }
          }
        }
      ]);
    }
  });

  it.each([
    [
      {},
      { endpoint: 'https://s3.us-east-1.amazonaws.com', prefix: 'cellway/team' }
    ],
    [
      { region: 'eu-1', endpoint: 'http://minio:9000', prefix: 'a/b' },
      { region: 'eu-1', endpoint: 'http://minio:9000', prefix: 'a/b' }
    ]
  ])('lie where %j says', async (given, found) => {
    const [{ sidecars }] = await templatesFor({ ...S3, ...given });
    const { args } = sidecars[0];
    const place = JSON.parse(args[args.indexOf('--bucket') + 1]);
    expect(place).toMatchObject({ bucket: 'results', ...found });
  });

  it.each([
    [{ claim: 'mine', s3: S3 }, 'leave out claim or s3'],
    [{ s3: {} }, 'name a bucket, or the repository'],
    [{ s3: { bucket: 'results' } }, 'name the Secret'],
    [{ s3: { ...S3, repository: {} } }, 'leave out bucket, secret, or'],
    [{ s3: { ...S3, endpoint: 'minio:9000' } }, 'has to be a URL'],
    [{ s3: { ...S3, endpoint: 'https://me:pw@host' } }, 'has to be a URL'],
    [{ s3: { ...S3, prefix: '../other' } }, 'has to be names'],
    [{ s3: { ...S3, prefix: '{{x}}' } }, 'has to be names'],
    [{ s3: { ...S3, expires: 1 } }, '3 days at least'],
    [{ s3: { ...S3, certificates: {} } }, 'either configMap or secret']
  ])('are refused where they are %j', (storage, message) => {
    const { error } = argoOptions.safeParse({ storage });
    expect(error?.issues.map(each => each.message).join()).toContain(message);
  });
});

describe('Where results go on the cluster', () => {
  let api: ApiServer;
  let argo: FakeArgo;
  let folder: Folder;
  let engine: ArgoEngine;

  beforeEach(async () => {
    api = await ApiServer.start();
    argo = new FakeArgo(api);
    folder = new Folder();
    engine = new ArgoEngine({
      runner: packRunner(folder.path),
      environment: {
        ...environmentIn(folder.path),
        KUBECONFIG: folder.write('config', kubeconfig(api, {}))
      },
      version: '0'
    });
    api.put('/api/v1/namespaces/team/secrets', 'minio');
  });

  afterEach(async () => {
    await engine.close();
    await api.stop();
    folder.remove();
  });

  const REPOSITORY = `
s3:
  bucket: artifacts
  endpoint: minio.storage:9000
  insecure: true
  accessKeySecret: { name: minio, key: user }
  secretKeySecret: { name: minio, key: password }
`;

  function describeRepository(text: string, annotations: object = {}): void {
    api.put('/api/v1/namespaces/team/configmaps', 'artifact-repositories', {
      metadata: { annotations },
      data: { ours: text }
    });
  }

  async function run(s3: object): Promise<unknown> {
    const { handle } = await submit([['step:one', 'x = 1']], {
      folder: await temporaryFolder(),
      engine,
      options: { storage: { s3 } }
    });
    const { options } = await new RunStore(handle.place).read(handle.id);
    return (options?.storage as { s3?: unknown }).s3;
  }

  it('is found in its repository, and written down with the run', async () => {
    describeRepository(REPOSITORY, {
      'workflows.argoproj.io/default-artifact-repository': 'ours'
    });
    expect(await run({ repository: {}, prefix: 'ours' })).toEqual({
      bucket: 'artifacts',
      endpoint: 'http://minio.storage:9000',
      secret: 'minio',
      accessKey: 'user',
      secretKey: 'password',
      prefix: 'ours'
    });
    expect(await argo.started()).toBe('cellway-test');
  });

  it.each([
    [
      'is not there',
      undefined,
      "there is no ConfigMap 'artifact-repositories'"
    ],
    ['is another one', 'gcs: { bucket: b }', 'describes no S3 repository'],
    ['is no YAML', '{', 'describes no S3 repository'],
    [
      'has no keys',
      's3: { bucket: b, endpoint: e, useSDKCreds: true }',
      'names no secret with keys'
    ],
    [
      'takes on a role',
      `${REPOSITORY}  roleARN: arn\n`,
      'asks for a role to be taken on'
    ],
    [
      'has a secret that is not there',
      REPOSITORY.replaceAll('name: minio', 'name: other'),
      "The Secret 'other' with the keys of the bucket is not in namespace 'team'"
    ]
  ])(
    'is refused where its repository %s, before anything is made',
    async (_, text, why) => {
      if (text !== undefined) {
        describeRepository(text);
      }
      await expect(run({ repository: { key: 'ours' } })).rejects.toMatchObject({
        code: 'no-bucket',
        message: expect.stringContaining(why)
      });
      expect(
        api.objects('/apis/argoproj.io/v1alpha1/namespaces/team/workflows')
      ).toEqual([]);
    }
  );

  it.each([
    [{}, 'was left on the claim of another run, which goes with that'],
    [{ storage: { s3: { ...S3, secret: 'minio' } } }, 'has not run yet']
  ])('decides whether a step can run alone: %j', async (options, why) => {
    const alone = submit(
      [
        ['step:one', 'x = 1'],
        ['step:two', 'print(x)']
      ],
      {
        folder: await temporaryFolder(),
        engine,
        options,
        selection: { only: 'two' }
      }
    );
    await expect(alone).rejects.toMatchObject({
      code: 'input-not-there',
      message: expect.stringContaining(why)
    });
    expect(api.objects(WORKFLOWS)).toEqual([]);
  });
});
