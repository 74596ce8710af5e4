import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { readSubmitted } from '../../../runs/read-submitted';
import type { RunRecord } from '../../../runs/run-record';
import { RunStore } from '../../../runs/run-store';
import { NotebookDocument } from '../../../notebook/document';
import type { CachedStep } from '../../cache/cached-step';
import { recordRun } from '../../recording/record-run';
import {
  nextAttempt,
  refuseActive,
  refuseDone,
  runGoesOn
} from '../../recording/ended-run';
import type { RunHandle, RunRequest } from '../../engine';
import { checkRunner } from '../../check-runner';
import { bucketIdentity } from '../../pods/storage/bucket';
import { readOptions } from '../../read-options';
import { cacheOf } from '../cache-of';
import type { Clusters, Place } from '../clusters';
import { argoOptions, type ArgoOptions } from '../options';
import { findBucket } from '../find-bucket';
import { findCached } from './find-cached';
import type { ArgoRuns } from '../follow/argo-runs';
import { placeOf } from '../place-of';
import { dataPlace, keepsResults } from '../storage';
import { checkData, resultsOf } from './earlier-attempts';
import { checkRequest, compileRequest, wantedSteps } from './compile-request';
import { makeObjects } from './make-objects';
import { stepSeconds } from './step-seconds';

export interface SubmitterParts {
  /** The name of the engine. */
  readonly engine: string;
  /** The path of the runner's program. */
  readonly runner: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly clusters: Clusters;
  readonly followed: ArgoRuns;
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
    const read = readOptions(argoOptions, engine, run.options ?? {});
    checkRequest(run, read);
    const place = await clusters.place(read);
    const client = await clusters.client(place, read);
    const asked = await withBucket(client, { ...read, ...place }, place);
    const made = await this._made(client, asked);
    const options = { ...asked, ...(made && { made }) };
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
          const seconds = await secondsFor(store, record, options);
          const attempt = { isDone, results, seconds };
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
    options: ArgoOptions
  ): Promise<ArgoOptions['made']> {
    if (!keepsResults(options)) {
      return undefined;
    }
    const place = dataPlace('', options);
    const program = await readFile(this._parts.runner);
    return {
      claim:
        'bucket' in place
          ? bucketIdentity(place.bucket)
          : await uidOf(client, place.claim, options.namespace),
      runner: createHash('sha256').update(program).digest('hex')
    };
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
    try {
      const record = await folder.readRecord();
      if (!lock) {
        throw runGoesOn(id);
      }
      refuseActive(record);
      refuseDone(record);
      const { place, options } = placeOf(record);
      const { text, pipeline } = await readSubmitted(folder);
      const { again, done } = nextAttempt(record);
      const objects = await compileRequest(
        { ...record, notebook: { ...record.notebook, text }, pipeline },
        runner,
        options,
        {
          attempt: again.attempt,
          isDone: step => done.has(step),
          seconds: await secondsFor(store, record, options),
          results: await resultsOf(folder, record, done)
        }
      );
      const client = await clusters.client(place, options);
      await checkData(client, objects, place.namespace, record);
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

/** Options that say which bucket it is, where the cluster had to be asked. */
async function withBucket(
  client: KubernetesClient,
  options: ArgoOptions,
  { namespace }: Place
): Promise<ArgoOptions> {
  const { storage } = options;
  return storage.s3
    ? {
        ...options,
        storage: {
          ...storage,
          s3: await findBucket(client, storage.s3, namespace)
        }
      }
    : options;
}

/** @returns undefined where steps are not to share pods */
async function secondsFor(
  store: RunStore,
  record: RunRecord,
  { packing }: ArgoOptions
): Promise<ReadonlyMap<string, number> | undefined> {
  return packing ? stepSeconds(store, record) : undefined;
}

async function uidOf(
  client: KubernetesClient,
  claim: string,
  namespace: string | undefined
): Promise<string> {
  const at = { namespace };
  const { metadata } = await client.get('persistentvolumeclaims', claim, at);
  return metadata.uid;
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
