/** Notebooks with everything that can be set, right and wrong, for tests of what is compiled. */
import * as fc from 'fast-check';
import { ACCESS_MODES } from '../../../notebook/settings';

/** Of text that a person may write anywhere. */
const WILD = [
  `it's "quoted" and \\ back`,
  '🚀 emoji',
  'Ünï cödé',
  '{{workflow.name}}',
  '{{=1+1}}',
  '{{ unfinished',
  '$(HOME) ${HOME} `id`',
  ': # - !!yaml &a *a',
  'null',
  'two\nlines\t.',
  'long '.repeat(60),
  '../..',
  '-',
  ' '
];

const wild = fc.oneof(fc.constantFrom(...WILD), fc.string({ unit: 'binary' }));

/** Mostly of what is right, sometimes of anything. */
function mostly<T>(right: fc.Arbitrary<T>): fc.Arbitrary<T | string> {
  return fc.oneof(
    { weight: 150, arbitrary: right },
    { weight: 1, arbitrary: wild }
  );
}

const name = fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?$/);
const variable = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,12}$/);
const key = fc
  .tuple(fc.constantFrom('', 'example.com/', 'cellway.dev/'), name)
  .map(parts => parts.join(''));
const labelValue = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,60}[A-Za-z0-9])?$/),
  fc.constant('')
);
const cpu = fc.constantFrom('100m', '1', '0.5', '2', '1e3', '0');
const amount = fc.constantFrom('64Mi', '1Gi', '1.5Gi', '500M', '12e6');
const count = fc.constantFrom(0, 1, 2, 5, 2 ** 31, 2 ** 53);
const seconds = fc.constantFrom(0, 0.5, 1, 30, 90.25, 3600, 2 ** 31, 1e21);
const anything = fc.oneof(fc.constantFrom(...WILD), labelValue);

/** A map of texts; keys are made different from each other by the map itself. */
function texts(
  keys: fc.Arbitrary<string>,
  values: fc.Arbitrary<string>
): fc.Arbitrary<Record<string, string>> {
  return fc.dictionary(mostly(keys), values, { maxKeys: 3 });
}

const volumeNames = ['data', 'models', 'scratch'];

/** As in the metadata of a step's first cell; all of it may be absent. */
const stepSettings = fc.record(
  {
    after: fc.subarray(['first', 'second']),
    exclude: fc.subarray(['x0', 'x1', 'x2']),
    resources: fc.record(
      {
        cpu: mostly(cpu),
        memory: mostly(amount),
        gpu: fc.record(
          {
            vendor: mostly(fc.constantFrom('nvidia.com', 'amd.com')),
            count,
            kind: mostly(fc.constant('mig-1g.5gb')),
            product: mostly(fc.constant('A100'))
          },
          { requiredKeys: ['vendor', 'count'] }
        ),
        sharedMemory: mostly(amount),
        limits: fc.dictionary(
          mostly(
            fc.constantFrom(
              'cpu',
              'memory',
              'ephemeral-storage',
              'example.com/fpga',
              'nvidia.com/gpu'
            )
          ),
          mostly(fc.constantFrom('1', '2', '4Gi', '100m')),
          { maxKeys: 2 }
        )
      },
      { requiredKeys: [] }
    ),
    image: mostly(
      fc.constantFrom('python:3.12', 'images.example:5000/team/image@sha256:0')
    ),
    environment: texts(variable, anything),
    secrets: fc.array(
      fc.record({
        secret: mostly(name),
        key: mostly(fc.constantFrom('token', 'tls.crt', 'KEY_1')),
        env: mostly(variable)
      }),
      { maxLength: 2 }
    ),
    volumes: fc.subarray(volumeNames),
    retry: fc.record(
      { limit: count, delay: seconds },
      { requiredKeys: ['limit'] }
    ),
    timeout: seconds,
    cache: fc.constantFrom('enabled', 'disabled'),
    report: fc.constantFrom('enabled', 'disabled'),
    nodeSelector: texts(key, mostly(labelValue)),
    labels: texts(key, mostly(labelValue)),
    annotations: texts(key, anything)
  },
  { requiredKeys: [] }
);

