import { readFile } from 'node:fs/promises';
import { pause } from '../../../kubernetes/client/backoff';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { watch } from '../../../kubernetes/watch/watch';
import type { NotebookDocument } from '../../../notebook/document';
import type { Pipeline } from '../../../pipeline/model';
import { ExecutedNotebook } from '../../../runs/executed-notebook';
import { executionCounts } from '../../../runs/execution-counts';
import { parseStepResult } from '../../../runs/read-step-result';
import type { RunFolder } from '../../../runs/run-folder';
import { rounded, type RunJournal } from '../../../runs/run-journal';
import { isDone, isEnded, type RunStatus } from '../../../runs/run-status';
import { NotebookWriter } from '../../recording/notebook-writer';
import type { StepEnd } from '../../recording/step-end';
import { outputsOf } from '../../recording/step-outputs';
import { steplessCells } from '../../recording/stepless-cells';
import { RUN_LABEL } from '../compile/objects';
import { lasting } from './lasting';
import { readPod } from './pod-state';
import { StepFollower } from './step-follower';
import { WaitReasons, type WaitingStep } from './wait-reasons';
import { isOver, readWorkflow, type WorkflowState } from './workflow-state';

export interface FollowedRun {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** The name of the workflow. */
  readonly workflow: string;
  readonly notebook: NotebookDocument;
  readonly pipeline: Pipeline;
  readonly folder: RunFolder;
  readonly journal: RunJournal;
  /** Ends the following, and not the run. */
  readonly signal: AbortSignal;
}

/** How often it is looked why steps wait, in ms. */
const LOOK = 2_000;

/** Said of a run whose workflow has been removed before its end was seen. */
const GONE = 'The workflow of the run is no longer on the cluster';

/** Keeps the books of a run that a cluster executes. */
export class RunFollower {
  private readonly _steps: readonly StepFollower[];
  private readonly _executed: ExecutedNotebook;
  private readonly _notebook: NotebookWriter;
  /** Ends the watches when the run has ended. */
  private readonly _over = new AbortController();
  private readonly _signal: AbortSignal;
  private _isCancelled = false;
  private _nodes: WorkflowState['steps'] = new Map();

  constructor(private readonly _run: FollowedRun) {
    const { notebook, pipeline, folder, journal, signal } = _run;
    this._signal = AbortSignal.any([signal, this._over.signal]);
    const counts = executionCounts(notebook);
    const stepless = steplessCells(counts, pipeline);
    this._executed = new ExecutedNotebook(notebook, counts, stepless);
    this._notebook = new NotebookWriter(folder.executed, this._executed);
    this._steps = pipeline.steps.map(
      (step, index) =>
        new StepFollower(step, {
          client: _run.client,
          namespace: _run.namespace,
          signal: this._signal,
          onEvents: events => journal.tell(events),
          onTry: (number, started) =>
            journal.startStep(step.id, number, started),
          onEnd: (end, text) => this._keep(index, end, text),
          isCancelled: () => this._isCancelled,
          readResult: async () => undefined
        })
    );
  }

  /**
   * Follows the run to its end, or to that of the signal.
   *
   * @throws KubernetesError where the cluster refuses
   */
  async follow(): Promise<void> {
    await this._takeDone();
    try {
      await Promise.all([
        this._followWorkflow(),
        this._followPods(),
        this._followWaits()
      ]);
    } finally {
      this._over.abort();
    }
  }

  /** What was done before is in the books: its outputs are shown on. */
  private async _takeDone(): Promise<void> {
    const { pipeline, folder, journal } = this._run;
    for (const [index, { id }] of pipeline.steps.entries()) {
      const run = journal.record.steps.find(each => each.step === id);
      const text =
        run && isDone(run.status)
          ? await readFile(folder.step(index).result, 'utf8').catch(() => '')
          : '';
      if (text !== '') {
        const outputs = outputsOf(parseStepResult(text));
        outputs.forEach((each, cell) => this._executed.set(cell, each));
      }
    }
  }

