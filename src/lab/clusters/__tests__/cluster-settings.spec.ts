import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  optionsOf,
  optionsOfKubeflow,
  readSettings
} from '../cluster-settings';

const SCHEMA = JSON.parse(
  readFileSync(path.join(__dirname, '../../../../schema/clusters.json'), 'utf8')
) as { properties: Record<string, { default: never }> };

/** As nobody has set anything. */
const DEFAULTS = Object.fromEntries(
  Object.entries(SCHEMA.properties).map(([name, each]) => [name, each.default])
);

test('What nobody has set is left to the engine, or as it would have it', () => {
  const options = optionsOf(readSettings(DEFAULTS));
  expect(options).toEqual({
    user: 1000,
    packing: true,
    storage: { size: '10Gi', accessMode: 'ReadWriteOnce' },
    keep: 7 * 24 * 3600
  });
});

test('All that can be set is what the engine is told', () => {
  const options = optionsOf(
    readSettings({
      ...DEFAULTS,
      context: 'lab',
      namespace: 'team',
      image: 'ours:1',
      imagePullPolicy: 'Never',
      imagePullSecrets: ['registry'],
      serviceAccount: 'runner',
      storageSize: '5Gi',
      storageClass: 'fast',
      accessMode: 'ReadWriteMany',
      user: 1001,
      packing: false,
      priorityClass: 'low',
      nodeSelector: { zone: 'a' },
      tolerations: [{ key: 'gpu', operator: 'Exists' }],
      keep: 0.5,
      programs: { lab: 'login --now', other: 'no' }
    })
  );
  expect(options).toEqual({
    context: 'lab',
    namespace: 'team',
    program: 'login --now',
    image: 'ours:1',
    imagePullPolicy: 'Never',
    imagePullSecrets: ['registry'],
    serviceAccount: 'runner',
    storage: {
      size: '5Gi',
      storageClass: 'fast',
      accessMode: 'ReadWriteMany'
    },
    user: 1001,
    packing: false,
    priorityClass: 'low',
    nodeSelector: { zone: 'a' },
    tolerations: [{ key: 'gpu', operator: 'Exists' }],
    keep: 12 * 3600
  });
});

test('A claim that is there needs no size', () => {
  const options = optionsOf(readSettings({ ...DEFAULTS, claim: 'shared' }));
  expect(options.storage).toEqual({ claim: 'shared' });
});

const BUCKET = {
  claim: 'left from before',
  bucket: 'results',
  bucketEndpoint: 'https://minio:9000',
  bucketRegion: 'eu',
  bucketSecret: 'keys',
  bucketAccessKey: 'id',
  bucketSecretKey: 'key',
  bucketCertificates: 'trusted',
  bucketPrefix: 'ours',
  bucketExpires: 30
};

test.each([
  [{ ...BUCKET, results: 'claim' }, { claim: 'left from before' }],
  [
    { ...BUCKET, results: 'bucket' },
    {
      s3: {
        bucket: 'results',
        endpoint: 'https://minio:9000',
        region: 'eu',
        secret: 'keys',
        accessKey: 'id',
        secretKey: 'key',
        certificates: { configMap: 'trusted' },
        prefix: 'ours',
        expires: 30
      }
    }
  ],
  // What is lacking is told: results do not go elsewhere.
  [{ results: 'bucket' }, { s3: {} }],
  [{ results: 'repository' }, { s3: { repository: {} } }],
  [
    { ...BUCKET, results: 'repository', repository: 'ours/fast' },
    {
      s3: {
        repository: { configMap: 'ours', key: 'fast' },
        prefix: 'ours',
        expires: 30
      }
    }
  ]
])('Of %j, results go to %j', (values, storage) => {
  const options = optionsOf(readSettings({ ...DEFAULTS, ...values }));
  expect(options.storage).toEqual(storage);
});

test('What is set for Kubeflow is what its engine is told', () => {
  expect(optionsOfKubeflow(readSettings(DEFAULTS))).toEqual({ cache: false });
  const settings = readSettings({
    ...DEFAULTS,
    context: 'another',
    namespace: 'another',
    kubeflowHost: 'https://k.example/pipeline',
    kubeflowNamespace: 'team',
    kubeflowContext: 'lab',
    kubeflowCache: true,
    image: 'ours:1',
    programs: { lab: 'login --now' }
  });
  expect(optionsOfKubeflow(settings)).toEqual({
    host: 'https://k.example/pipeline',
    namespace: 'team',
    context: 'lab',
    program: 'login --now',
    cache: true,
    image: 'ours:1'
  });
});
