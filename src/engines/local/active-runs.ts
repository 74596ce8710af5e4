import { dirname, join } from 'node:path';
import { NotebookDocument } from '../../notebook/document';
import { quantityValue } from '../../notebook/dialect/kubernetes';
import { CancelWatch, forgetCancel } from '../../runs/cancel-request';
import { collectWhenDue } from '../../runs/collect-garbage';
import { OwnedError, OwnerLock } from '../../runs/owner-lock';
import { readSubmitted } from '../../runs/read-submitted';
import { RunJournal } from '../../runs/run-journal';
import type { ReadStepResult } from '../../runs/read-step-result';
import type { RunRecord } from '../../runs/run-record';
import type { RunStore } from '../../runs/run-store';
import { resetRecord } from '../recording/reset-record';
import { EngineError } from '../engine-error';
import { StepCache } from './cache/step-cache';
import { findDoneSteps, undoOthers } from './done-steps';
import { findGivenSteps } from './given-steps';
import { findInterpreter, type Interpreter } from './interpreter/interpreter';
import { lockNotebook } from './notebook-lock';
import type { PreparedEnvironment } from './process/prepared-environment';
import { PreparedEnvironments } from './process/prepared-environments';
import { PreparedProcesses } from './process/prepared-processes';
import { findMachine } from './resources/machine';
import { RunExecution } from './run-execution';
import { StepVolumes } from './volumes/step-volumes';

export interface ExecutionOptions {
  readonly runner: string;
  readonly workers: number;
  readonly gpus?: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** What steps of a notebook are executed with. */
export interface Surroundings {
  readonly interpreter: Interpreter;
  readonly prepared: PreparedEnvironment;
}

interface ActiveRun {
  readonly store: RunStore;
  readonly journal: RunJournal;
  readonly abort: AbortController;
  /** Resolves when nothing of the run runs any more. */
  readonly ended: Promise<void>;
}

/** The runs that this process executes at the moment. */
export class ActiveRuns {
  private readonly _runs = new Map<string, ActiveRun>();
  private readonly _environments = new PreparedEnvironments();

  constructor(private readonly _options: ExecutionOptions) {}

  /**
   * Finds what a notebook is run with.
   *
   * @param path - of the notebook
   * @throws EngineError `no-kernel`, `kernel-not-understood`, NotebookError
   */
  async prepare(path: string, notebook: string): Promise<Surroundings> {
    const { environment, runner } = this._options;
    const document = NotebookDocument.parse(notebook);
    const interpreter = await findInterpreter(document, environment);
    const prepared = this._environments.of(
      { interpreter, runner, folder: dirname(path) },
      document.cells
        .filter(each => each.type === 'code')
        .map(each => each.source)
    );
    return { interpreter, prepared };
  }

  /** Whether any run is executed. */
  get isBusy(): boolean {
    return this._runs.size > 0;
  }

  /** The runs, with the path of the store that each is recorded in. */
  get all(): { readonly id: string; readonly place: string }[] {
    return [...this._runs.values()].map(({ store, journal }) => ({
      id: journal.record.id,
      place: store.path
    }));
  }

  /** Ends the processes that wait for steps, and those of steps. */
  close(): void {
    this._environments.close();
  }

  /** The books of a run that is executed here. */
  journal(store: RunStore, id: string): RunJournal | undefined {
    return this._runs.get(keyOf(store, id))?.journal;
  }

  /**
   * Executes a recorded run from its beginning; returns when it is under way.
   *
   * @param force - whether another run of the notebook may run meanwhile
   * @throws EngineError `run-is-active`, `input-not-there`
   */
  async start(
    store: RunStore,
    id: string,
    surroundings: Surroundings,
    force = false
  ): Promise<void> {
    const locks = [await own(store, id)];
    try {
      const ids = await store.ids();
      if (ids.length === 1) {
        // There is no earlier run whose results could be taken.
        surroundings.prepared.warm();
      }
      const record = await store.run(id).readRecord();
      if (!force) {
        locks.push(await lockNotebook(store, record));
      }
      await this._execute(store, record, locks, surroundings);
    } catch (error) {
      await releaseAll(locks);
      throw error;
    }
  }

