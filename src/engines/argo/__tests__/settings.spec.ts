import type {
  NotebookSettings,
  StepSettings
} from '../../../notebook/settings';
import {
  usesSetting,
  type NotebookSetting,
  type StepSetting
} from '../../../notebook/settings/engine-support';
import {
  WISHED_VOLUME,
  WISHES as COMMON,
  withWishes
} from '../../pods/__tests__/wishes';
import { compiled } from './compiled';

const WISHES: StepSettings = {
  ...COMMON,
  resources: { ...COMMON.resources, limits: { 'example.com/fpga': '7' } }
};

/** What of each setting is in the objects and the plan, where the engine uses it. */
const TRACES: Readonly<Record<StepSetting, string>> = {
  after: '"dependencies":["one","two"]',
  exclude: '"outputs":["kept"]',
  cpu: '"requests":{"cpu":"1500m"',
  memory: '"requests":{"cpu":"1500m","memory":"3Gi"},"limits":{"memory":"3Gi"',
  gpu: '{"key":"amd.com/gpu.product-name","operator":"In","values":["MI300X"]}',
  sharedMemory:
    '{"name":"shm","emptyDir":{"medium":"Memory","sizeLimit":"2Gi"}}',
  limits: '"example.com/fpga":"7","amd.com/cpx_nps4":"2"',
  image: '"image":"images.example/wished:9"',
  environment: '"WISHED":"environment"',
  secrets:
    '"name":"WISHED_ENV","valueFrom":{"secretKeyRef":{"name":"wished-secret","key":"wished-key"',
  volumes: '"mountPath":"/shelf"',
  retry:
    '"limit":"6","retryPolicy":"Always","backoff":{"duration":"11s"},"expression":"asInt(retries) < 4 ||',
  timeout: '"activeDeadlineSeconds":1234',
  cache: 'cache',
  report: 'report',
  nodeSelector: '"nodeSelector":{"wished/node":"wished-node"}',
  labels: '"wished/label":"wished-label"',
  annotations: '"wished/note":"wished note"'
};

const NOTEBOOK_WISHES: NotebookSettings = {
  name: 'wished name',
  description: 'wished description',
  experiment: 'wished experiment',
  volumes: [{ ...WISHED_VOLUME, steps: ['three'] }]
};

const NOTEBOOK_TRACES: Readonly<Record<NotebookSetting, string>> = {
  name: '"workflows.argoproj.io/title":"wished name"',
  description: '"workflows.argoproj.io/description":"wished description"',
  experiment: 'wished experiment',
  'volumes.name': '"claimName":"cellway-r1-shelf-1"',
  'volumes.path': '"mountPath":"/shelf"',
  'volumes.source':
    '"dataSource":{"kind":"PersistentVolumeClaim","name":"wished-source"}',
  'volumes.size': '"requests":{"storage":"7Gi"}',
  'volumes.storageClass': '"storageClassName":"wished-class"',
  'volumes.accessMode': '"accessModes":["ReadWriteMany"]',
  'volumes.annotations': '"wished/volume":"wished volume"',
  'volumes.snapshot': 'snapshot',
  'volumes.env': '"name":"WISHED_SHELF","value":"/shelf"',
  'volumes.subPath': '"mountPath":"/shelf","subPath":"wished/part"',
  'volumes.readOnly': '"subPath":"wished/part","readOnly":true',
  'volumes.steps': '"template":"step-2"'
};

