/** Notebooks with tags of all kinds, and edits of them, for property tests. */
import * as fc from 'fast-check';
import type { CellView } from '../../cell';
import type { JsonObject, JsonValue } from '../../json/value';
import type { NotebookSettings, StepSettings } from '../../settings';
import type { NotebookView } from '../../tagged-notebook';
import type { CellRole, Edit } from '../edit';

/** Most are taken now and then. */
export const name = fc.constantFrom('a', 'b', 'c', 'd', 'load', 'x-1', '_y');

const badName = fc.constantFrom('', 'Ä', 'A', 'a b', '-a', 'a-');

const roleTag = fc.oneof(
  { weight: 4, arbitrary: name.map(each => `step:${each}`) },
  { weight: 2, arbitrary: name.map(each => `block:${each}`) },
  fc.constantFrom(
    'imports',
    'functions',
    'pipeline-parameters',
    'parameters',
    'pipeline-metrics',
    'skip',
    'step:',
    'step:Ä',
    'step:A',
    `step:${'long_'.repeat(20)}x`,
    'step :a',
    'Steps:b c',
    'skip ',
    'block:a;b',
    'step:x_1',
    'notebook:n'
  )
);

const recordTag = fc.oneof(
  name.map(each => `prev:${each}`),
  fc.constantFrom(
    'prev:a;b',
    'prev:nobody',
    'prev:',
    'limit:cpu:2',
    'limit:memory:4Gi',
    'limit:cpu:3',
    'limit:nvidia.com/gpu:1',
    'limit:amd.com/gpu:2',
    'limit:x',
    'label:a:1',
    'label:a:2',
    'label:b:',
    'annotation:u:http://x:1',
    'image:python:3.12',
    'image:other',
    'cache:enabled',
    'cache:maybe',
    'report:disabled',
    'secret:s:k:E',
    'secret:t:k:F'
  )
);

export const foreignTags = [
  'markdown',
  'hide-input',
  'raises-exception',
  'é',
  ''
];

const tag: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 5, arbitrary: roleTag as fc.Arbitrary<JsonValue> },
  { weight: 4, arbitrary: recordTag as fc.Arbitrary<JsonValue> },
  { weight: 2, arbitrary: fc.constantFrom<JsonValue>(...foreignTags) },
  { weight: 1, arbitrary: fc.constantFrom<JsonValue>(1, null, { a: 1 }) }
);

const tags = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 8, arbitrary: fc.array(tag, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom<JsonValue>('step:a', null, {}) }
);

const qualified = fc.constantFrom('a', 'b', 'team', 'x.y/z');

const texts = fc.dictionary(qualified, fc.constantFrom('', '1', 'x_y'), {
  maxKeys: 3
});

function some<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined });
}

const secrets = fc.uniqueArray(
  fc.record({
    secret: fc.constantFrom('s', 't'),
    key: fc.constantFrom('k', 'l'),
    env: fc.constantFrom('E', 'F', 'G')
  }),
  { selector: each => each.env, maxLength: 3 }
);

const resources = fc.record({
  cpu: some(fc.constantFrom('2', '500m')),
  memory: some(fc.constantFrom('4Gi', '1Gi')),
  gpu: some(
    fc.record(
      {
        vendor: fc.constantFrom('nvidia.com', 'amd.com'),
        count: fc.nat(2),
        kind: fc.constantFrom('mig-1g.5gb', 'mig-2g.10gb'),
        product: fc.constant('A100')
      },
      { requiredKeys: ['vendor', 'count'] }
    )
  ),
  sharedMemory: some(fc.constant('2Gi')),
  limits: some(
    fc.dictionary(
      fc.constantFrom('hugepages-2Mi', 'nvidia.com/mig', 'ephemeral-storage'),
      fc.constantFrom('1', '2')
    )
  )
});

/** `after` is not among them: what it may name depends on the notebook. */
export const stepSettings = fc.record({
  exclude: some(fc.uniqueArray(fc.constantFrom('x', 'y'))),
  resources: some(resources),
  image: some(fc.constantFrom('python:3.12', 'other', 'a/b@sha256:1')),
  environment: some(fc.dictionary(fc.constantFrom('A', 'B'), fc.string())),
  secrets: some(secrets),
  volumes: some(fc.uniqueArray(fc.constantFrom('data', 'scratch'))),
  retry: some(fc.record({ limit: fc.nat(3), delay: some(fc.nat(9)) })),
  timeout: some(fc.nat(100)),
  cache: some(fc.constantFrom('enabled', 'disabled')),
  report: some(fc.constantFrom('enabled', 'disabled')),
  nodeSelector: some(texts),
  labels: some(texts),
  annotations: some(fc.dictionary(qualified, fc.string({ maxLength: 4 })))
}) as fc.Arbitrary<StepSettings>;

const volumes = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('data', 'scratch'),
    path: fc.constantFrom('/data', '/x'),
    size: fc.constantFrom('10Gi', '1Gi')
  }),
  { selector: each => each.name }
);

