import { gunzipSync } from 'node:zlib';
import { notebookText, type Code } from '../../local/__tests__/notebooks';
import type { Json } from '../compile/pipeline-spec';
import {
  codeFiles,
  compiled,
  confusedComponents,
  RUNNER,
  type Compiled
} from './compiled';

const CHAIN: readonly Code[] = [
  ['pipeline-parameters', 'n = 1\nrates = (0.1, 0.2)'],
  ['step:load_data', 'x = n'],
  ['step:Ünïcode', 'y = x + 1'],
  ['step:code', 'print(x, y, rates)']
];

function taskOf({ pipeline }: Compiled, name: string): Json {
  return JSON.parse(JSON.stringify(pipeline.root.dag.tasks[name]));
}

describe('a pipeline for Kubeflow', () => {
  it('has a task for each step, and one for the code, by names that it takes', async () => {
    const { pipeline, tasks } = await compiled(notebookText(CHAIN));
    expect(
      Object.entries(pipeline.root.dag.tasks).map(
        ([name, { dependentTasks = [] }]) => [name, ...dependentTasks]
      )
    ).toEqual([
      ['code'],
      ['load-data', 'code'],
      ['unicode', 'code', 'load-data'],
      ['code-2', 'code', 'load-data', 'unicode']
    ]);
    expect([...tasks]).toEqual([
      ['load_data', 'load-data'],
      ['Ünïcode', 'unicode'],
      ['code', 'code-2']
    ]);
  });

  it('has an input for each parameter, which goes to the steps that use it', async () => {
    const made = await compiled(
      notebookText(CHAIN),
      {},
      { parameters: { n: '7' } }
    );
    expect(made.pipeline.root.inputDefinitions?.parameters).toEqual({
      n: { parameterType: 'NUMBER_INTEGER', defaultValue: 7 },
      rates: {
        parameterType: 'STRING',
        defaultValue: '(0.1, 0.2)',
        description: 'A literal of Python'
      }
    });
    expect(made.code.task.parameters).toEqual({
      n: 'NUMBER_INTEGER',
      rates: 'LITERAL'
    });
    expect(taskOf(made, 'load-data')).toMatchObject({
      inputs: { parameters: { n: { componentInputParameter: 'n' } } }
    });
    expect(JSON.stringify(taskOf(made, 'unicode'))).not.toContain('Input');
  });

  it('has containers that differ where the inputs or outputs of steps do', async () => {
    const made = await compiled(
      notebookText([
        ['pipeline-parameters', 'n = 1\nm = 2'],
        ['step:one', 'x = n'],
        ['step:two', 'y = m'],
        ['step:three', 'z = 3'],
        ['step:four', 'u = 4'],
        ['step:five report:enabled', 'v = 5']
      ])
    );
    expect(confusedComponents(made)).toEqual([]);
    const { executors } = made.pipeline.deploymentSpec;
    expect(Object.keys(executors)).toHaveLength(5);
  });

  it('gives a step what those have left for which it waits', async () => {
    const { pipeline } = await compiled(notebookText(CHAIN));
    const { inputs } = pipeline.root.dag.tasks['code-2'];
    const from = (producerTask: string, outputArtifactKey: string): object => ({
      taskOutputArtifact: { producerTask, outputArtifactKey }
    });
    expect(inputs?.artifacts).toEqual({
      code: from('code', 'code'),
      'input-1': from('load-data', 'result'),
      'input-2': from('unicode', 'result')
    });
  });

  it('lets the cache see what a step runs and gets, and nothing else', async () => {
    const keyOf = async (cells: readonly Code[]): Promise<Json> => {
      const { inputs } = (await compiled(notebookText(cells))).pipeline.root.dag
        .tasks.two;
      return JSON.parse(JSON.stringify(inputs?.parameters));
    };
    const cells = (first: string, second: string): Code[] => [
      ['step:one', first],
      ['step:two', second]
    ];
    const key = await keyOf(cells('x = 1', 'print(x)'));
    expect(await keyOf(cells('x = 2', 'print(x)'))).toEqual(key);
    expect(await keyOf(cells('x = 1', 'print(x + 1)'))).not.toEqual(key);
    expect(key).toMatchObject({
      'cellway-digest-1': {
        taskOutputParameter: {
          producerTask: 'one',
          outputParameterKey: 'cellway-digest'
        }
      }
    });
  });

  it('is cached where a step says so, or whoever submits it, with the code that is an input of it', async () => {
    const text = notebookText([
      ['step:one', 'x = 1'],
      ['step:two cache:enabled', 'y = 2'],
      ['step:three cache:disabled', 'z = 3']
    ]);
    const cached = async (...given: [object?, object?]): Promise<string[]> => {
      const { pipeline } = await compiled(text, ...given);
      return Object.entries(pipeline.root.dag.tasks).flatMap(([name, task]) =>
        task.cachingOptions ? [name] : []
      );
    };
    expect(await cached()).toEqual(['code', 'two']);
    expect(await cached({ cache: true })).toEqual(['code', 'one', 'two']);
    const selection = { noCache: true };
    expect(await cached({ cache: true }, { selection })).toEqual([]);
  });

  it('has only the steps up to the one that is wanted', async () => {
    const selection = { to: 'Ünïcode' };
    const { pipeline } = await compiled(notebookText(CHAIN), {}, { selection });
    expect(Object.keys(pipeline.root.dag.tasks)).toEqual([
      'code',
      'load-data',
      'unicode'
    ]);
  });

  it('has one executor for all steps that ask for the same', async () => {
    const steps = (number: number, tags = ''): Code[] =>
      Array.from({ length: number }, (_, i) => [
        `step:s${i}${tags}`,
        i === 0 ? 'x = 0' : 'x = x + 1'
      ]);
    const { pipeline } = await compiled(notebookText(steps(20)));
    const { executors } = pipeline.deploymentSpec;
    // The code, the first step, and those that get something of one other.
    expect(Object.keys(executors)).toHaveLength(3);
  });

  it('brings its code in tasks of which none is too large, however much there is', async () => {
    const noise = Array.from({ length: 60_000 }, () =>
      Math.random().toString(36).slice(2, 8)
    ).join('');
    const made = await compiled(
      notebookText([['step:one', `x = "${noise}" # {{workflow.name}}`]])
    );
    const codes = Object.values(made.pipeline.deploymentSpec.executors).filter(
      ({ container: { args } }) => args?.[0] === '-c'
    );
    expect(codes.length).toBeGreaterThan(1);
    for (const each of codes) {
      expect(JSON.stringify(each).length).toBeLessThan(128 * 1024);
    }
    expect(made.code.plan.steps[0].cells[0].source).toContain(noise);
    const { artifacts } = made.pipeline.root.dag.tasks.one.inputs ?? {};
    expect(Object.keys(artifacts ?? {})).toHaveLength(codes.length);
    expect(JSON.stringify(made.pipeline)).not.toContain('{{workflow');
  });

  it('says where a cluster may not hold it', async () => {
    const steps = Array.from({ length: 300 }, (_, i): Code => [
      `step:s${i}`,
      i === 0 ? 'x = 0' : 'x = x + 1'
    ]);
    const { told } = await compiled(notebookText(steps));
    expect(told).toEqual(['large-for-kubeflow']);
    expect((await compiled(notebookText(steps.slice(0, 30)))).told).toEqual([]);
  });

  it('makes volumes before the steps that have them, and removes them behind', async () => {
    const volumes = [
      {
        name: 'Shelf',
        path: '/shelf',
        source: { kind: 'snapshot', name: 's' }
      },
      { name: 'there', path: '/there', source: { kind: 'claim', name: 'c' } }
    ];
    const text = JSON.stringify({
      ...JSON.parse(notebookText(CHAIN)),
      metadata: { cellway: { version: 1, volumes } }
    });
    const made = await compiled(text);
    expect(taskOf(made, 'make-shelf-1')).toMatchObject({
      inputs: {
        parameters: {
          size: { runtimeValue: { constant: '10Gi' } },
          data_source: {
            runtimeValue: {
              constant: {
                apiGroup: 'snapshot.storage.k8s.io',
                kind: 'VolumeSnapshot',
                name: 's'
              }
            }
          }
        }
      }
    });
    expect(taskOf(made, 'remove-shelf-1')).toMatchObject({
      dependentTasks: ['make-shelf-1', 'load-data', 'unicode', 'code-2']
    });
    expect(taskOf(made, 'unicode')).toMatchObject({
      dependentTasks: ['code', 'load-data', 'make-shelf-1']
    });
    expect(JSON.stringify(made.platform)).toContain(
      '"mountPath":"/there","pvcNameParameter":{"runtimeValue":{"constant":"c"}}'
    );
    expect(made.messages).toEqual([
      "It takes Kubeflow Pipelines 2.17 or newer to make the volume 'Shelf' of another one"
    ]);
  });

  it('shows the metrics of a run, and a report of steps that are to have one', async () => {
    const { pipeline, code } = await compiled(
      notebookText([
        ['step:fit report:enabled', 'loss = 0.5'],
        ['pipeline-metrics', 'print(loss)']
      ])
    );
    const outputs = Object.values(pipeline.components).flatMap(each =>
      Object.entries(each.outputDefinitions?.artifacts ?? {}).map(
        ([name, { artifactType }]) => `${name} ${artifactType.schemaTitle}`
      )
    );
    expect(outputs).toContain('metrics system.Metrics');
    expect(outputs).toContain('report system.HTML');
    expect(code.task.metrics).toEqual([{ name: 'loss', cell: 1 }]);
  });

  it('needs no image but those of its steps', async () => {
    const { pipeline } = await compiled(
      notebookText([['step:one image:images.example/ours:1', 'x = 1']])
    );
    const { executors } = pipeline.deploymentSpec;
    expect(
      Object.values(executors).map(({ container: { image } }) => image)
    ).toEqual(['images.example/ours:1', 'images.example/ours:1']);
  });

  it('has no task that is called as the driver of another one', async () => {
    const { tasks } = await compiled(
      notebookText([
        ['step:train', 'x = 1'],
        ['step:train-driver', 'y = 2']
      ])
    );
    expect([...tasks.values()]).toEqual(['train', 'train-driver-step']);
  });

  it('holds the program that runs tasks', async () => {
    const [[name, content]] = codeFiles(await compiled(notebookText(CHAIN)));
    expect(name).toBe('runner.pyz');
    expect(gunzipSync(Buffer.from(content, 'base64'))).toEqual(RUNNER);
  });
});