  /**
   * Executes what is left of a run that has ended.
   *
   * @throws EngineError `run-is-active`, `no-kernel`, `kernel-not-understood`
   */
  async resume(store: RunStore, id: string): Promise<void> {
    const folder = store.run(id);
    const locks = [await own(store, id)];
    try {
      await forgetCancel(folder.cancel);
      const record = await folder.readRecord();
      locks.push(await lockNotebook(store, record));
      const { text, pipeline } = await readSubmitted(folder);
      const surroundings = await this.prepare(record.notebook.path, text);
      const done = await findDoneSteps(record, pipeline, folder, store.objects);
      await undoOthers(done, pipeline, folder, store.objects);
      const again = resetRecord(record, done);
      await folder.writeRecord(again, { durable: true });
      await this._execute(store, again, locks, surroundings, done);
    } catch (error) {
      await releaseAll(locks);
      throw error;
    }
  }

  /**
   * Ends a run and waits for its end.
   *
   * @returns false where it is not executed here
   */
  async cancel(store: RunStore, id: string): Promise<boolean> {
    const run = this._runs.get(keyOf(store, id));
    run?.abort.abort();
    await run?.ended;
    return run !== undefined;
  }

  private async _execute(
    store: RunStore,
    record: RunRecord,
    locks: readonly OwnerLock[],
    { interpreter, prepared }: Surroundings,
    done?: ReadonlyMap<string, ReadStepResult>
  ): Promise<void> {
    const { runner, workers, gpus, environment } = this._options;
    const folder = store.run(record.id);
    const { notebook, pipeline } = await readSubmitted(folder);
    const machine = await findMachine(pipeline, environment, gpus);
    const { objects } = store;
    const cache = new StepCache({ store, interpreter, runner, pipeline });
    const volumes = await StepVolumes.prepare(store.path, notebook);
    // What was given to a run that is resumed is among what it has done.
    const given = done
      ? undefined
      : await findGivenSteps({
          record,
          notebook,
          pipeline,
          objects,
          cache,
          volumes
        });
    const journal = await RunJournal.open(folder, record);
    const abort = new AbortController();
    const execution = new RunExecution({
      notebook,
      pipeline,
      folder,
      journal,
      objects,
      cache,
      volumes,
      given: given ?? new Map(),
      worker: new PreparedProcesses(interpreter, runner, prepared),
      workers: Math.min(record.workers ?? workers, workers),
      machine,
      done: done ?? new Map(),
      signal: abort.signal
    });
    const key = keyOf(store, record.id);
    const watch = new CancelWatch(folder.cancel, () => abort.abort());
    const ended = execution.run().finally(async () => {
      this._runs.delete(key);
      watch.close();
      await forgetCancel(folder.cancel).catch(() => undefined);
      await releaseAll(locks);
      const budget = quantityValue(environment.CELLWAY_STORE_SIZE ?? '');
      // If it cannot be done today, then another day.
      void collectWhenDue(store, budget || undefined, record.storeLimit).catch(
        () => undefined
      );
    });
    this._runs.set(key, { store, journal, abort, ended });
  }
}

function keyOf(store: RunStore, id: string): string {
  return join(store.path, id);
}

async function releaseAll(locks: readonly OwnerLock[]): Promise<void> {
  await Promise.all(locks.map(each => each.release()));
}

async function own(store: RunStore, id: string): Promise<OwnerLock> {
  try {
    return await OwnerLock.take(store.run(id).owner);
  } catch (error) {
    if (error instanceof OwnedError) {
      throw new EngineError(
        'run-is-active',
        `Run ${id} is being executed by process ${error.owner.pid} on ${error.owner.host}`,
        'Wait for its end, or cancel it.',
        { run: id }
      );
    }
    throw error;
  }
}
