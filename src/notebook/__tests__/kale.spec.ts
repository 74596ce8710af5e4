import * as fc from 'fast-check';
import {
  kaleVolumeVariable,
  notebookSettingsOfKale
} from '../settings/from-kale';
import { readKaleSettings } from '../settings/read-kale';
import type { JsonObject } from '../json/value';
import { plain } from './nasty-notebooks';

/** Every key of every version, with the shapes that Kale's panels write. */
const METADATA = {
  pipeline_name: 'churn',
  experiment_name: 'weekly',
  experiment: { id: 'new', name: 'weekly' },
  pipeline_description: 'What it does',
  docker_image: 'python:3.8',
  volumes: [
    {
      type: 'clone',
      name: 'workspace',
      mount_point: '/home/jovyan',
      size: 5,
      size_type: 'Gi',
      annotations: [
        { key: 'rok/origin', value: 'x' },
        { key: '', value: '' }
      ],
      snapshot: true,
      snapshot_name: '',
      storage_class_name: 'fast',
      volume_access_mode: 'rwo',
      expose_as_env_var: true
    },
    { type: 'pvc', name: 'data', mount_point: '/data' },
    { type: 'pv', name: 'old', mount_point: '/old' },
    {
      type: 'new_pvc',
      name: 'new',
      mount_point: '/new',
      size: 1,
      size_type: ''
    },
    { type: 'snap', name: 's', mount_point: '/s', snapshot_name: 'monday' }
  ],
  volume_access_mode: 'rwm',
  storage_class_name: '',
  snapshot_volumes: true,
  autosnapshot: false,
  katib_run: true,
  katib_metadata: {
    parameters: [
      {
        name: 'lr',
        parameterType: 'double',
        feasibleSpace: { min: '0.1', max: '0.5', step: '0.1' }
      },
      {
        name: 'kind',
        parameterType: 'categorical',
        feasibleSpace: { list: ['a', 'b'] }
      }
    ],
    objective: {
      type: 'maximize',
      goal: 0.9,
      objectiveMetricName: 'accuracy',
      additionalMetricNames: ['loss']
    },
    algorithm: {
      algorithmName: 'bayesianoptimization',
      algorithmSettings: [{ name: 'random_state', value: '10' }]
    },
    maxTrialCount: 12,
    maxFailedTrialCount: 3,
    parallelTrialCount: 2
  },
  steps_defaults: [
    'limit:memory:1Gi',
    'label:team:risk',
    'annotation:a:b:c',
    'image:x:1'
  ],
  enable_caching: false,
  security_context: {
    enabled: true,
    run_as_user: 65534,
    run_as_group: 0,
    run_as_non_root: true
  },
  output_path: 'out',
  timeout: 60,
  marshal_volume: false,
  marshal_path: '/marshal',
  abs_working_dir: '/home',
  kfp_host: 'http://kfp',
  key_of_the_future: [1]
};

const KATIB = METADATA.katib_metadata.parameters as unknown as JsonObject[];

