import * as fc from 'fast-check';
import type {
  FieldRule,
  FieldRules,
  FormContext
} from '../settings/form/field-rule';
import {
  DEFAULT_FIELDS,
  NOTEBOOK_FIELDS,
  type NotebookForm
} from '../settings/form/notebook-fields';
import { STEP_FIELDS, type StepForm } from '../settings/form/step-fields';
import type { NotebookSettings, StepSettings } from '../settings';

const CONTEXT: FormContext = {
  stepsAbove: ['load'],
  steps: ['load', 'train'],
  volumes: ['data']
};

const key = fc.constantFrom('team', 'example.com/a', 'B', 'x.y');
const variable = fc.constantFrom('A', 'MODE', '_x');
const amount = fc.constantFrom('1', '500m', '2.5', '1e3');
const word = fc.constantFrom('', 'a', 'risk', '1.0');
const seconds = fc.oneof(
  fc.integer({ min: 1, max: 1e6 }),
  fc.double({ min: 1e-9, max: 1e12, noNaN: true })
);
const optional = { requiredKeys: [] as [] };

function texts<T>(keys: fc.Arbitrary<string>, values: fc.Arbitrary<T>) {
  return fc.dictionary(keys, values, { minKeys: 1, noNullPrototype: true });
}

const resources = fc
  .record(
    {
      cpu: amount,
      memory: fc.constantFrom('512Mi', '4Gi', '2e9'),
      gpu: fc.record(
        {
          vendor: fc.constantFrom('nvidia.com', 'amd.com'),
          count: fc.nat(16),
          kind: fc.constantFrom('mig-1g.5gb', 'gpu.shared'),
          product: fc.constant('NVIDIA-A100-SXM4-40GB')
        },
        { requiredKeys: ['vendor', 'count'] }
      ),
      sharedMemory: fc.constantFrom('512Mi', '2Gi'),
      limits: texts(fc.constantFrom('hugepages-2Mi', 'storage'), amount)
    },
    optional
  )
  .filter(some => Object.keys(some).length > 0);

const fields = {
  exclude: fc.constantFrom(['file'], ['f', 'größe_2']),
  resources,
  image: fc.constantFrom('python:3.12', 'r.io:5000/a/b'),
  environment: texts(variable, fc.string()),
  secrets: fc.uniqueArray(
    fc
      .record({ secret: fc.constantFrom('s', 'a.b'), key, env: variable })
      .map(secret => ({ ...secret, key: secret.key.replace('/', '-') })),
    { minLength: 1, selector: secret => secret.env }
  ),
  volumes: fc.constantFrom<string[]>([], ['data']),
  retry: fc.oneof(
    fc.record({ limit: fc.nat(9) }),
    fc.record({ limit: fc.nat(9), delay: seconds })
  ),
  timeout: seconds,
  cache: fc.constantFrom('enabled', 'disabled'),
  report: fc.constantFrom('enabled', 'disabled'),
  nodeSelector: texts(key, word),
  labels: texts(key, word),
  annotations: texts(key, fc.string())
} as const;

const steps = fc.record(
  { after: fc.constant(['load']), ...fields },
  optional
) as fc.Arbitrary<StepSettings>;

const volume = fc.record(
  {
    name: fc.constantFrom('data', 'scratch', 'a1'),
    path: fc.constantFrom('/data', '/a/b', '/c'),
    source: fc.oneof(
      fc.constant({ kind: 'new' }),
      fc.record({
        kind: fc.constantFrom('claim', 'volume', 'clone', 'snapshot'),
        name: fc.constantFrom('shared', 'a.b')
      })
    ),
    size: fc.constantFrom('10Gi', '1e9'),
    storageClass: fc.constant('fast'),
    accessMode: fc.constantFrom('ReadWriteOnce', 'ReadOnlyMany'),
    annotations: texts(key, fc.string()),
    snapshot: fc.constant(true),
    env: variable,
    subPath: fc.constantFrom('raw', 'a/b'),
    readOnly: fc.constant(true),
    steps: fc.constantFrom<string[]>([], ['load'], ['load', 'train'])
  },
  { requiredKeys: ['name', 'path'] }
);

