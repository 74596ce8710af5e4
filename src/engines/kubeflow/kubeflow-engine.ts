import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { NotebookDocument } from '../../notebook/document';
import { readTaggedCells } from '../../notebook/tagged-cells';
import type { NotebookSettings } from '../../notebook/settings';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Pipeline } from '../../pipeline/model';
import { requestCancel } from '../../runs/cancel-request';
import { isEnded } from '../../runs/run-status';
import { RunStore } from '../../runs/run-store';
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
import { openArtifact } from '../local/artifact';
import { LocalArtifacts } from '../local/artifacts/local-artifacts';
import { ClusterCheck, type CheckedPods } from '../pods/check-cluster';
import { claimUses } from '../pods/volumes/claim-uses';
import { readOptions } from '../read-options';
import { refuseActive } from '../recording/ended-run';
import { logLines } from '../recording/log-lines';
import { KubeflowError } from './api/kubeflow-error';
import { checkForKubeflow } from './check';
import { compileRequest } from './compile-request';
import { KubeflowRuns } from './follow/kubeflow-runs';
import { kubeflowOptions, type KubeflowOptions } from './options';
import { podNeeds } from './pod-needs';
import { Servers, type ServersOptions } from './servers';
import { Submitter } from './submit/submitter';
import { writeFile } from './write-file';

export interface KubeflowEngineOptions extends ServersOptions {
  /** The path of the runner's program; that of tasks lies beside it. */
  readonly runner: string;
  /** How often it is looked after runs, in ms. */
  readonly every?: number;
}

/** What Kubeflow knows of a run is as old as this anyway, in ms. */
const EVERY = 3_000;

/** How often it is looked whether a run has ended that was cancelled, in ms. */
const POLL = 100;

/**
 * Runs pipelines with Kubeflow Pipelines. The books of a run are kept in the
 * store of its notebook, as those of any other.
 */
export class KubeflowEngine implements Engine {
  readonly name = 'kubeflow';
  readonly artifacts: LocalArtifacts;
  private readonly _runner: string;
  private readonly _servers: Servers;
  private readonly _followed: KubeflowRuns;
  private readonly _submitter: Submitter;
  private readonly _check = new ClusterCheck();

  constructor({ runner, every = EVERY, ...options }: KubeflowEngineOptions) {
    this._runner = join(dirname(runner), 'task-runner.pyz');
    this._servers = new Servers(options);
    this._followed = new KubeflowRuns(this._servers, every);
    this._submitter = new Submitter({
      engine: this.name,
      runner: this._runner,
      environment: options.environment,
      servers: this._servers,
      followed: this._followed
    });
    this.artifacts = new LocalArtifacts(runner, options.environment);
  }

  async check({
    notebook,
    pipeline,
    options
  }: CheckedNotebook): Promise<Diagnostic[]> {
    const document = NotebookDocument.parse(notebook.text);
    const { settings } = readTaggedCells(document);
    const { path } = notebook;
    const chosen = kubeflowOptions.safeParse(options ?? {}).data;
    const ofCluster = chosen
      ? await this._checkCluster(pipeline, settings, chosen)
      : [];
    if (path === undefined) {
      return [...checkForKubeflow(pipeline, settings), ...ofCluster];
    }
    const { diagnostics } = await compileRequest(
      { path, notebook: document, pipeline, parameters: {} },
      this._runner,
      chosen ?? kubeflowOptions.parse({})
    );
    return [...diagnostics, ...ofCluster];
  }

  /** What the cluster below would refuse, or find no node or volume for, where its context is named. */
  private _checkCluster(
    { steps }: Pipeline,
    { volumes = [] }: NotebookSettings,
    options: KubeflowOptions
  ): Promise<Diagnostic[]> {
    const pods: CheckedPods = {
      steps,
      uses: claimUses(steps, volumes, undefined),
      needsOf: step => podNeeds(step.settings, options)
    };
    return this._check.check(pods, () => this._servers.cluster(options));
  }

  async compile(run: RunRequest): Promise<Manifest> {
    const compiled = await compileRequest(
      {
        ...run,
        path: run.notebook.path,
        notebook: NotebookDocument.parse(run.notebook.text)
      },
      this._runner,
      readOptions(kubeflowOptions, this.name, run.options ?? {})
    );
    return { 'pipeline.yaml': writeFile(compiled) };
  }

  submit(run: RunRequest): Promise<RunHandle> {
    return this._submitter.submit(run);
  }

  async active(): Promise<RunHandle[]> {
    return this._followed.all.map(run => ({ engine: this.name, ...run }));
  }

  async attend({ id, place }: RunHandle): Promise<void> {
    await this._followed.attend(new RunStore(place), id);
  }

  watch(
    { id, place }: RunHandle,
    from: Cursor,
    signal: AbortSignal
  ): AsyncGenerator<WatchedEvent> {
    return this._followed.watch(new RunStore(place), id, from, signal);
  }

  logs(
    run: RunHandle,
    step: string,
    signal: AbortSignal
  ): AsyncIterable<LogLine> {
    return logLines(this.watch(run, '', signal), new Set([step]));
  }

  artifact(
    run: RunHandle,
    artifact: ArtifactId
  ): Promise<ReadableStream<Uint8Array>> {
    return openArtifact(new RunStore(run.place), run.id, artifact);
  }

  resume(run: RunHandle): Promise<void> {
    return this._submitter.resume(run);
  }

  async cancel(run: RunHandle): Promise<void> {
    const store = new RunStore(run.place);
    let isAsked = false;
    for (;;) {
      await this.attend(run);
      const record = await store.read(run.id);
      if (isEnded(record.status)) {
        return;
      }
      const { client, made } = await this._servers.of(record);
      if (!isAsked && made.run !== undefined) {
        // Kubeflow says of some runs that it was told to end only that they have failed.
        await requestCancel(store.run(run.id).cancel);
        await client.terminate(made.run);
        isAsked = true;
      }
      await setTimeout(POLL);
    }
  }

  /** Removes it from Kubeflow, too. */
  async remove(run: RunHandle): Promise<void> {
    const store = new RunStore(run.place);
    const record = await store.read(run.id);
    refuseActive(record);
    if (!store.run(run.id).isPinned) {
      const { client, made } = await this._servers.of(record);
      if (made.run !== undefined) {
        await client.remove(made.run).catch((error: unknown) => {
          if (!(error instanceof KubeflowError) || error.status !== 404) {
            throw error;
          }
        });
      }
    }
    await store.remove(run.id);
  }

  /** Lets runs go on by themselves. */
  async close(): Promise<void> {
    await this._followed.close();
    await this._servers.close();
  }
}