describe('readKaleSettings', () => {
  it('reads every key', () => {
    const { settings, problems } = readKaleSettings(
      METADATA as unknown as JsonObject
    );
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      pipelineName: 'churn',
      experimentName: 'weekly',
      experiment: { id: 'new', name: 'weekly' },
      description: 'What it does',
      image: 'python:3.8',
      volumes: [
        {
          type: 'clone',
          name: 'workspace',
          mountPoint: '/home/jovyan',
          size: 5,
          sizeType: 'Gi',
          annotations: { 'rok/origin': 'x' },
          snapshot: true,
          storageClassName: 'fast',
          accessMode: 'rwo',
          exposeAsEnvVar: true
        },
        { type: 'pvc', name: 'data', mountPoint: '/data' },
        { type: 'pv', name: 'old', mountPoint: '/old' },
        { type: 'new_pvc', name: 'new', mountPoint: '/new', size: 1 },
        { type: 'snap', name: 's', mountPoint: '/s', snapshotName: 'monday' }
      ],
      volumeAccessMode: 'rwm',
      snapshotVolumes: true,
      autosnapshot: false,
      katibRun: true,
      katib: {
        parameters: [
          {
            name: 'lr',
            parameterType: 'double',
            feasibleSpace: { min: '0.1', max: '0.5', step: '0.1' }
          },
          {
            name: 'kind',
            parameterType: 'categorical',
            feasibleSpace: { list: ['a', 'b'] }
          }
        ],
        objective: {
          type: 'maximize',
          goal: 0.9,
          objectiveMetricName: 'accuracy',
          additionalMetricNames: ['loss']
        },
        algorithm: {
          algorithmName: 'bayesianoptimization',
          algorithmSettings: { random_state: '10' }
        },
        maxTrialCount: 12,
        maxFailedTrialCount: 3,
        parallelTrialCount: 2
      },
      stepsDefaults: METADATA.steps_defaults,
      enableCaching: false,
      securityContext: {
        enabled: true,
        runAsUser: 65534,
        runAsGroup: 0,
        runAsNonRoot: true
      },
      outputPath: 'out',
      timeout: 60,
      marshalVolume: false,
      marshalPath: '/marshal',
      workingDirectory: '/home',
      host: 'http://kfp'
    });
  });

  it('reads the study as version 0.5 had it', () => {
    const { settings } = readKaleSettings({
      katib: true,
      katib_parameters: KATIB,
      katib_objective: {
        type: 'minimize',
        goal: '',
        objectiveMetricName: 'loss'
      },
      katib_algorithm: { algorithmName: 'random' }
    });
    expect(settings?.katibRun).toBe(true);
    expect(settings?.katib?.parameters.length).toBe(2);
    expect(settings?.katib?.objective).toEqual({
      type: 'minimize',
      objectiveMetricName: 'loss'
    });
    expect(settings?.katib?.algorithm).toEqual({ algorithmName: 'random' });
  });

  it('prefers base_image, as version 2 does', () => {
    const images = { docker_image: 'old', base_image: 'new' };
    expect(readKaleSettings(images).settings?.image).toBe('new');
  });

  it('tells wrong types and reads the rest', () => {
    const { settings, problems } = readKaleSettings({
      pipeline_name: 1,
      volumes: [{ type: 'tape', name: 'a', mount_point: '/a' }],
      katib_run: 'yes',
      experiment_name: 'x'
    });
    expect(settings).toEqual({ experimentName: 'x', volumes: [] });
    expect(problems.map(problem => problem.path)).toEqual([
      'kubeflow_notebook.pipeline_name',
      'kubeflow_notebook.volumes[0].type',
      'kubeflow_notebook.katib_run'
    ]);
    expect(readKaleSettings('x').problems.length).toBe(1);
    expect(readKaleSettings(undefined)).toEqual({
      settings: undefined,
      problems: []
    });
  });

  it('never throws', () => {
    const keys = fc.constantFrom(...Object.keys(METADATA));
    fc.assert(
      fc.property(fc.oneof(plain, fc.dictionary(keys, plain)), value => {
        const { settings } = readKaleSettings(value);
        notebookSettingsOfKale(settings ?? {});
      }),
      { numRuns: 500 }
    );
  });
});

describe('notebookSettingsOfKale', () => {
  it('says in our words what Kale says', () => {
    const { settings: kale } = readKaleSettings(
      METADATA as unknown as JsonObject
    );
    const { settings, problems } = notebookSettingsOfKale(kale ?? {});
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      name: 'churn',
      description: 'What it does',
      experiment: 'weekly',
      defaults: {
        image: 'x:1',
        cache: 'disabled',
        resources: { memory: '1Gi' },
        labels: { team: 'risk' },
        annotations: { a: 'b:c' }
      },
      volumes: [
        {
          name: 'workspace',
          path: '/home/jovyan',
          source: { kind: 'clone', name: 'workspace' },
          size: '5Gi',
          storageClass: 'fast',
          accessMode: 'ReadWriteOnce',
          annotations: { 'rok/origin': 'x' },
          snapshot: true,
          env: 'KALE_VOLUME_WORKSPACE'
        },
        {
          name: 'data',
          path: '/data',
          source: { kind: 'claim', name: 'data' },
          accessMode: 'ReadWriteMany'
        },
        {
          name: 'old',
          path: '/old',
          source: { kind: 'volume', name: 'old' },
          accessMode: 'ReadWriteMany'
        },
        {
          name: 'new',
          path: '/new',
          source: { kind: 'new' },
          size: '1',
          accessMode: 'ReadWriteMany'
        },
        {
          name: 's',
          path: '/s',
          source: { kind: 'snapshot', name: 'monday' },
          accessMode: 'ReadWriteMany'
        }
      ]
    });
  });

  it('tells defaults that are none', () => {
    const stepsDefaults = ['step:a', 'cache:maybe', 'hide'];
    const { problems } = notebookSettingsOfKale({ stepsDefaults });
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['setting-value', 'kubeflow_notebook.steps_defaults[0]'],
      ['switch-value', 'kubeflow_notebook.steps_defaults[1]'],
      ['setting-value', 'kubeflow_notebook.steps_defaults[2]']
    ]);
  });

  it('names variables of volumes as Kale does', () => {
    expect(kaleVolumeVariable('a-b_c.d/e')).toBe('KALE_VOLUME_A_B_C_D_E');
  });
});