const notebooks = fc.record(
  {
    name: fc.constantFrom('churn', 'a b'),
    description: fc.constant('What it does'),
    experiment: fc.constant('weekly'),
    engine: fc.constant('argo'),
    volumes: fc
      .uniqueArray(volume, { minLength: 1, selector: ({ name }) => name })
      .filter(all => new Set(all.map(each => each.path)).size === all.length),
    defaults: fc
      .record(fields, optional)
      .filter(some => Object.keys(some).length > 0)
  },
  optional
) as fc.Arbitrary<NotebookSettings>;

/** Reads every field and writes it into what had been there and into nothing. */
function expectRoundTrip<S extends object, F>(
  rules: FieldRules<S, F>,
  settings: S
): S {
  let rewritten = {} as S;
  for (const name of Object.keys(rules) as (keyof F)[]) {
    const rule = rules[name];
    const content = rule.read(settings);
    expect(rule.check(content, CONTEXT)).toEqual({});
    expect(rule.write(settings, content)).toEqual(settings);
    rewritten = rule.write(rewritten, content);
    expect(rule.read(rewritten)).toEqual(content);
  }
  return rewritten;
}

describe('the form', () => {
  it('gives back the settings of a step that it shows', () => {
    fc.assert(
      fc.property(steps, settings => {
        expect(expectRoundTrip(STEP_FIELDS, settings)).toEqual(settings);
      })
    );
  });

  it('gives back the settings of a notebook that it shows', () => {
    fc.assert(
      fc.property(notebooks, ({ defaults, ...settings }) => {
        expect(expectRoundTrip(NOTEBOOK_FIELDS, settings)).toEqual(settings);
        const given = defaults ? { defaults } : {};
        expect(expectRoundTrip(DEFAULT_FIELDS, given)).toEqual(given);
      })
    );
  });

  it('leaves out what is empty', () => {
    const empty: StepForm = {
      after: [],
      exclude: ' , ',
      cpu: '  ',
      memory: '',
      gpu: { count: '', resource: 'amd.com/gpu', product: 'A' },
      sharedMemory: ' ',
      limits: [{ key: ' ', value: '' }],
      image: '',
      environment: [],
      secrets: [{ secret: '', key: '', env: '' }],
      volumes: { which: 'all', names: ['data'] },
      retry: { limit: '', delay: '' },
      timeout: '',
      cache: '',
      report: '',
      nodeSelector: [],
      labels: [],
      annotations: []
    };
    let settings: StepSettings = {
      resources: { cpu: '1', gpu: { vendor: 'nvidia.com', count: 1 } },
      retry: { limit: 1 },
      volumes: []
    };
    for (const name of Object.keys(empty) as (keyof StepForm)[]) {
      const rule = STEP_FIELDS[name] as FieldRule<StepSettings, unknown>;
      expect(rule.check(empty[name], CONTEXT)).toEqual({});
      settings = rule.write(settings, empty[name]);
    }
    expect(settings).toEqual({});
  });

  it('takes blanks around a text for a slip', () => {
    expect(STEP_FIELDS.cpu.write({}, ' 2 ')).toEqual({
      resources: { cpu: '2' }
    });
    expect(
      STEP_FIELDS.environment.write({}, [{ key: ' A ', value: ' x ' }])
    ).toEqual({ environment: { A: ' x ' } });
  });

  const WRONG: { [F in keyof StepForm]: [StepForm[F], string][] } = {
    after: [[['load', 'train'], '']],
    exclude: [
      ['a.b', ''],
      ['x, 1y', '']
    ],
    cpu: [
      ['lots', ''],
      ['-1', '']
    ],
    memory: [
      ['4GB', ''],
      ['4', ''],
      ['500m', '']
    ],
    gpu: [
      [{ count: '1.5', resource: 'nvidia.com/gpu', product: '' }, 'count'],
      [{ count: '-1', resource: 'nvidia.com/gpu', product: '' }, 'count'],
      [{ count: '1', resource: 'NVIDIA', product: '' }, 'resource'],
      [{ count: '1', resource: 'a.b/c d', product: '' }, 'resource'],
      [{ count: '1', resource: '', product: 'A 100' }, 'product']
    ],
    sharedMemory: [['4GB', '']],
    limits: [
      [[{ key: 'a', value: '' }], '0.value'],
      [[{ key: 'a b', value: '1' }], '0.key'],
      [[{ key: 'cpu', value: '1' }], '0.key'],
      [[{ key: 'x.com/a', value: '500m' }], '0.value']
    ],
    image: [['Python', '']],
    environment: [
      [[{ key: '', value: 'x' }], '0.key'],
      [[{ key: '1A', value: '' }], '0.key'],
      [
        [
          { key: 'A', value: '1' },
          { key: ' A', value: '2' }
        ],
        '1.key'
      ]
    ],
    secrets: [
      [[{ secret: 'S', key: 'k', env: 'E' }], '0.secret'],
      [[{ secret: 's', key: 'k/k', env: 'E' }], '0.key'],
      [[{ secret: 's', key: 'k', env: '' }], '0.env'],
      [
        [
          { secret: 's', key: 'k', env: 'E' },
          { secret: 's', key: 'j', env: 'E' }
        ],
        '1.env'
      ]
    ],
    volumes: [[{ which: 'some', names: ['other'] }, '']],
    retry: [
      [{ limit: 'x', delay: '' }, 'limit'],
      [{ limit: '1.5', delay: '' }, 'limit'],
      [{ limit: '1', delay: 'soon' }, 'delay'],
      [{ limit: '', delay: '5' }, 'delay']
    ],
    timeout: [
      ['1h', ''],
      ['0', ''],
      ['-5', ''],
      ['Infinity', ''],
      ['1e999', '']
    ],
    cache: [],
    report: [],
    nodeSelector: [
      [[{ key: 'a', value: 'x y' }], '0.value'],
      [[{ key: 'a b', value: '' }], '0.key']
    ],
    labels: [
      [[{ key: 'a', value: 'x y' }], '0.value'],
      [[{ key: 'a b', value: '' }], '0.key']
    ],
    annotations: [[[{ key: '', value: 'x' }], '0.key']]
  };

  it.each(
    Object.entries(WRONG).flatMap(([name, cases]) =>
      (cases as [unknown, string][]).map(
        ([content, part]) => [name, content, part] as const
      )
    )
  )('refuses for %s %j', (name, content, part) => {
    const rule = STEP_FIELDS[name as keyof StepForm];
    const faults = rule.check(content as never, CONTEXT);
    expect(Object.keys(faults)).toEqual([part]);
    expect(faults[part].message).not.toBe('');
    expect(faults[part].suggestion).toMatch(/\.$/);
  });

  const BLANK: NotebookForm['volumes'][number] = {
    name: '',
    path: '',
    kind: '',
    source: '',
    size: '',
    storageClass: '',
    accessMode: '',
    env: '',
    subPath: '',
    readOnly: false,
    which: '',
    steps: [],
    snapshot: false,
    annotations: []
  };

  it('refuses volumes that cannot be', () => {
    const { check, write } = NOTEBOOK_FIELDS.volumes;
    const good = { ...BLANK, name: 'data', path: '/data' };
    expect(check([BLANK, good], CONTEXT)).toEqual({});
    expect(write({}, [BLANK, good])).toEqual({
      volumes: [{ name: 'data', path: '/data' }]
    });
    const faults = check(
      [
        good,
        { ...good, size: 'big' },
        { ...BLANK, name: 'Data', path: 'data', kind: 'claim' },
        { ...BLANK, annotations: [{ key: '', value: 'x' }] },
        { ...good, name: 'a', path: '/a', subPath: '../b' },
        { ...good, name: 'b', path: '/b', which: 'some', steps: ['gone'] }
      ],
      CONTEXT
    );
    expect(Object.keys(faults).sort()).toEqual([
      '1.name',
      '1.path',
      '1.size',
      '2.name',
      '2.path',
      '2.source',
      '3.annotations.0.key',
      '3.name',
      '3.path',
      '4.subPath',
      '5.steps'
    ]);
  });

  it('lets volumes be at one place for steps of their own', () => {
    const { check } = NOTEBOOK_FIELDS.volumes;
    const one = { ...BLANK, name: 'a', path: '/data', which: 'some' } as const;
    const rows = (...steps: string[]) => [
      { ...one, steps: ['load'] },
      { ...one, name: 'b', steps }
    ];
    expect(check(rows('train'), CONTEXT)).toEqual({});
    expect(Object.keys(check(rows('train', 'load'), CONTEXT))).toEqual([
      '1.path'
    ]);
  });
});
