import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pipeline } from '../../../pipeline/model';
import { CACHE_FORMAT } from '../../../runs/cache/cache-record';
import {
  CacheRecords,
  type StoredRecord
} from '../../../runs/cache/cache-records';
import { LeftResults } from '../../../runs/cache/left-results';
import { FileHashes } from '../../../runs/cache/file-hashes';
import { FilesOfRun } from '../../../runs/cache/files-of-run';
import {
  NotRecordableError,
  record,
  stillHolds,
  type World
} from '../../../runs/cache/observations';
import { stepKey } from '../../../runs/cache/step-key';
import type { ReadStepResult } from '../../../runs/read-step-result';
import type { PythonEnvironment } from '../../../runs/python-environment';
import type { RunDiagnostic } from '../../../runs/run-event';
import type { RunStore } from '../../../runs/run-store';
import type { StepRequest } from '../../../runs/step-request';
import { definitionIds } from '../../requests/definition-ids';
import type { Interpreter } from '../interpreter/interpreter';
import type { CachedStep, GivenStep } from '../../cache/cached-step';
import { keyFacts, type Circumstances } from '../../cache/key-facts';
import { resultAgain, resultToKeep } from '../../cache/kept-result';
import {
  findEnvironment,
  isCurrent,
  type KnownEnvironment
} from './known-environment';
import { findUnverified, tellUnverified } from '../../cache/unverified';

export interface CacheSurroundings {
  readonly store: RunStore;
  readonly interpreter: Interpreter;
  /** The path of the runner's program. */
  readonly runner: string;
  readonly pipeline: Pipeline;
}

interface KnownCircumstances extends Circumstances {
  readonly python: PythonEnvironment;
}

/** What the steps of one run have left before, and leave for later runs. */
export class StepCache {
  private readonly _hashes: FileHashes;
  private readonly _records: CacheRecords;
  private readonly _left: LeftResults;
  private readonly _files: FilesOfRun;
  private _circumstances: Promise<KnownCircumstances | undefined> | undefined;
  private _environment: KnownEnvironment | undefined;

  constructor(private readonly _surroundings: CacheSurroundings) {
    const { cache, objects } = _surroundings.store;
    this._hashes = new FileHashes(join(cache, 'hashes.jsonl'));
    this._records = new CacheRecords(cache);
    this._left = new LeftResults(cache);
    this._files = new FilesOfRun(this._hashes, objects);
  }

  /** What a step would leave that ran now; undefined where nobody can tell. */
  async find(given: GivenStep): Promise<CachedStep | undefined> {
    const { step, request } = given;
    const use = step.settings.cache;
    if (use === 'disabled' || (await this._records.isEmpty())) {
      // Time to ask, while steps run.
      void this._known();
      return undefined;
    }
    const key = await this._keyOf(given);
    if (key === undefined) {
      return undefined;
    }
    for await (const stored of this._records.of(key)) {
      const { unverified, result, written } = stored.record;
      if (
        (use === 'enabled' || !unverified) &&
        (await this._isValid(stored, request))
      ) {
        try {
          const again = resultAgain(result, request, step.cells);
          await this._files.leave(written);
          await this._records.use(stored);
          return again;
        } catch {
          // Somebody has changed or removed the record.
        }
      }
    }
    return undefined;
  }

  /**
   * What a step left last with just what it is given now, also where it runs
   * every time.
   */
  async findLeft(given: GivenStep): Promise<CachedStep | undefined> {
    const { step, request } = given;
    const key = await this._keyOf(given);
    const left = key === undefined ? undefined : await this._left.read(key);
    if (!left) {
      return undefined;
    }
    try {
      const again = resultAgain(left.result, request, step.cells);
      const { objects, states } = again.result;
      const { store } = this._surroundings;
      for (const { hash, size } of [...objects, ...Object.values(states)]) {
        if (!(await store.objects.has(hash, size))) {
          return undefined;
        }
      }
      return { ...again, leftBy: left.run };
    } catch {
      return undefined;
    }
  }

