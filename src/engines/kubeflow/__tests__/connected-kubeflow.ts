/** An engine of Kubeflow, and a server that it talks to. */
import { Folder } from '../../../kubernetes/__tests__/connected';
import type { RunHandle } from '../../engine';
import {
  environmentIn,
  submit,
  temporaryFolder,
  watchToEnd,
  type Code,
  type Ran,
  type RunOptions
} from '../../local/__tests__/notebooks';
import { KubeflowEngine } from '../kubeflow-engine';
import { FakeKubeflow } from './fake-kubeflow';

const CELLS: readonly Code[] = [
  ['pipeline-parameters', 'n = 1'],
  ['step:one', 'print("one")\nx = n'],
  ['step:two', 'print("two", x)']
];

export class ConnectedKubeflow {
  readonly folder = new Folder();
  private _engine: KubeflowEngine;

  private constructor(readonly kubeflow: FakeKubeflow) {
    this.folder.write('task-runner.pyz', 'the runner');
    this._engine = this._make({});
  }

  static async connect(): Promise<ConnectedKubeflow> {
    return new ConnectedKubeflow(await FakeKubeflow.start());
  }

  get engine(): KubeflowEngine {
    return this._engine;
  }

  /** Puts another engine in the place of the first. */
  async restart(environment: NodeJS.ProcessEnv = {}): Promise<void> {
    await this._engine.close();
    this._engine = this._make(environment);
  }

  async begin(options: RunOptions = {}): Promise<RunHandle> {
    const { handle } = await submit(CELLS, {
      folder: await temporaryFolder(),
      engine: this._engine,
      ...options
    });
    return handle;
  }

  /** Goes on when a step has been told of. */
  watch(
    handle: RunHandle,
    on: Readonly<Record<string, () => void>> = {}
  ): Promise<Ran> {
    const waiting = new Map(Object.entries(on));
    return watchToEnd(this._engine, handle, {
      onEvent: event => {
        const key =
          'step' in event ? `${event.type} ${event.step}` : event.type;
        waiting.get(key)?.();
        waiting.delete(key);
      }
    });
  }

  async close(): Promise<void> {
    await this._engine.close();
    await this.kubeflow.stop();
    this.folder.remove();
  }

  private _make(environment: NodeJS.ProcessEnv): KubeflowEngine {
    return new KubeflowEngine({
      runner: `${this.folder.path}/runner.pyz`,
      environment: {
        ...environmentIn(this.folder.path),
        KF_PIPELINES_ENDPOINT: this.kubeflow.host,
        ...environment
      },
      version: '0',
      every: 10
    });
  }
}
