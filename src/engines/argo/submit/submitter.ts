import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { readSubmitted } from '../../../runs/read-submitted';
import type { RunRecord } from '../../../runs/run-record';
import { isDone, isEnded } from '../../../runs/run-status';
import { RunStore } from '../../../runs/run-store';
import { NotebookDocument } from '../../../notebook/document';
import type { CachedStep } from '../../cache/cached-step';
import { recordRun } from '../../recording/record-run';
import { resetRecord } from '../../recording/reset-record';
import type { RunHandle, RunRequest } from '../../engine';
import { checkRunner } from '../../check-runner';
import { EngineError } from '../../engine-error';
import { readOptions } from '../../read-options';
import { cacheOf } from '../cache-of';
import type { Clusters, Place } from '../clusters';
import { argoOptions, type ArgoOptions } from '../options';
import { findCached } from './find-cached';
import type { RunObjects } from '../compile/compile-run';
import type { FollowedRuns } from '../follow/followed-runs';
import { placeOf } from '../place-of';
import { isNotThere } from '../run-objects';
import { checkRequest, compileRequest, wantedSteps } from './compile-request';
import { makeObjects } from './make-objects';

export interface SubmitterParts {
  /** The name of the engine. */
  readonly engine: string;
  /** The path of the runner's program. */
  readonly runner: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly clusters: Clusters;
  readonly followed: FollowedRuns;
}

/** Brings runs to clusters. */
export class Submitter {
  constructor(private readonly _parts: SubmitterParts) {}

  /**
   * Makes a run and keeps its books; does nothing where there is one of this id.
   *
   * @throws KubernetesError, EngineError, NotebookError
   */
  async submit(run: RunRequest): Promise<RunHandle> {
    const { engine, runner, environment, clusters, followed } = this._parts;
    await checkRunner(runner);
    checkRequest(run);
    const asked = readOptions(argoOptions, engine, run.options ?? {});
    const place = await clusters.place(asked);
    const client = await clusters.client(place, asked);
    const made = await this._made(client, place, asked);
    const options = { ...asked, ...place, ...(made && { made }) };
    const recorded = { ...run, options };
    const { store, isNew } = await recordRun(recorded, engine, environment);
    const lock = isNew ? await followed.own(store, run.id) : undefined;
    if (lock) {
      try {
        const record = await store.run(run.id).readRecord();
        const cached = await cachedSteps(record, run, store);
        const isDone = (step: string): boolean => cached.has(step);
        if (wantedSteps(run).every(isDone)) {
          await followed.settle(store, record, lock, cached);
        } else {
          const results = [...cached.values()].map(each => each.result);
          const attempt = { isDone, results };
          const objects = await compileRequest(run, runner, options, attempt);
          await makeObjects(client, objects, place.namespace);
          await followed.follow(store, record, lock, cached);
        }
      } catch (error) {
        await lock.release();
        // What could not be made is no run.
        await store.remove(run.id);
        throw error;
      }
    }
    return { engine, id: run.id, place: store.path };
  }

  /** @returns undefined where each run gets a claim of its own */
  private async _made(
    client: KubernetesClient,
    { namespace }: Place,
    { storage }: ArgoOptions
  ): Promise<ArgoOptions['made']> {
    if (storage.claim === undefined) {
      return undefined;
    }
    const { metadata } = await client.get(
      'persistentvolumeclaims',
      storage.claim,
      { namespace }
    );
    const program = await readFile(this._parts.runner);
    const runner = createHash('sha256').update(program).digest('hex');
    return { claim: metadata.uid, runner };
  }

  /**
   * Makes another workflow for the steps that are left of a run.
   *
   * @throws KubernetesError, EngineError, RunError
   */
  async resume({ id, place: path }: RunHandle): Promise<void> {
    const { runner, clusters, followed } = this._parts;
    const store = new RunStore(path);
    const folder = store.run(id);
    const lock = await followed.own(store, id);
    const record = await folder.readRecord();
    try {
      if (!lock || !isEnded(record.status)) {
        throw new EngineError(
          'run-is-active',
          `Run ${id} goes on`,
          'Wait for its end, or cancel it.',
          { run: id }
        );
      }
      if (record.status === 'succeeded') {
        throw new EngineError(
          'nothing-to-resume',
          `All steps of run ${id} are done`,
          'Submit the notebook to run it again.'
        );
      }
      const { place, options } = placeOf(record);
      const { text, pipeline } = await readSubmitted(folder);
      const done = new Set(
        record.steps.filter(each => isDone(each.status)).map(each => each.step)
      );
      const again: RunRecord = {
        ...resetRecord(record, done),
        attempt: (record.attempt ?? 1) + 1
      };
      const objects = await compileRequest(
        { ...record, notebook: { ...record.notebook, text }, pipeline },
        runner,
        options,
        { attempt: again.attempt, isDone: step => done.has(step) }
      );
      const client = await clusters.client(place, options);
      await checkData(client, objects, place.namespace, id);
      await folder.writeRecord(again, { durable: true });
      try {
        await makeObjects(client, objects, place.namespace);
      } catch (error) {
        await folder.writeRecord(record, { durable: true });
        throw error;
      }
      await followed.follow(store, again, lock);
    } catch (error) {
      await lock?.release();
      throw error;
    }
  }
}

/** What the cache knows needs no pod. */
async function cachedSteps(
  record: RunRecord,
  { notebook: { text }, pipeline }: RunRequest,
  store: RunStore
): Promise<ReadonlyMap<string, CachedStep>> {
  const notebook = NotebookDocument.parse(text);
  const cache = cacheOf(record, notebook, pipeline, store);
  return cache
    ? findCached({ record, notebook, pipeline, store }, cache)
    : new Map();
}

/** What the steps that are done have left must still be there. */
async function checkData(
  client: KubernetesClient,
  { data }: RunObjects,
  namespace: string,
  run: string
): Promise<void> {
  try {
    await client.get('persistentvolumeclaims', data, { namespace });
  } catch (error) {
    if (isNotThere(error)) {
      throw new EngineError(
        'not-on-cluster',
        `What the steps of run ${run} have left is no longer on the cluster: the claim ${data} is gone`,
        'Run the notebook again.',
        { run }
      );
    }
    throw error;
  }
}
