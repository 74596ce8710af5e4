import { join } from 'node:path';
import type { VolumeSettings } from '../../../notebook/settings';
import type { Pipeline, Step } from '../../../pipeline/model';
import { CACHE_FORMAT } from '../../../runs/cache/cache-record';
import {
  CacheRecords,
  type StoredRecord
} from '../../../runs/cache/cache-records';
import { LeftResults } from '../../../runs/cache/left-results';
import { FileHashes } from '../../../runs/cache/file-hashes';
import { stepKey } from '../../../runs/cache/step-key';
import { lookAt } from '../../../runs/file-stamp';
import type { ReadStepResult } from '../../../runs/read-step-result';
import type { RunDiagnostic } from '../../../runs/run-event';
import type { RunStore } from '../../../runs/run-store';
import type { CachedStep, GivenStep } from '../../cache/cached-step';
import { resultAgain, resultToKeep } from '../../cache/kept-result';
import { keyFacts } from '../../cache/key-facts';
import { findUnverified, tellUnverified } from '../../cache/unverified';
import { definitionIds } from '../../requests/definition-ids';
import {
  podObservations,
  writesInFolder,
  type PodFolders
} from './pod-observations';

/** In ms. */
const DAY = 24 * 3600 * 1000;

/**
 * How long it is known without a pod what a step has left, in days. Who tidies
 * a claim leaves what was wanted so short before a run that stays
 * (`cellway/runner/pod/tidy.py`).
 */
const KNOWN_FOR = 7;

export interface PodCacheParts {
  /** Where it is kept what is known of steps; their objects are on the cluster. */
  readonly store: RunStore;
  /** Which claim it is: its uid; or which bucket. */
  readonly claim: string;
  /** After how many days what was stored may be gone; never if absent. */
  readonly expires?: number;
  /** What steps run in that name no image. */
  readonly image: string;
  /** SHA-256 of the program that runs steps. */
  readonly runner: string;
  readonly pipeline: Pipeline;
  readonly volumes: readonly VolumeSettings[];
  /** The notebook's folder. */
  readonly folder: string;
  /** Where pods have theirs. */
  readonly work: string;
}

/**
 * What steps have left where it outlives runs: on a claim, in a bucket. An image is known by its
 * name: who gives another image the same name is not noticed.
 */
export class PodCache {
  private readonly _records: CacheRecords;
  private readonly _left: LeftResults;
  private readonly _hashes: FileHashes;
  private readonly _definitions: ReadonlyMap<string, string>;

  constructor(private readonly _parts: PodCacheParts) {
    const { store, pipeline } = _parts;
    this._records = new CacheRecords(join(store.cache, 'claims'));
    this._left = new LeftResults(join(store.cache, 'claims'));
    this._hashes = new FileHashes(join(store.cache, 'hashes.jsonl'));
    const ids = definitionIds(pipeline.definitions);
    this._definitions = new Map(
      pipeline.definitions.map(({ code }, index) => [ids[index], code])
    );
  }

