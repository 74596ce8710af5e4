import type { NotebookDocument } from '../../notebook/document';
import type { Pipeline, Step } from '../../pipeline/model';
import { ExecutedNotebook } from '../../runs/executed-notebook';
import type { Observed } from '../../runs/observed';
import type { ObjectStore } from '../../runs/object-store';
import type { ReadStepResult } from '../../runs/read-step-result';
import type { RunFolder } from '../../runs/run-folder';
import type { RunJournal } from '../../runs/run-journal';
import { rounded } from '../../runs/run-journal';
import { isDone, type RunStatus } from '../../runs/run-status';
import { startOver } from '../../runs/start-over';
import type { StepResult } from '../../runs/step-result';
import {
  buildRequest,
  runContext,
  type RunContext
} from '../requests/build-request';
import type { CachedStep } from '../cache/cached-step';
import type { StepCache } from './cache/step-cache';
import { Allotment } from './resources/allotment';
import type { Machine } from './resources/machine';
import type { StepEnd } from '../recording/step-end';
import { executeStep } from './execute-step';
import { Hindsight, type Findings } from './hindsight';
import { NotebookWriter } from '../recording/notebook-writer';
import { Plan } from '../plan';
import { schedule, type Task, type TaskEnd } from './scheduler';
import { outputEvents } from '../recording/step-outputs';
import { tellLeft } from '../cache/taken-alone';
import { steplessCells } from '../recording/stepless-cells';
import type { StepVolumes } from './volumes/step-volumes';
import type { Worker } from './worker';

export interface RunParts {
  readonly notebook: NotebookDocument;
  readonly pipeline: Pipeline;
  readonly folder: RunFolder;
  readonly journal: RunJournal;
  readonly objects: ObjectStore;
  readonly cache: StepCache;
  readonly volumes: StepVolumes;
  readonly worker: Worker;
  /** How many steps run at the same time. */
  readonly workers: number;
  readonly machine: Machine;
  /** Steps that an earlier attempt at this run has done, by their ids. */
  readonly done: ReadonlyMap<string, ReadStepResult>;
  /** What steps have left before that are not to run, whatever has changed. */
  readonly given: ReadonlyMap<string, CachedStep>;
  readonly signal: AbortSignal;
}

/** Executes a run from its first step to the last, and keeps its books. */
export class RunExecution {
  private readonly _results = new Map<string, StepResult>();
  private readonly _executed: ExecutedNotebook;
  private readonly _notebook: NotebookWriter;
  private readonly _context: RunContext;
  private readonly _allotment: Allotment;
  private readonly _plan: Plan;
  private readonly _hindsight: Hindsight;
  /** For each step that has ended, those that have to run again. */
  private readonly _again = new Map<string, readonly string[]>();

  constructor(private readonly _parts: RunParts) {
    const { notebook, pipeline, journal, objects, done } = _parts;
    this._allotment = new Allotment(pipeline, _parts.machine, _parts.workers);
    this._plan = new Plan(pipeline, journal.record.selection);
    this._hindsight = new Hindsight(this._plan);
    this._context = {
      ...runContext(journal.record, notebook, pipeline, objects),
      variablesOf: step => _parts.volumes.variablesOf(step)
    };
    const { counts } = this._context;
    this._executed = new ExecutedNotebook(
      notebook,
      counts,
      steplessCells(counts, pipeline)
    );
    const { folder } = _parts;
    this._notebook = new NotebookWriter(folder.executed, this._executed);
    done.forEach(each => this._take(each));
  }

  /** Does not reject: what goes wrong is the run's error. */
  async run(): Promise<void> {
    const { journal, worker } = this._parts;
    try {
      await journal.start();
      const status = await this._schedule();
      await this._parts.cache.settle();
      const { steps } = this._plan.pipeline;
      if (isDone(status) && this._plan.selected.wanted.size === steps.length) {
        this._executed.complete();
      }
      await this._notebook.finish();
      await worker.close();
      await journal.end(status);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      await worker.close();
      await this._notebook.finish().catch(() => undefined);
      // The disk may be full: then not even this can be written.
      await journal.end('failed', message).catch(() => undefined);
    } finally {
      await journal.close().catch(() => undefined);
    }
  }

  private async _schedule(): Promise<RunStatus> {
    const { pipeline, journal, workers, done, signal } = this._parts;
    const stop = new AbortController();
    let problem: Error | undefined;
    const status = await schedule(
      pipeline.steps.map(each => this._task(each)),
      {
        workers,
        capacity: this._allotment.capacity,
        keepGoing: journal.record.keepGoing,
        signal: AbortSignal.any([signal, stop.signal]),
        done: new Set(done.keys()),
        start: async (id, each) => {
          try {
            return await this._execute(id, each);
          } catch (error) {
            // What cannot be written of one step will not be of the next.
            problem ??=
              error instanceof Error ? error : new Error(String(error));
            stop.abort();
            return 'failed';
          }
        },
        ended: id => this._again.get(id) ?? [],
        leave: (id, each) => journal.endStep(id, each)
      }
    );
    if (problem !== undefined) {
      throw problem;
    }
    return status;
  }

