import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { NotebookDocument } from '../../../notebook/document';
import type { NotebookSettings } from '../../../notebook/settings';
import { readTaggedCells } from '../../../notebook/tagged-cells';
import { forgetCancel } from '../../../runs/cancel-request';
import type { RunRecord } from '../../../runs/run-record';
import { RunStore } from '../../../runs/run-store';
import { checkRunner } from '../../check-runner';
import type { RunHandle, RunRequest } from '../../engine';
import { EngineError } from '../../engine-error';
import { readOptions } from '../../read-options';
import { recordRun } from '../../recording/record-run';
import {
  nextAttempt,
  refuseActive,
  refuseDone,
  runGoesOn
} from '../../recording/ended-run';
import type { KubeflowClient } from '../api/kubeflow-client';
import { compileRequest, type CheckedPipeline } from '../compile-request';
import { checkVersion } from '../compile/needed-version';
import type { Json } from '../compile/pipeline-spec';
import type { KubeflowRuns } from '../follow/kubeflow-runs';
import { kubeflowOptions, type KubeflowOptions } from '../options';
import type { Servers } from '../servers';
import { checkRequest } from './check-request';

export interface SubmitterParts {
  /** The name of the engine. */
  readonly engine: string;
  /** The path of the program that runs tasks. */
  readonly runner: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly servers: Servers;
  readonly followed: KubeflowRuns;
}

/** Where Kubernetes tells a pod its namespace. */
const OWN_NAMESPACE = '/var/run/secrets/kubernetes.io/serviceaccount/namespace';

/** Brings runs to Kubeflow. */
export class Submitter {
  constructor(private readonly _parts: SubmitterParts) {}

  /**
   * Makes a run and keeps its books; does nothing where there is one of this id.
   *
   * @throws KubeflowError, EngineError, NotebookError
   */
  async submit(run: RunRequest): Promise<RunHandle> {
    const { engine, runner, environment, servers, followed } = this._parts;
    await checkRunner(runner);
    checkRequest(run);
    const asked = readOptions(kubeflowOptions, engine, run.options ?? {});
    const client = servers.client(asked);
    const notebook = NotebookDocument.parse(run.notebook.text);
    const { settings } = readTaggedCells(notebook);
    const options = await withNamespace(client, asked, settings);
    const compiled = await compileRequest(
      { ...run, path: run.notebook.path, notebook },
      runner,
      options
    );
    refuseErrors(compiled);
    const { name: title = basename(run.notebook.path, '.ipynb') } = settings;
    const { experiment: group = options.experiment } = settings;
    const { namespace } = options;
    const experiment =
      group !== undefined || namespace !== undefined
        ? await client.experiment(group ?? 'Default', namespace)
        : undefined;
    const made = {
      host: client.access.host,
      name: `${title} ${run.id}`,
      ...(experiment !== undefined && { experiment }),
      tasks: Object.fromEntries(compiled.tasks)
    };
    await servers.remember(client);
    // Where the token is, is for who submits to say, not for a record.
    const kept = { ...options, tokenFile: undefined };
    const recorded = { ...run, options: { ...kept, made } };
    const { store, isNew } = await recordRun(recorded, engine, environment);
    const lock = isNew ? await followed.own(store, run.id) : undefined;
    if (lock) {
      const folder = store.run(run.id);
      try {
        const server = await client.createRun({
          name: made.name,
          description: settings.description,
          experiment,
          serviceAccount: options.serviceAccount,
          pipelineRoot: options.pipelineRoot,
          parameters: inputsOf(compiled),
          file: { pipeline: compiled.pipeline, platform: compiled.platform }
        });
        const record: RunRecord = {
          ...(await folder.readRecord()),
          options: { ...kept, made: { ...made, run: server.run_id } }
        };
        await folder.writeRecord(record, { durable: true });
        await followed.follow(store, record, lock);
      } catch (error) {
        await lock.release();
        // What could not be made is no run.
        await store.remove(run.id);
        throw error;
      }
    }
    return { engine, id: run.id, place: store.path };
  }

  /**
   * Lets Kubeflow run again what has failed of a run.
   *
   * @throws KubeflowError, EngineError, RunError
   */
  async resume({ id, place }: RunHandle): Promise<void> {
    const { servers, followed } = this._parts;
    const store = new RunStore(place);
    const folder = store.run(id);
    const lock = await followed.own(store, id);
    try {
      const record = await folder.readRecord();
      if (!lock) {
        throw runGoesOn(id);
      }
      refuseActive(record);
      refuseDone(record);
      const { client, made } = await servers.of(record);
      await forgetCancel(folder.cancel);
      await client.retry(made.run ?? '');
      const { again } = nextAttempt(record);
      await folder.writeRecord(again, { durable: true });
      await followed.follow(store, again, lock);
    } catch (error) {
      await lock?.release();
      throw error;
    }
  }
}

/**
 * Asks the server what it is: whether it takes all that is set, and whether a
 * namespace has to be named.
 */
async function withNamespace(
  client: KubeflowClient,
  options: KubeflowOptions,
  settings: NotebookSettings
): Promise<KubeflowOptions> {
  const { version, isMultiUser } = await client.health();
  if (version !== undefined) {
    refuseErrors({ diagnostics: checkVersion(settings, options, version) });
  }
  if (!isMultiUser || options.namespace !== undefined) {
    return options;
  }
  const own = await readFile(OWN_NAMESPACE, 'utf8').catch(() => '');
  if (own.trim() === '') {
    throw new EngineError(
      'invalid-options',
      'On this Kubeflow everybody has a namespace, and none is named',
      'Name yours (namespace).'
    );
  }
  return { ...options, namespace: own.trim() };
}

/** @throws EngineError `cannot-compile` */
function refuseErrors({
  diagnostics
}: Pick<CheckedPipeline, 'diagnostics'>): void {
  const errors = diagnostics.filter(each => each.severity === 'error');
  if (errors.length > 0) {
    throw new EngineError(
      'cannot-compile',
      errors.map(each => each.message).join('; '),
      'Change what it names.'
    );
  }
}

/** All values, so that the pages of the run show them. */
function inputsOf({ pipeline }: CheckedPipeline): Record<string, Json> {
  const { parameters = {} } = pipeline.root.inputDefinitions ?? {};
  return Object.fromEntries(
    Object.entries(parameters).map(([name, { defaultValue = null }]) => [
      name,
      defaultValue
    ])
  );
}
