import { readFile } from 'node:fs/promises';
import type { NotebookDocument } from '../../notebook/document';
import type { Pipeline } from '../../pipeline/model';
import { ExecutedNotebook } from '../../runs/executed-notebook';
import { executionCounts } from '../../runs/execution-counts';
import {
  parseStepResult,
  type ReadStepResult
} from '../../runs/read-step-result';
import type { RunDiagnostic, RunEvent } from '../../runs/run-event';
import { rounded, type RunJournal } from '../../runs/run-journal';
import { isDone, isEnded, type RunStatus } from '../../runs/run-status';
import type { StepFailure } from '../../runs/step-failure';
import type { StepFolder } from '../../runs/run-folder';
import type { RunStore } from '../../runs/run-store';
import type { StepResult } from '../../runs/step-result';
import type { CachedStep } from '../cache/cached-step';
import { tellLeft } from '../cache/taken-alone';
import { Plan } from '../plan';
import type { PodCache } from '../pods/cache/pod-cache';
import { NotebookWriter } from './notebook-writer';
import type { StepEnd } from './step-end';
import { outputEvents, outputsOf, type CellsOutputs } from './step-outputs';
import { steplessCells } from './stepless-cells';
import { buildRequest, runContext } from '../requests/build-request';

export interface BooksParts {
  readonly notebook: NotebookDocument;
  readonly pipeline: Pipeline;
  readonly store: RunStore;
  readonly journal: RunJournal;
  /** Where later runs may find what steps leave. */
  readonly cache?: PodCache;
  /** Adds what is known where the run is to why a step failed. */
  readonly explain?: (failure: StepFailure) => StepFailure;
}

/** What is written down of a run on a cluster: its record, its events, its executed notebook. */
export class RunBooks {
  private readonly _executed: ExecutedNotebook;
  private readonly _notebook: NotebookWriter;
  private readonly _plan: Plan;
  private readonly _results = new Map<string, StepResult>();

  constructor(private readonly _parts: BooksParts) {
    const { notebook, pipeline, store, journal } = _parts;
    const counts = executionCounts(notebook);
    const stepless = steplessCells(counts, pipeline);
    this._executed = new ExecutedNotebook(notebook, counts, stepless);
    const { executed } = store.run(journal.record.id);
    this._notebook = new NotebookWriter(executed, this._executed);
    this._plan = new Plan(pipeline, journal.record.selection);
  }

  /** Takes over what stands in them of steps that were done before. */
  async open(): Promise<void> {
    const { steps } = this._parts.journal.record;
    for (const [index, { status }] of steps.entries()) {
      const text = isDone(status)
        ? await readFile(this._folder(index).result, 'utf8').catch(() => '')
        : '';
      if (text !== '') {
        this._take(parseStepResult(text));
      }
    }
  }

  /** Puts down the steps that need not run. */
  async takeCached(cached: ReadonlyMap<string, CachedStep>): Promise<void> {
    const { pipeline, journal } = this._parts;
    for (const [index, { id }] of pipeline.steps.entries()) {
      const found = cached.get(id);
      if (found) {
        await this._folder(index).writeResult(found.text);
        this._take(found);
        journal.tell(outputEvents(found.result));
        this.diagnose(
          id,
          tellLeft(found).map(each => each.diagnostic)
        );
        await journal.endStep(id, 'cached', 0);
      }
    }
  }

  tell(events: readonly RunEvent[]): void {
    this._parts.journal.tell(events);
  }

  diagnose(step: string, diagnostics: readonly RunDiagnostic[]): void {
    const time = new Date().toISOString();
    this.tell(
      diagnostics.map(diagnostic => ({
        type: 'diagnostic',
        time,
        step,
        diagnostic
      }))
    );
  }

  /**
   * Whether nothing more is to be put down of a step.
   *
   * @param index - its place in the pipeline, from 0
   */
  hasEnded(index: number): boolean {
    return isEnded(this.statusOf(index));
  }

  /** @param index - its place in the pipeline, from 0 */
  statusOf(index: number): RunStatus {
    return this._parts.journal.record.steps[index].status;
  }

  get hasFailedStep(): boolean {
    const { steps } = this._parts.journal.record;
    return steps.some(each => each.status === 'failed');
  }

  /** @param number - of the try, from 1 */
  async begin(index: number, number: number, started: string): Promise<void> {
    const { id } = this._parts.pipeline.steps[index];
    await this._folder(index).reset();
    await this._parts.journal.startStep(id, number, started);
  }

  /** @param text - of its result, where it left one */
  async keep(
    index: number,
    { status, seconds, failure, outputs, read }: StepEnd,
    text: string | undefined
  ): Promise<void> {
    const { journal, pipeline } = this._parts;
    const { id } = pipeline.steps[index];
    if (text !== undefined) {
      await this._folder(index).addResult(text);
    }
    const isCached = read?.result.cached === true;
    if (isCached) {
      this.tell(outputEvents(read.result));
    }
    if (read) {
      this.diagnose(id, await this._cache(id, read, seconds));
      this._learn(read.result);
    }
    this._show(outputs);
    await this._notebook.change();
    const told = isCached ? 'cached' : status;
    const why = failure && (this._parts.explain?.(failure) ?? failure);
    await journal.endStep(id, told, rounded(seconds), why);
  }

  /** @param error - why, where no step is the reason */
  async end(status: RunStatus, error?: string): Promise<void> {
    const { journal } = this._parts;
    const isOver = status === 'failed' || status === 'succeeded';
    for (const each of journal.record.steps) {
      if (!isEnded(each.status)) {
        await journal.endStep(each.step, isOver ? 'skipped' : status);
      }
    }
    if (journal.record.steps.every(each => isDone(each.status))) {
      this._executed.complete();
    }
    await this._notebook.finish();
    await journal.end(status, error);
  }

  /** Keeps what a step has left for later runs. */
  private async _cache(
    id: string,
    read: ReadStepResult,
    seconds: number
  ): Promise<RunDiagnostic[]> {
    const { cache, journal, notebook, store } = this._parts;
    if (!cache) {
      return [];
    }
    const { pipeline } = this._plan;
    const step = this._plan.step(id);
    const results = this._results;
    const { record } = journal;
    const context = runContext(record, notebook, pipeline, store.objects);
    const request = buildRequest(context, step, results);
    const begun = record.steps.find(each => each.step === id)?.started;
    const since = begun ?? record.created;
    return cache.keep({ step, request, results }, read, seconds, since);
  }

  private _take(read: ReadStepResult): void {
    this._learn(read.result);
    this._show(outputsOf(read));
  }

  private _learn(result: StepResult): void {
    this._results.set(result.step, result);
    this._plan.learn(result);
  }

  private _show(outputs: CellsOutputs): void {
    outputs.forEach((each, cell) => this._executed.set(cell, each));
  }

  private _folder(index: number): StepFolder {
    const { store, journal } = this._parts;
    return store.run(journal.record.id).step(index);
  }
}
