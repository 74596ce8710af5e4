import * as fc from 'fast-check';
import { mergeNotebookSettings, mergeStepSettings } from '../settings/merge';
import {
  readNotebookSettings,
  readStepSettings
} from '../settings/read-settings';
import { parseTag } from '../dialect/parse-tag';
import { isSettingTag } from '../dialect/tags';
import { settingsOfTags } from '../settings/tag-settings';
import {
  writeNotebookSettings,
  writeStepSettings
} from '../settings/write-settings';
import type { NotebookSettings, StepSettings } from '../settings';
import { plain } from './nasty-notebooks';

/** Every field that there is. */
const STEP: Required<StepSettings> = {
  after: ['load'],
  exclude: ['file'],
  resources: {
    cpu: '500m',
    memory: '4Gi',
    gpu: { vendor: 'amd.com', count: 2, kind: 'cpx_nps4', product: 'MI300X' },
    sharedMemory: '2Gi',
    limits: { 'hugepages-2Mi': '80Mi' }
  },
  image: 'python:3.12',
  environment: { MODE: 'fast' },
  secrets: [{ secret: 'credentials', key: 'token', env: 'TOKEN' }],
  volumes: ['data'],
  retry: { limit: 3, delay: 10 },
  timeout: 60.5,
  cache: 'disabled',
  report: 'enabled',
  nodeSelector: { 'kubernetes.io/hostname': 'node-3' },
  labels: { team: 'risk' },
  annotations: { url: 'http://x' }
};

const NOTEBOOK: Required<NotebookSettings> = {
  name: 'churn',
  description: 'What it does',
  experiment: 'weekly',
  engine: 'argo',
  defaults: STEP,
  volumes: [
    {
      name: 'data',
      path: '/data',
      source: { kind: 'claim', name: 'shared' },
      size: '10Gi',
      storageClass: 'fast',
      accessMode: 'ReadWriteMany',
      annotations: { a: 'b' },
      snapshot: true,
      env: 'DATA',
      subPath: 'raw/2026',
      readOnly: true,
      steps: ['train']
    },
    { name: 'scratch', path: '/scratch', source: { kind: 'new' } }
  ]
};

describe('settings', () => {
  it('of a step are read as they were written, every field', () => {
    const written = writeStepSettings(STEP);
    expect(written).toEqual({ version: 1, ...STEP });
    expect(readStepSettings(written, 0)).toEqual({
      settings: STEP,
      problems: []
    });
  });

  it('of a notebook are read as they were written, every field', () => {
    const written = writeNotebookSettings(NOTEBOOK);
    expect(written).toEqual({ version: 1, ...NOTEBOOK });
    expect(readNotebookSettings(written)).toEqual({
      settings: NOTEBOOK,
      problems: []
    });
  });

  it('keep what is not theirs', () => {
    const previous = { version: 3, image: 'a', mine: [1], cache: 'enabled' };
    expect(writeStepSettings({ image: 'b' }, previous)).toEqual({
      version: 3,
      mine: [1],
      image: 'b'
    });
    expect(writeStepSettings({}, { version: 1, image: 'a' })).toBeUndefined();
    expect(writeNotebookSettings({})).toBeUndefined();
  });

  it('may be absent', () => {
    expect(readStepSettings(undefined, 0)).toEqual({
      settings: {},
      problems: []
    });
    expect(readNotebookSettings({ name: null, volumes: null })).toEqual({
      settings: {},
      problems: []
    });
  });

  const WRONG: readonly [unknown, string, string][] = [
    ['text', 'cellway', 'setting-type'],
    [[], 'cellway', 'setting-type'],
    [{ after: 'a' }, 'cellway.after', 'setting-type'],
    [{ after: ['a', 1] }, 'cellway.after[1]', 'setting-type'],
    [{ resources: 1 }, 'cellway.resources', 'setting-type'],
    [{ resources: { cpu: true } }, 'cellway.resources.cpu', 'setting-type'],
    [
      { resources: { memory: 'x' } },
      'cellway.resources.memory',
      'setting-value'
    ],
    [
      { resources: { gpu: { count: 0.5 } } },
      'cellway.resources.gpu.count',
      'setting-type'
    ],
    [{ resources: { ram: '1' } }, 'cellway.resources.ram', 'setting-unknown'],
    [{ image: 3 }, 'cellway.image', 'setting-type'],
    [{ image: 'a b' }, 'cellway.image', 'setting-value'],
    [
      { resources: { limits: { a: 'x' } } },
      'cellway.resources.limits.a',
      'setting-value'
    ],
    [
      { secrets: [{ secret: 'S', key: 'b', env: 'C' }] },
      'cellway.secrets[0].secret',
      'setting-value'
    ],
    [{ environment: { A: [] } }, 'cellway.environment.A', 'setting-type'],
    [{ environment: { '1A': 'x' } }, 'cellway.environment.1A', 'setting-value'],
    [{ secrets: {} }, 'cellway.secrets', 'setting-type'],
    [{ secrets: [1] }, 'cellway.secrets[0]', 'setting-type'],
    [
      { secrets: [{ secret: 'a', key: 'b' }] },
      'cellway.secrets[0].env',
      'setting-value'
    ],
    [{ retry: { delay: 1 } }, 'cellway.retry.limit', 'setting-value'],
    [{ retry: { limit: -1 } }, 'cellway.retry.limit', 'setting-type'],
    [{ timeout: '30m' }, 'cellway.timeout', 'setting-type'],
    [{ timeout: -1 }, 'cellway.timeout', 'setting-type'],
    [{ cache: true }, 'cellway.cache', 'setting-type'],
    [{ labels: { 'a b': 'x' } }, 'cellway.labels.a b', 'setting-value'],
    [{ labels: { a: 'x y' } }, 'cellway.labels.a', 'setting-value'],
    [{ nodeSelector: { a: 'x y' } }, 'cellway.nodeSelector.a', 'setting-value'],
    [{ annotations: [1] }, 'cellway.annotations', 'setting-type'],
    [{ version: 'x' }, 'cellway.version', 'setting-type'],
    [{ version: 2, novel: 1 }, 'cellway.version', 'settings-newer'],
    [{ reources: {} }, 'cellway.reources', 'setting-unknown']
  ];

  it.each(WRONG)('tells what is wrong in %j', (value, path, code) => {
    const { problems } = readStepSettings(value as string, 4);
    expect(problems).toContainEqual(
      expect.objectContaining({ path, code, cell: 4 })
    );
    for (const problem of problems) {
      expect(problem.message).not.toBe('');
      expect(problem.suggestion).not.toBe('');
    }
  });

  it('keep what is right beside what is wrong', () => {
    const { settings } = readStepSettings(
      { image: 3, timeout: 5, after: ['a', 1], resources: { cpu: 2, gpu: {} } },
      0
    );
    expect(settings).toEqual({
      timeout: 5,
      after: ['a'],
      resources: { cpu: '2', gpu: { vendor: 'nvidia.com', count: 1 } }
    });
  });

  it('never throw', () => {
    const field = fc.constantFrom(
      ...Object.keys(STEP),
      ...Object.keys(NOTEBOOK),
      'version'
    );
    const value = fc.oneof(plain, fc.dictionary(field, plain));
    fc.assert(
      fc.property(value, metadata => {
        readStepSettings(metadata, 0);
        readNotebookSettings(metadata);
      }),
      { numRuns: 500 }
    );
  });

  it('tell volumes without a name, a path or the name of their source', () => {
    const { settings, problems } = readNotebookSettings({
      volumes: [
        { path: '/a' },
        { name: 'b' },
        { name: 'c', path: '/c', source: { kind: 'claim' } },
        { name: 'd', path: '/d', size: 'big', accessMode: 'rw' }
      ]
    });
    expect(settings.volumes).toEqual([
      { name: 'c', path: '/c' },
      { name: 'd', path: '/d' }
    ]);
    expect(problems.map(problem => problem.path)).toEqual([
      'cellway.volumes[0].name',
      'cellway.volumes[1].path',
      'cellway.volumes[2].source.name',
      'cellway.volumes[3].size',
      'cellway.volumes[3].accessMode'
    ]);
  });
});