  /** What a step would leave that ran now; undefined where nobody can tell. */
  async find(given: GivenStep): Promise<CachedStep | undefined> {
    const { step, request } = given;
    const use = step.settings.cache;
    if (use === 'disabled') {
      return undefined;
    }
    for await (const stored of this._records.of(this._keyOf(given))) {
      const { unverified, result } = stored.record;
      if (
        (use === 'enabled' || !unverified) &&
        this._isThereYet(stored.record) &&
        (await this._stillHolds(stored))
      ) {
        try {
          return resultAgain(result, request, step.cells);
        } catch {
          // Somebody has changed the record.
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
    const left = await this._left.read(this._keyOf(given));
    if (!left || !this._isThereYet(left)) {
      return undefined;
    }
    try {
      const again = resultAgain(left.result, request, step.cells);
      return { ...again, leftBy: left.run };
    } catch {
      return undefined;
    }
  }

  /**
   * Remembers what later runs take only where they are asked to. The files of
   * a run go with it: of a step that wrote some, not all would be there.
   */
  private async _leave(
    given: GivenStep,
    read: ReadStepResult,
    folders: PodFolders,
    created: string
  ): Promise<void> {
    const { step, request } = given;
    if (!writesInFolder(read.result.observed, folders)) {
      const result = resultToKeep(read, step.cells);
      // A run does not depend on it.
      await this._left
        .write(this._keyOf(given), { created, run: request.run, result })
        .catch(() => undefined);
    }
  }

  /**
   * Keeps what a step has left.
   *
   * @param since - when it began, in ISO 8601: what it left is no older
   * @returns why it is not kept, where people may want to know
   */
  async keep(
    given: GivenStep,
    read: ReadStepResult,
    seconds: number,
    since: string
  ): Promise<RunDiagnostic[]> {
    const { step, request } = given;
    const { observed, objects, states } = read.result;
    const { work, volumes } = this._parts;
    const folders = { work, volumes: volumes.map(each => each.path) };
    if (!observed || step.settings.cache === 'disabled') {
      await this._leave(given, read, folders, since);
      return [];
    }
    const unverified = findUnverified(given, observed);
    const seen = podObservations(observed, step.settings, folders);
    if (unverified.length > 0 && step.settings.cache !== 'enabled') {
      await this._leave(given, read, folders, since);
      return tellUnverified(step.id, unverified);
    }
    if ('reason' in seen) {
      await this._leave(given, read, folders, since);
      return [tellNotKept(step, seen.reason)];
    }
    const stored = [...objects, ...Object.values(states)];
    await this._records.add(this._keyOf(given), {
      format: CACHE_FORMAT,
      created: since,
      run: request.run,
      step: step.id,
      seconds,
      result: resultToKeep(read, step.cells),
      objects: Object.fromEntries(stored.map(each => [each.hash, each.size])),
      read: seen.read,
      written: [],
      environment: {},
      packages: {},
      searched: [],
      unverified: unverified.length > 0
    });
    return [];
  }

  /**
   * Whether its objects outlast a run that begins now: the run may take a day,
   * and in a bucket they may have been there for one when the step left them
   * again. What is older, a pod looks for, and makes it young.
   */
  private _isThereYet({ created }: { readonly created: string }): boolean {
    const { expires = Infinity } = this._parts;
    const most = Math.min(expires - 2, KNOWN_FOR);
    return Date.now() - Date.parse(created) < most * DAY;
  }

  /** Whether the notebook's folder is as the step saw it. */
  private async _stillHolds({ record }: StoredRecord): Promise<boolean> {
    for (const { path, state } of record.read) {
      const here = join(this._parts.folder, path);
      const isListed = state.kind === 'folder' && state.stamp !== '';
      const now = await lookAt(here, isListed);
      const isSame =
        state.kind === 'file'
          ? (await this._hashes.of(here))?.hash === state.hash
          : now.kind === state.kind &&
            now.stamp === ('stamp' in state ? state.stamp : '');
      if (!isSame) {
        return false;
      }
    }
    return true;
  }

  private _keyOf({ step, request, results }: GivenStep): string {
    const { claim, image, runner, folder } = this._parts;
    const circumstances = {
      python: {
        implementation: 'image',
        version: step.settings.image ?? image,
        platform: claim
      },
      options: [],
      runner,
      environment: {},
      definitions: this._definitions
    };
    const here = { ...request, folder };
    return stepKey(keyFacts(circumstances, step, here, results));
  }
}

function tellNotKept({ id, cells }: Step, reason: string): RunDiagnostic {
  return {
    severity: 'info',
    code: 'not-cached',
    message: `The result of step '${id}' is not kept for later runs: ${reason}`,
    ...(cells[0] && { cell: cells[0].cell })
  };
}