  private async _followWorkflow(): Promise<void> {
    const { client, namespace, workflow } = this._run;
    const fields = `metadata.name=${workflow}`;
    const options = { namespace, fields, signal: this._signal };
    let state: WorkflowState | undefined;
    for await (const event of lasting(
      () => watch(client, 'workflows', options),
      this._signal
    )) {
      if (event.type === 'synced') {
        if (!state) {
          return this._end('interrupted', GONE);
        }
      } else if (event.type === 'deleted') {
        return this._end('interrupted', GONE);
      } else {
        state = readWorkflow(event.object);
        if (state && (await this._take(state))) {
          return;
        }
      }
    }
  }

  /** @returns whether that was the end */
  private async _take(state: WorkflowState): Promise<boolean> {
    this._isCancelled = state.isShutDown;
    this._nodes = state.steps;
    for (const [number, node] of state.steps) {
      // Of a workflow that was shut down, Argo leaves steps as if they ran.
      const last = isOver(state) && !isOver(node) ? state : node;
      this._step(number)?.takeNode(last);
    }
    if (!isOver(state)) {
      return false;
    }
    await Promise.all(this._steps.map(each => each.settled()));
    const { steps } = this._run.journal.record;
    if (state.phase === 'Succeeded') {
      await this._end('succeeded');
    } else if (state.isShutDown) {
      await this._end('cancelled');
    } else if (steps.some(each => each.status === 'failed')) {
      await this._end('failed');
    } else {
      await this._end('failed', state.message ?? 'Argo has given the run up');
    }
    return true;
  }

  private async _followPods(): Promise<void> {
    const { client, namespace, journal } = this._run;
    const labels = `${RUN_LABEL}=${journal.record.id}`;
    const options = { namespace, labels, signal: this._signal };
    for await (const event of lasting(
      () => watch(client, 'pods', options),
      this._signal
    )) {
      if (event.type !== 'synced' && event.type !== 'deleted') {
        const { object } = event;
        this._step(readPod(object)?.step ?? 0)?.takePod(object);
      }
    }
  }

  private async _followWaits(): Promise<void> {
    const { client, namespace, journal } = this._run;
    const reasons = new WaitReasons(client, namespace, (step, diagnostic) => {
      const time = new Date().toISOString();
      journal.tell([{ type: 'diagnostic', time, step, diagnostic }]);
    });
    while (!this._signal.aborted) {
      await pause(LOOK, this._signal).catch(() => undefined);
      await reasons.look(this._waiting);
    }
  }

  /** The steps that Argo has come to, and that have not begun. */
  private get _waiting(): WaitingStep[] {
    return [...this._nodes].flatMap(([number, { message }]) => {
      const step = this._step(number);
      const { id } = this._run.pipeline.steps[number - 1];
      return step && !step.hasBegun
        ? [{ step: id, pod: step.pod, message }]
        : [];
    });
  }

  /** @param number - from 1; undefined where there is none that goes on */
  private _step(number: number): StepFollower | undefined {
    const { steps } = this._run.journal.record;
    const status = steps.at(number - 1)?.status;
    return number > 0 && status !== undefined && !isEnded(status)
      ? this._steps[number - 1]
      : undefined;
  }

  private async _keep(
    index: number,
    { status, seconds, failure, outputs }: StepEnd,
    text: string | undefined
  ): Promise<void> {
    const { folder, journal, pipeline } = this._run;
    if (text !== undefined) {
      await folder.step(index).writeResult(text);
    }
    this._show(outputs);
    await this._notebook.change();
    const { id } = pipeline.steps[index];
    await journal.endStep(id, status, rounded(seconds), failure);
  }

  private _show(outputs: StepEnd['outputs']): void {
    outputs.forEach((each, cell) => this._executed.set(cell, each));
  }

  private async _end(status: RunStatus, error?: string): Promise<void> {
    const { journal } = this._run;
    await Promise.all(this._steps.map(each => each.settled()));
    const rest =
      status === 'failed' || status === 'succeeded' ? 'skipped' : status;
    for (const each of journal.record.steps) {
      if (!isEnded(each.status)) {
        await journal.endStep(each.step, rest);
      }
    }
    if (journal.record.steps.every(each => isDone(each.status))) {
      this._executed.complete();
    }
    await this._notebook.finish();
    await journal.end(status, error);
    this._over.abort();
  }
}