export const notebookSettings = fc.record({
  name: some(fc.constantFrom('churn', 'n')),
  description: some(fc.constantFrom('what', 'why')),
  experiment: some(fc.constantFrom('e')),
  engine: some(fc.constantFrom('local', 'argo')),
  defaults: some(stepSettings),
  volumes: some(volumes)
}) as fc.Arbitrary<NotebookSettings>;

/** Beside our own fields, what somebody else, or a newer version, has put there. */
const ourKey = (
  settings: fc.Arbitrary<NotebookSettings | StepSettings>
): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    settings.map(
      each => JSON.parse(JSON.stringify({ version: 1, ...each })) as JsonValue
    ),
    fc.constantFrom<JsonValue>(
      { novel: [1], version: 7 },
      { after: ['a', 'nobody', 3], timeout: 'x' },
      { labels: { a: null }, image: 3 },
      'text',
      null
    )
  );

const kale: fc.Arbitrary<JsonValue> = fc.record(
  {
    pipeline_name: fc.constantFrom('kale', 'n'),
    pipeline_description: fc.constantFrom('why', 'kale'),
    experiment_name: fc.constantFrom('e', 'f'),
    docker_image: fc.constantFrom('other', ''),
    enable_caching: fc.boolean(),
    steps_defaults: fc.array(
      fc.constantFrom(
        'limit:cpu:2',
        'limit:amd.com/gpu:1',
        'label:a:1',
        'secret:s:k:E',
        'nonsense'
      )
    ),
    volumes: fc.constantFrom<JsonValue>(
      [],
      [{ type: 'pvc', name: 'data', mount_point: '/data', size: 10 }]
    )
  },
  { requiredKeys: [] }
);

function metadataOf(
  entries: Readonly<Record<string, JsonValue | undefined>>
): JsonObject {
  return JSON.parse(JSON.stringify(entries)) as JsonObject;
}

const cell: fc.Arbitrary<CellView> = fc
  .record({
    type: fc.constantFrom('code', 'code', 'code', 'code', 'markdown', 'raw'),
    source: fc.constantFrom('x = 1', '# Load\n', '# Train', '## B', '', 'y'),
    tags,
    cellway: fc.oneof(
      { weight: 3, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: ourKey(stepSettings) }
    ),
    collapsed: fc.constantFrom(undefined, true)
  })
  .map(({ type, source, ...metadata }) => ({
    type: type as CellView['type'],
    source,
    metadata: metadataOf(metadata)
  }));

export const notebooks: fc.Arbitrary<NotebookView> = fc
  .record({
    cells: fc.array(cell, { maxLength: 8 }),
    cellway: fc.oneof(fc.constant(undefined), ourKey(notebookSettings)),
    kubeflow_notebook: some(kale),
    kernelspec: fc.constantFrom(undefined, { name: 'python3' })
  })
  .map(({ cells, ...metadata }) => ({ cells, metadata: metadataOf(metadata) }));

const role: fc.Arbitrary<CellRole> = fc.oneof(
  name.map(each => ({ kind: 'step' as const, name: each })),
  fc
    .constantFrom(
      'imports' as const,
      'functions' as const,
      'parameters' as const,
      'metrics' as const,
      'skip' as const,
      'none' as const
    )
    .map(kind => ({ kind }))
);

const index = fc.integer({ min: -1, max: 8 });

const anyName = fc.oneof({ weight: 5, arbitrary: name }, badName);

/** Edits that change where steps begin and what they are called. */
export const structuralEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('set-role' as const),
    cells: fc.array(index, { maxLength: 4 }),
    role
  }),
  fc.record({
    kind: fc.constant('rename-step' as const),
    from: name,
    to: anyName
  }),
  fc.record({
    kind: fc.constant('merge-steps' as const),
    steps: fc.array(name, { maxLength: 3 })
  }),
  fc.record({
    kind: fc.constant('split-step' as const),
    cell: index,
    name: anyName
  })
);

export const insertion = fc.record({
  kind: fc.constant('insert-cell' as const),
  cell: index,
  source: fc.constantFrom('n = 1', ' '),
  role: fc.constantFrom(
    'imports' as const,
    'functions' as const,
    'parameters' as const,
    'metrics' as const,
    'skip' as const
  )
});

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  structuralEdit,
  insertion,
  fc.record({
    kind: fc.constantFrom('add-tag' as const, 'remove-tag' as const),
    cell: index,
    tag: fc.constantFrom('step:a', 'prev:b', 'new', '')
  }),
  fc.record({
    kind: fc.constant('set-step-settings' as const),
    step: name,
    settings: stepSettings
  }),
  fc.record({
    kind: fc.constant('set-notebook-settings' as const),
    settings: notebookSettings
  }),
  fc.record({
    kind: fc.constant('replace-source' as const),
    cell: index,
    range: fc.record({ start: fc.nat(3), end: fc.nat(8) }),
    text: fc.constantFrom('', 'z')
  })
);