describe('mergeStepSettings', () => {
  it('takes the second where it says something', () => {
    expect(
      mergeStepSettings(
        {
          image: 'a',
          timeout: 1,
          resources: { cpu: '1', limits: { x: '1', y: '1' } },
          labels: { a: '1', b: '1' },
          secrets: [
            { secret: 's', key: 'k', env: 'A' },
            { secret: 's', key: 'k', env: 'B' }
          ]
        },
        {
          image: 'b',
          timeout: undefined,
          resources: { memory: '2Gi', limits: { y: '2' } },
          labels: { b: '2' },
          secrets: [{ secret: 't', key: 'k', env: 'B' }]
        }
      )
    ).toEqual({
      image: 'b',
      timeout: 1,
      resources: { cpu: '1', memory: '2Gi', limits: { x: '1', y: '2' } },
      labels: { a: '1', b: '2' },
      secrets: [
        { secret: 's', key: 'k', env: 'A' },
        { secret: 't', key: 'k', env: 'B' }
      ]
    });
  });

  it('merges the defaults of notebooks', () => {
    expect(
      mergeNotebookSettings(
        { name: 'a', defaults: { image: 'a', timeout: 1 } },
        { defaults: { image: 'b' } }
      )
    ).toEqual({ name: 'a', defaults: { image: 'b', timeout: 1 } });
  });
});

describe('settingsOfTags', () => {
  const read = (...texts: string[]): StepSettings =>
    settingsOfTags(texts.map(text => parseTag(text).tag).filter(isSettingTag));

  it('puts every kind of tag where it belongs', () => {
    expect(
      read(
        'limit:cpu:2',
        'limit:memory:4Gi',
        'limit:amd.com/gpu:1',
        'limit:nvidia.com/gpu:2',
        'limit:nvidia.com/mig-1g.5gb:1',
        'label:a:b',
        'annotation:c:d:e',
        'image:x:1',
        'cache:enabled',
        'report:disabled',
        'secret:s:k:E'
      )
    ).toEqual({
      resources: {
        cpu: '2',
        memory: '4Gi',
        gpu: { vendor: 'amd.com', count: 1 },
        limits: { 'nvidia.com/gpu': '2', 'nvidia.com/mig-1g.5gb': '1' }
      },
      labels: { a: 'b' },
      annotations: { c: 'd:e' },
      image: 'x:1',
      cache: 'enabled',
      report: 'disabled',
      secrets: [{ secret: 's', key: 'k', env: 'E' }]
    });
  });

  it('lets the last of several count', () => {
    expect(read('image:a', 'image:b', 'limit:cpu:1', 'limit:cpu:2')).toEqual({
      image: 'b',
      resources: { cpu: '2' }
    });
    expect(read()).toEqual({});
  });
});