describe('a setting of a step', () => {
  it.each(Object.entries(TRACES))(
    '%s is in what is submitted, or told not to be',
    async (setting, trace) => {
      const { objects, plan, told } = await compiled(withWishes(WISHES));
      const isThere = JSON.stringify([objects, plan]).includes(trace);
      expect(isThere).toBe(usesSetting('argo', setting as StepSetting));
      expect(told).toEqual(['not-used-on-argo']);
    }
  );

  it.each<[string, string, StepSettings]>([
    [
      'with double braces, which Argo would replace',
      'braces-in-settings',
      { labels: { key: '{{workflow.uid}}' } }
    ],
    [
      'with double braces in the vendor of a GPU',
      'braces-in-settings',
      { resources: { gpu: { vendor: '{{workflow.uid}}', count: 1 } } }
    ],
    [
      'that asks for more than its limit',
      'limit-below-request',
      { resources: { memory: '2Gi', limits: { memory: '1Gi' } } }
    ],
    [
      'that asks for other GPUs than its limit',
      'limit-below-request',
      {
        resources: {
          gpu: { vendor: 'nvidia.com', count: 1 },
          limits: { 'nvidia.com/gpu': '2' }
        }
      }
    ],
    [
      'that gives a variable twice',
      'variable-twice',
      {
        secrets: [
          { secret: 'a', key: 'k', env: 'TOKEN' },
          { secret: 'b', key: 'k', env: 'TOKEN' }
        ]
      }
    ]
  ])('%s is told as %s', async (_, code, settings) => {
    const { told } = await compiled(withWishes(settings));
    expect(told).toEqual([code]);
  });

  it('may have a limit above what it asks for', async () => {
    const settings = {
      resources: { cpu: '500m', memory: '1Gi', limits: { memory: '2Gi' } }
    };
    const { told, objects } = await compiled(withWishes(settings));
    expect(told).toEqual([]);
    expect(JSON.stringify(objects)).toContain(
      '"requests":{"cpu":"500m","memory":"1Gi"},"limits":{"memory":"2Gi"}'
    );
  });

  it.each([
    ['one has a path twice', 'path-twice', ['/data', '/data/']],
    ['one is where the results are', 'path-twice', ['/cellway/data']],
    ['one has double braces', 'braces-in-settings', ['/{{workflow.uid}}']]
  ])('of volumes of which %s is told as %s', async (_, code, paths) => {
    const volumes = paths.map((path, i) => ({ name: `v${i}`, path }));
    const { told } = await compiled(withWishes({}, { volumes }));
    expect(new Set(told)).toEqual(new Set([code]));
  });

  it('of the cache is told where no result outlives its run', async () => {
    const text = withWishes({ cache: 'enabled' });
    const alone = await compiled(text);
    expect(alone.messages.join()).toContain('cache');
    const storage = { claim: 'results' };
    const { messages } = await compiled(text, { storage });
    expect(messages).toEqual([]);
  });

  it('cannot take the place of the labels by which a run is found', async () => {
    const settings = { labels: { 'cellway.dev/run': 'other' } };
    const { objects } = await compiled(withWishes(settings));
    expect(JSON.stringify(objects)).not.toContain('other');
  });
});

describe('a setting of a notebook', () => {
  it.each(Object.entries(NOTEBOOK_TRACES))(
    '%s is in what is submitted, or told not to be',
    async (setting, trace) => {
      const { objects, told } = await compiled(withWishes({}, NOTEBOOK_WISHES));
      const isThere = JSON.stringify(objects).includes(trace);
      expect(isThere).toBe(usesSetting('argo', setting as NotebookSetting));
      expect(told).toEqual(['not-used-on-argo']);
    }
  );

  it('that holds for all steps is in what is submitted of each', async () => {
    const { objects, told } = await compiled(
      withWishes({}, { defaults: { image: 'images.example/all:1' } })
    );
    expect(JSON.stringify(objects).split('images.example/all:1')).toHaveLength(
      2
    );
    expect(told).toEqual([]);
  });

  it.each<[string, NotebookSettings, string]>([
    [
      'an experiment',
      { experiment: 'e' },
      'The notebook has an experiment; a run on Argo does without'
    ],
    [
      'snapshots of volumes',
      { volumes: [{ name: 'v', path: '/v', snapshot: true }] },
      'The notebook has snapshots of volumes after each run (v); a run on Argo does without'
    ]
  ])('of %s is told by its name', async (_, settings, message) => {
    const { messages } = await compiled(withWishes({}, settings));
    expect(messages).toEqual([message]);
  });
});
