import { NotebookDocument } from '../../notebook/document';
import { readTaggedCells } from '../../notebook/tagged-cells';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { IN_CLUSTER } from '../../kubernetes/connection/in-cluster';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { NotebookSettings } from '../../notebook/settings';
import type { Pipeline } from '../../pipeline/model';
import { isEnded } from '../../runs/run-status';
import { RunStore } from '../../runs/run-store';
import { openArtifact } from '../local/artifact';
import { LocalArtifacts } from '../local/artifacts/local-artifacts';
import { ClusterCheck, type CheckedPods } from '../pods/check-cluster';
import { checkProject } from '../pods/check-project';
import { collectProject } from '../pods/project-files';
import { ClusterArtifacts } from '../pods/results/cluster-artifacts';
import { claimUses } from '../pods/volumes/claim-uses';
import { refuseActive } from '../recording/ended-run';
import { logLines } from '../recording/log-lines';
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
import { readOptions } from '../read-options';
import { checkForArgo } from './check';
import { Clusters, type ClustersOptions } from './clusters';
import { ArgoRuns } from './follow/argo-runs';
import { argoOptions, type ArgoOptions } from './options';
import { podNeeds } from './pod-needs';
import { reachRun } from './results/reach-run';
import { removeObjects, shutDown } from './run-objects';
import { keepsResults } from './storage';
import { compileRequest } from './submit/compile-request';
import { Submitter } from './submit/submitter';
import { writeYaml } from '../pods/write-yaml';

export interface ArgoEngineOptions extends ClustersOptions {
  /** The path of the runner's program. */
  readonly runner: string;
}

/** How often it is looked whether a run has ended that was cancelled, in ms. */
const POLL = 100;

/** After how long a run is asked once more to end, in ms. */
const ASK_AGAIN = 15_000;

/**
 * Runs pipelines on a cluster with Argo Workflows, one pod a step. The books
 * of a run are kept in the store of its notebook, as those of any other.
 */
export class ArgoEngine implements Engine {
  readonly name = 'argo';
  readonly artifacts: ClusterArtifacts;
  private readonly _clusters: Clusters;
  private readonly _followed: ArgoRuns;
  private readonly _submitter: Submitter;
  private readonly _check = new ClusterCheck();

  constructor(private readonly _options: ArgoEngineOptions) {
    const { runner, environment } = _options;
    this._clusters = new Clusters(_options);
    this._followed = new ArgoRuns(this._clusters, runner);
    this._submitter = new Submitter({
      engine: this.name,
      runner,
      environment,
      clusters: this._clusters,
      followed: this._followed
    });
    this.artifacts = new ClusterArtifacts(
      new LocalArtifacts(runner, environment),
      async record => {
        const { client } = await this._clusters.of(record);
        return reachRun(record, client, runner);
      }
    );
  }

  async check({
    notebook,
    pipeline,
    options
  }: CheckedNotebook): Promise<Diagnostic[]> {
    const { settings } = readTaggedCells(NotebookDocument.parse(notebook.text));
    const { path } = notebook;
    const asked = argoOptions.safeParse(options ?? {}).data;
    return [
      ...checkForArgo(pipeline, settings, asked && keepsResults(asked)),
      ...(asked ? await this._checkCluster(pipeline, settings, asked) : []),
      ...(path === undefined
        ? []
        : checkProject(await collectProject(dirname(path))))
    ];
  }

  /** What the cluster would refuse, or find no node or volume for. */
  private _checkCluster(
    { steps }: Pipeline,
    { volumes = [] }: NotebookSettings,
    options: ArgoOptions
  ): Promise<Diagnostic[]> {
    const { s3, claim } = options.storage;
    const pods: CheckedPods = {
      steps,
      uses: claimUses(steps, volumes, s3 ? undefined : claim),
      needsOf: step => podNeeds(step.settings, options)
    };
    return this._check.check(pods, async () => {
      const place = await this._clusters.place(options);
      return {
        client: await this._clusters.client(place, options),
        namespace: place.namespace,
        isAround: place.context === IN_CLUSTER
      };
    });
  }

  async compile(run: RunRequest): Promise<Manifest> {
    const { parts, workflow } = await compileRequest(
      run,
      this._options.runner,
      readOptions(argoOptions, this.name, run.options ?? {}),
      { standsAlone: true }
    );
    return { 'run.yaml': writeYaml([...parts, workflow]) };
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

  async artifact(
    run: RunHandle,
    artifact: ArtifactId
  ): Promise<ReadableStream<Uint8Array>> {
    await this.artifacts.bring(run, artifact);
    return openArtifact(new RunStore(run.place), run.id, artifact);
  }

  resume(run: RunHandle): Promise<void> {
    return this._submitter.resume(run);
  }

  async cancel(run: RunHandle): Promise<void> {
    const store = new RunStore(run.place);
    let next = -Infinity;
    for (;;) {
      const record = await store.read(run.id);
      if (isEnded(record.status)) {
        return;
      }
      const now = performance.now();
      if (now >= next) {
        const { client, namespace } = await this._clusters.of(record);
        await shutDown(client, namespace, run.id);
        next = now + ASK_AGAIN;
      }
      await this.attend(run);
      await setTimeout(POLL);
    }
  }

  /** Removes it from the cluster, too: its workflow, its code, its data. */
  async remove(run: RunHandle): Promise<void> {
    const store = new RunStore(run.place);
    const record = await store.read(run.id);
    refuseActive(record);
    if (!store.run(run.id).isPinned) {
      const { client, namespace } = await this._clusters.of(record);
      await removeObjects(client, namespace, run.id);
    }
    await store.remove(run.id);
  }

  /** Lets runs go on by themselves, and ends what connects this process with clusters. */
  async close(): Promise<void> {
    await this.artifacts.close();
    await this._followed.close();
    await this._clusters.close();
  }
}