  /** A step for the scheduler, as the plan has it at any time. */
  private _task(step: Step): Task {
    const { id } = step;
    const after = (): readonly string[] => this._plan.step(id).after;
    const isWanted = (): boolean => this._plan.selected.wanted.has(id);
    return {
      id,
      takes: this._allotment.takes(step),
      get after() {
        return after();
      },
      get isWanted() {
        return isWanted();
      }
    };
  }

  private _learn(result: StepResult): void {
    this._results.set(result.step, result);
    this._plan.learn(result);
  }

  private async _execute(id: string, signal: AbortSignal): Promise<TaskEnd> {
    const { folder, journal, objects, worker, cache, volumes } = this._parts;
    const begun = performance.now();
    this._hindsight.begin(id);
    const { pipeline } = this._plan;
    const index = this._plan.indexOf(id);
    const step = pipeline.steps[index];
    const context = { ...this._context, pipeline };
    const request = buildRequest(context, step, this._results);
    const facts = { step, request, results: this._results };
    // What was kept of a race says of files what the other step has made of them.
    const isAgain = [...this._again.values()].some(each => each.includes(id));
    const isExecuted = this._plan.selected.executed.has(id);
    const cached = isAgain
      ? undefined
      : (this._parts.given.get(id) ??
        (isExecuted ? undefined : await cache.find(facts)));
    if (cached) {
      await this._keepCached(index, cached, begun);
      this._tell(tellLeft(cached));
      await this._lookBack(id, cached.result.observed, cached.result);
      return 'cached';
    }
    const earlier = this._results.get(id)?.observed;
    if (earlier) {
      await startOver(earlier, objects);
    }
    await cache.settle();
    const end = await this._allotment.lend(step, gpus => {
      const environment = { ...gpus, ...request.environment };
      return executeStep(
        step,
        { ...request, environment },
        {
          worker,
          objects,
          folder: folder.step(index),
          signal,
          onEvents: events => journal.tell(events),
          onTry: number => journal.startStep(id, number)
        }
      );
    });
    const { read, seconds } = end;
    const told = [
      ...(read ? await cache.keep(facts, read, seconds) : []),
      ...(end.observed ? volumes.tellWritten(step, end.observed) : [])
    ];
    this._tell(told.map(diagnostic => ({ step: id, diagnostic })));
    await this._keep(step, end);
    await this._lookBack(id, end.observed, read?.result);
    return end.status;
  }

  /** @throws where a step has seen what it should not have */
  private async _lookBack(
    id: string,
    observed: Observed | undefined,
    result: StepResult | undefined
  ): Promise<void> {
    const { told, again, spoiled } = this._hindsight.end(id, observed, result);
    this._tell(told);
    this._again.set(id, again);
    if (spoiled) {
      const { step, failure } = spoiled;
      await this._parts.journal.endStep(step, 'failed', undefined, failure);
      throw new Error(failure.message);
    }
  }

  private _tell(told: Findings['told']): void {
    const time = new Date().toISOString();
    this._parts.journal.tell(
      told.map(each => ({ type: 'diagnostic' as const, time, ...each }))
    );
  }

  private async _keep(step: Step, end: StepEnd): Promise<void> {
    const { status, seconds, read, failure, outputs } = end;
    if (read) {
      this._learn(read.result);
    }
    outputs.forEach((each, cell) => this._executed.set(cell, each));
    await this._notebook.change();
    const { journal } = this._parts;
    await journal.endStep(step.id, status, rounded(seconds), failure);
  }

  /** The notebook is written when something has run, and at the end. */
  private async _keepCached(
    index: number,
    cached: CachedStep,
    begun: number
  ): Promise<void> {
    const { folder, journal } = this._parts;
    const { step } = cached.result;
    await folder.step(index).writeResult(cached.text);
    this._take(cached);
    journal.tell(outputEvents(cached.result));
    const seconds = (performance.now() - begun) / 1000;
    await journal.endStep(step, 'cached', rounded(seconds));
  }

  /** Gives later steps what a step has left that does not run, and shows its outputs. */
  private _take({ result, outputs }: ReadStepResult): void {
    this._learn(result);
    outputs.forEach((each, cell) => this._executed.set(cell, each));
  }
}