const volumes = fc.uniqueArray(
  fc.record(
    {
      name: fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...volumeNames) },
        { weight: 1, arbitrary: wild }
      ),
      path: mostly(
        fc.constantFrom('/data', '/models', '/mnt/scratch', '/data/', '/tmp')
      ),
      source: fc.oneof(
        fc.constant({ kind: 'new' }),
        fc.record({
          kind: fc.constantFrom('claim', 'volume', 'clone', 'snapshot'),
          name: mostly(name)
        })
      ),
      size: mostly(amount),
      storageClass: mostly(name),
      accessMode: fc.constantFrom(...ACCESS_MODES),
      annotations: texts(key, anything),
      snapshot: fc.boolean(),
      env: mostly(variable)
    },
    { requiredKeys: ['name', 'path'] }
  ),
  { selector: each => each.name, maxLength: 3 }
);

const notebookSettings = fc.record(
  {
    name: wild,
    description: wild,
    experiment: wild,
    defaults: stepSettings,
    volumes,
    engine: fc.constantFrom('argo', 'local')
  },
  { requiredKeys: [] }
);

const stepName = fc.oneof(
  { weight: 4, arbitrary: name },
  {
    weight: 1,
    arbitrary: fc.constantFrom('first', 'second', '数据', 'Ünï', 'a'.repeat(90))
  },
  { weight: 1, arbitrary: wild }
);

/** Up to a megabyte of what cannot be made smaller. */
const noise = fc
  .tuple(fc.constantFrom(10, 1000, 1_000_000), fc.integer())
  .map(([length, seed]) => {
    let state = seed >>> 0;
    let text = '';
    while (text.length < length) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      text += state.toString(36);
    }
    return text.slice(0, length);
  });

const code = fc.oneof(
  { weight: 60, arbitrary: wild.map(text => `text = ${JSON.stringify(text)}`) },
  { weight: 1, arbitrary: noise.map(text => `text = "${text}"`) }
);

const step = fc.record(
  { name: stepName, settings: stepSettings, code },
  { requiredKeys: ['name', 'code'] }
);

/** The text of an .ipynb: a few steps, each reads what the one above has made. */
export const notebook: fc.Arbitrary<string> = fc
  .record(
    {
      settings: notebookSettings,
      steps: fc.array(step, { minLength: 1, maxLength: 6 })
    },
    { requiredKeys: ['steps'] }
  )
  .map(({ settings, steps }) =>
    JSON.stringify({
      cells: steps.map(({ name, settings, code }, i) => ({
        cell_type: 'code',
        execution_count: null,
        metadata: {
          tags: [`step:${name}`],
          ...(settings && { cellway: { version: 1, ...settings } })
        },
        outputs: [],
        source: `x${i} = ${i > 0 ? `x${i - 1} + 1` : '0'}\n${code}`
      })),
      metadata: settings ? { cellway: { version: 1, ...settings } } : {},
      nbformat: 4,
      nbformat_minor: 4
    })
  );

const bucket = fc.record(
  {
    bucket: fc.constantFrom('results', 'of.the-team'),
    secret: name,
    endpoint: fc.constantFrom('http://minio:9000', 'https://s3.example/a/'),
    prefix: fc.constantFrom('ours', 'a/b_1/c.d'),
    sessionToken: fc.constantFrom('token'),
    certificates: fc.record({ configMap: name })
  },
  { requiredKeys: ['bucket', 'secret'] }
);

/** As in a file of options. */
export const options: fc.Arbitrary<object> = fc.record(
  {
    namespace: name,
    image: fc.constantFrom('python:3.9', 'images.example/team:1'),
    imagePullPolicy: fc.constantFrom('Always', 'IfNotPresent', 'Never'),
    imagePullSecrets: fc.array(name, { maxLength: 2 }),
    serviceAccount: name,
    storage: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record(
          {
            size: fc.constantFrom('1Gi', '500M'),
            storageClass: name,
            accessMode: fc.constantFrom('ReadWriteMany', 'ReadWriteOnce')
          },
          { requiredKeys: [] }
        )
      },
      { weight: 1, arbitrary: fc.record({ s3: bucket }) }
    ),
    user: fc.constantFrom(1, 1000, 65534),
    nodeSelector: fc.dictionary(key, labelValue, { maxKeys: 2 }),
    keep: fc.constantFrom(0, 3600)
  },
  { requiredKeys: [] }
);
