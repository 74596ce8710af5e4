import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { findFolders } from '../../data/volumes/local/folders';
import { NotebookDocument } from '../../notebook/document';
import type { NotebookSettings } from '../../notebook/settings';
import { readTaggedCells } from '../../notebook/tagged-cells';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline } from '../../pipeline/model';
import { isEnded } from '../../runs/run-status';
import { RunStore } from '../../runs/run-store';
import { storePlaces } from '../../runs/store-folder';
import type {
  ArtifactId,
  CheckedNotebook,
  Cursor,
  Engine,
  LogLine,
  Manifest,
  RunHandle,
  RunRequest,
  WatchedEvent
} from '../engine';
import { checkRunner } from '../check-runner';
import { EngineError } from '../engine-error';
import { ActiveRuns } from './active-runs';
import { openArtifact } from './artifact';
import { LocalArtifacts } from './artifacts/local-artifacts';
import { cancelElsewhere } from './cancel-elsewhere';
import { checkLocally } from './check';
import { refuseDone } from '../recording/ended-run';
import { logLines } from '../recording/log-lines';
import { recordRun } from '../recording/record-run';
import { findMachine } from './resources/machine';
import { watchRun } from '../recording/watch-run';
import { checkFolders } from './volumes/check-volumes';

export interface LocalOptions {
  /** The path of the runner's program. */
  readonly runner: string;
  /** How many steps of a run are executed at the same time; as many as processors if absent. */
  readonly workers?: number;
  /** The GPUs that steps may use, as `CUDA_VISIBLE_DEVICES` names them; those that are found if absent. */
  readonly gpus?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** Runs pipelines on this machine, as children of this process. */
export class LocalEngine implements Engine {
  readonly name = 'local';
  readonly artifacts: LocalArtifacts;
  private readonly _active: ActiveRuns;
  private readonly _environment: NodeJS.ProcessEnv;

  constructor(private readonly _options: LocalOptions) {
    this._environment = _options.environment ?? process.env;
    this.artifacts = new LocalArtifacts(_options.runner, this._environment);
    this._active = new ActiveRuns({
      ..._options,
      workers: _options.workers ?? availableParallelism(),
      environment: this._environment
    });
  }

  /** Whether a run is being executed by this process. */
  get isBusy(): boolean {
    return this._active.isBusy;
  }

  async active(): Promise<RunHandle[]> {
    return this._active.all.map(run => ({ engine: this.name, ...run }));
  }

  /** Runs of this machine end with the process that executes them. */
  async attend(): Promise<void> {
    return;
  }

  async check({ notebook, pipeline }: CheckedNotebook): Promise<Diagnostic[]> {
    const { settings } = readTaggedCells(NotebookDocument.parse(notebook.text));
    const { gpus } = this._options;
    const machine = await findMachine(pipeline, this._environment, gpus);
    return [
      ...checkLocally(pipeline, settings, machine),
      ...(await this._checkVolumes(notebook.path, settings, pipeline))
    ];
  }

  private async _checkVolumes(
    path: string | undefined,
    { volumes = [] }: NotebookSettings,
    { steps }: Pipeline
  ): Promise<Diagnostic[]> {
    if (path === undefined || volumes.length === 0) {
      return [];
    }
    const [store] = await storePlaces(dirname(path), this._environment);
    return checkFolders(await findFolders(store, volumes), steps);
  }

  async compile(): Promise<Manifest> {
    throw new EngineError(
      'cannot-compile',
      'The local engine runs a pipeline as it is: there is nothing to compile',
      "Compile for 'argo', 'kubeflow' or 'script'."
    );
  }

  async submit(run: RunRequest): Promise<RunHandle> {
    checkSystem();
    await checkRunner(this._options.runner);
    const { path, text } = run.notebook;
    const surroundings = await this._active.prepare(path, text);
    const { store, isNew } = await recordRun(run, this.name, this._environment);
    if (isNew) {
      try {
        await this._active.start(store, run.id, surroundings, run.force);
      } catch (error) {
        // What could not be started is no run.
        await store.remove(run.id);
        throw error;
      }
    }
    return { engine: this.name, id: run.id, place: store.path };
  }

  watch(
    { id, place }: RunHandle,
    from: Cursor,
    signal: AbortSignal
  ): AsyncIterable<WatchedEvent> {
    const store = new RunStore(place);
    return watchRun(store, id, from, signal, this._active.journal(store, id));
  }

  logs(
    run: RunHandle,
    step: string,
    signal: AbortSignal
  ): AsyncIterable<LogLine> {
    return logLines(this.watch(run, '', signal), new Set([step]));
  }

  artifact(
    { id, place }: RunHandle,
    artifact: ArtifactId
  ): Promise<ReadableStream<Uint8Array>> {
    return openArtifact(new RunStore(place), id, artifact);
  }

  async resume({ id, place }: RunHandle): Promise<void> {
    const store = new RunStore(place);
    const record = await store.read(id);
    if (!isEnded(record.status)) {
      throw new EngineError(
        'run-is-active',
        `Run ${id} is being executed by another process`,
        'Wait for its end, or cancel it.',
        { run: id }
      );
    }
    refuseDone(record);
    await this._active.resume(store, id);
  }

  async cancel({ id, place }: RunHandle): Promise<void> {
    const store = new RunStore(place);
    if (!(await this._active.cancel(store, id))) {
      await cancelElsewhere(store, id);
    }
  }

  async remove({ id, place }: RunHandle): Promise<void> {
    await new RunStore(place).remove(id);
  }

  /** Ends what it has started, and what waits for further runs. */
  close(): void {
    this._active.close();
  }
}

function checkSystem(): void {
  if (process.platform === 'win32') {
    throw new EngineError(
      'unsupported-system',
      'Runs on Windows itself are not possible yet',
      'Use the Windows Subsystem for Linux (WSL).'
    );
  }
}