  /** Puts the files on the disk that cached steps would have written. */
  async settle(): Promise<void> {
    await this._files.settle();
  }

  /**
   * Keeps what a step has left.
   *
   * @returns why it is not kept, where people may want to know
   */
  async keep(
    given: GivenStep,
    read: ReadStepResult,
    seconds: number
  ): Promise<RunDiagnostic[]> {
    const { step, request } = given;
    const { observed, objects, states } = read.result;
    const key = await this._keyOf(given);
    if (!key) {
      return [];
    }
    if (!observed || step.settings.cache === 'disabled') {
      await this._leave(key, given, read);
      return [];
    }
    const unverified = findUnverified(given, observed);
    if (unverified.length > 0 && step.settings.cache !== 'enabled') {
      await this._leave(key, given, read);
      return tellUnverified(step.id, unverified);
    }
    try {
      const observations = await record(
        observed,
        await this._world(request),
        this._hashes,
        this._surroundings.store.objects
      );
      const stored = [...objects, ...Object.values(states)];
      await this._records.add(key, {
        format: CACHE_FORMAT,
        created: new Date().toISOString(),
        run: request.run,
        step: step.id,
        seconds,
        result: resultToKeep(read, step.cells),
        objects: Object.fromEntries(stored.map(each => [each.hash, each.size])),
        ...observations,
        unverified: unverified.length > 0
      });
      return [];
    } catch (error) {
      await this._leave(key, given, read);
      const [cell] = step.cells;
      const reason = error instanceof Error ? error.message : String(error);
      return [
        {
          severity: error instanceof NotRecordableError ? 'info' : 'warning',
          code: 'not-cached',
          message: `The result of step '${step.id}' is not kept for later runs: ${reason}`,
          cell: cell?.cell
        }
      ];
    }
  }

  /** Remembers what later runs take only where they are asked to. */
  private async _leave(
    key: string,
    { step, request }: GivenStep,
    read: ReadStepResult
  ): Promise<void> {
    const created = new Date().toISOString();
    const result = resultToKeep(read, step.cells);
    // A run does not depend on it.
    await this._left
      .write(key, { created, run: request.run, result })
      .catch(() => undefined);
  }

  private async _isValid(
    { record: { objects, ...observations } }: StoredRecord,
    request: StepRequest
  ): Promise<boolean> {
    const { store } = this._surroundings;
    for (const [hash, size] of Object.entries(objects)) {
      if (!(await store.objects.has(hash, size))) {
        return false;
      }
    }
    return stillHolds(observations, await this._world(request));
  }

  private async _world({ environment }: StepRequest): Promise<World> {
    const all = await this._known();
    return {
      files: this._files,
      environment: { ...all?.environment, ...environment },
      packages: all?.python.packages ?? {}
    };
  }

  /** @returns undefined where it is not known with what the step runs */
  private async _keyOf(given: GivenStep): Promise<string | undefined> {
    const { step, request, results } = given;
    const all = await this._known();
    // What is installed while a run goes on is not known of its steps.
    return all && this._environment && isCurrent(this._environment)
      ? stepKey(keyFacts(all, step, request, results))
      : undefined;
  }

  private _known(): Promise<KnownCircumstances | undefined> {
    return (this._circumstances ??= this._findOut());
  }

  private async _findOut(): Promise<KnownCircumstances | undefined> {
    const { store, interpreter, runner, pipeline } = this._surroundings;
    const { command, environment } = interpreter;
    const folder = join(store.cache, 'environments');
    const program = await readFile(runner).catch(() => undefined);
    this._environment = await findEnvironment(interpreter, runner, folder);
    if (this._environment === undefined || program === undefined) {
      return undefined;
    }
    const ids = definitionIds(pipeline.definitions);
    return {
      python: this._environment.environment,
      options: command.slice(1),
      runner: createHash('sha256').update(program).digest('hex'),
      environment: { PYTHONHASHSEED: '0', ...environment },
      definitions: new Map(
        pipeline.definitions.map(({ code }, index) => [ids[index], code])
      )
    };
  }
}
