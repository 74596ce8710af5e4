/** Every setting is in what is compiled for Kubeflow, or told not to be. */
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
  resources: { ...COMMON.resources, limits: { cpu: '2', memory: '4Gi' } }
};

/** What of each setting is in the pipeline and the plan, where the engine uses it. */
const TRACES: Readonly<Record<StepSetting, string>> = {
  after: '"dependentTasks":["code","one","two"',
  exclude: '"outputs":["kept"]',
  cpu: '"resourceCpuRequest":"1500m"',
  memory: '"resourceMemoryRequest":"3Gi"',
  gpu: '"accelerator":{"resourceType":"amd.com/cpx_nps4","resourceCount":"2"}',
  sharedMemory: '"medium":"Memory","sizeLimit":"2Gi"',
  limits: '"resourceMemoryLimit":"4Gi"',
  image: '"image":"images.example/wished:9"',
  environment: '"WISHED":"environment"',
  secrets:
    '"secretNameParameter":{"runtimeValue":{"constant":"wished-secret"}},"keyToEnv":[{"secretKey":"wished-key","envVar":"WISHED_ENV"}]',
  volumes: '"mountPath":"/shelf"',
  retry: '"maxRetryCount":4,"backoffDuration":"11s"',
  timeout: '"activeDeadlineSeconds":"1234"',
  cache: '"cachingOptions":{"enableCache":true}',
  report: '"report":{"artifactType":{"schemaTitle":"system.HTML"',
  nodeSelector: '"wished/node":"wished-node"',
  labels: '"wished/label":"wished-label"',
  annotations: '"wished/note":"wished note"'
};

const NOTEBOOK_WISHES: NotebookSettings = {
  name: 'wished name',
  description: 'wished description',
  volumes: [{ ...WISHED_VOLUME, steps: ['one', 'two'] }]
};

/** The experiment is no part of a pipeline: it is where a run of it is made. */
const NOTEBOOK_TRACES: Readonly<
  Record<Exclude<NotebookSetting, 'experiment'>, string>
> = {
  name: '"displayName":"wished name"',
  description: '"description":"wished description"',
  'volumes.name': '"make-shelf-1"',
  'volumes.path': '"mountPath":"/shelf"',
  'volumes.source':
    '"data_source":{"runtimeValue":{"constant":{"kind":"PersistentVolumeClaim","name":"wished-source"}}}',
  'volumes.size': '"size":{"runtimeValue":{"constant":"7Gi"}}',
  'volumes.storageClass':
    '"storage_class_name":{"runtimeValue":{"constant":"wished-class"}}',
  'volumes.accessMode':
    '"access_modes":{"runtimeValue":{"constant":["ReadWriteMany"]}}',
  'volumes.annotations':
    '"annotations":{"runtimeValue":{"constant":{"wished/volume":"wished volume"}}}',
  'volumes.snapshot': 'snapshot',
  'volumes.env': '"name":"WISHED_SHELF","value":"/shelf"',
  'volumes.subPath': '"subPath":"wished/part"',
  'volumes.readOnly': 'readOnly',
  'volumes.steps': '"dependentTasks":["make-shelf-1","one","two"]'
};

describe('a setting of a step', () => {
  it.each(Object.entries(TRACES))(
    '%s is in what is compiled, or told not to be',
    async (setting, trace) => {
      const { pipeline, platform, code, told } = await compiled(
        withWishes(WISHES)
      );
      const all = JSON.stringify([pipeline, platform, code]);
      expect(usesSetting('kubeflow', setting as StepSetting)).toBe(true);
      expect(all).toContain(trace);
      expect(told).toEqual([]);
    }
  );

  it.each<[string, string, StepSettings]>([
    [
      'with double braces, which would be replaced',
      'braces-in-settings',
      { labels: { key: '{{$.x}}' } }
    ],
    [
      'of a limit that Kubeflow does not know',
      'not-used-on-kubeflow',
      { resources: { limits: { 'ephemeral-storage': '1Gi' } } }
    ],
    [
      'of a second kind of device',
      'not-used-on-kubeflow',
      {
        resources: {
          gpu: { vendor: 'nvidia.com', count: 1 },
          limits: { 'example.com/fpga': '1' }
        }
      }
    ],
    [
      'that asks for more than its limit',
      'limit-below-request',
      { resources: { memory: '2Gi', limits: { memory: '1Gi' } } }
    ]
  ])('%s is told as %s', async (_, code, settings) => {
    expect((await compiled(withWishes(settings))).told).toEqual([code]);
  });

  it('that is a GPU lets pods go where nodes are kept for such', async () => {
    const { platform } = await compiled(withWishes(WISHES));
    expect(JSON.stringify(platform)).toContain(
      '"tolerations":[{"key":"amd.com/cpx_nps4","operator":"Exists","effect":"NoSchedule"},{"key":"amd.com/gpu","operator":"Exists","effect":"NoSchedule"}]'
    );
  });

  it('that is a GPU of one product leads pods to nodes that have it', async () => {
    const gpu = { vendor: 'nvidia.com', count: 1, product: 'A100' };
    const { platform } = await compiled(withWishes({ resources: { gpu } }));
    expect(JSON.stringify(platform)).toContain(
      '"nodeSelector":{"labels":{"nvidia.com/gpu.product":"A100"}}'
    );
  });

  it('may be one kind of device that is no GPU', async () => {
    const resources = { limits: { 'example.com/fpga': '7' } };
    const { told, pipeline } = await compiled(withWishes({ resources }));
    expect(told).toEqual([]);
    expect(JSON.stringify(pipeline)).toContain(
      '"resourceType":"example.com/fpga","resourceCount":"7"'
    );
  });

  it('of the environment may have double braces: it is packed', async () => {
    const environment = { TEMPLATE: '{{ name }}' };
    const { told, pipeline } = await compiled(withWishes({ environment }));
    expect(told).toEqual([]);
    expect(JSON.stringify(pipeline)).not.toContain('{{ name }}');
  });
});

describe('a setting of a notebook', () => {
  it.each(Object.entries(NOTEBOOK_TRACES))(
    '%s is in what is compiled, or told not to be',
    async (setting, trace) => {
      const { pipeline, platform, told } = await compiled(
        withWishes({}, NOTEBOOK_WISHES)
      );
      const isThere = JSON.stringify([pipeline, platform]).includes(trace);
      expect(isThere).toBe(usesSetting('kubeflow', setting as NotebookSetting));
      expect(told).toEqual([
        'not-used-on-kubeflow',
        'newer-kubeflow',
        'newer-kubeflow'
      ]);
    }
  );

  it('that is a volume which steps can only read is told by its name', async () => {
    const volumes = [{ name: 'v', path: '/v', readOnly: true }];
    const { messages } = await compiled(withWishes({}, { volumes }));
    expect(messages).toEqual([
      'The notebook has volumes that steps can only read (v); a run on Kubeflow does without'
    ]);
  });

  it('that is a volume where Kubeflow puts something is told', async () => {
    const volumes = [{ name: 'v', path: '/dev/shm' }];
    const { told } = await compiled(withWishes({}, { volumes }));
    expect(new Set(told)).toEqual(new Set(['path-twice']));
  });
});
