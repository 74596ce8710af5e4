import { pause } from '../../../kubernetes/client/backoff';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { Pod } from '../../../kubernetes/objects';
import { watch } from '../../../kubernetes/watch/watch';
import type { Pipeline } from '../../../pipeline/model';
import type { RunStatus } from '../../../runs/run-status';
import { EngineError } from '../../engine-error';
import type { DataResults } from '../../pods/results/data-results';
import { STEP_LABEL, WORKFLOW_LABEL } from '../compile/objects';
import { readPackLabel } from '../compile/pack-label';
import { IdleWorkflow } from './idle-workflow';
import { lasting } from './lasting';
import { readPod } from './pod-state';
import type { RunBooks } from '../../recording/run-books';
import { followPod } from '../../pods/follow/step-log';
import { Silence } from '../../pods/follow/silence';
import { StepFollower } from './step-follower';
import { TaskFollower, type TaskStep } from './task-follower';
import { WaitReasons, type WaitingStep } from '../../pods/follow/wait-reasons';
import { isOver, readWorkflow, type WorkflowState } from './workflow-state';

export interface FollowedRun {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** The name of its workflow. */
  readonly workflow: string;
  readonly pipeline: Pipeline;
  readonly books: RunBooks;
  /** Brings results that logs do not. */
  readonly results: DataResults;
  /** Ends the following, and not the run. */
  readonly signal: AbortSignal;
}

/** How often it is looked why steps wait, in ms. */
const LOOK = 2_000;

/** Said of a run whose workflow has been removed before its end was seen. */
const GONE = 'The workflow of the run is no longer on the cluster';

/** Watches a run on a cluster, and keeps its books. */
export class RunFollower {
  /** By the labels of their pods. */
  private readonly _tasks = new Map<string, TaskFollower>();
  /** Ends the watches when the run has ended. */
  private readonly _over = new AbortController();
  private readonly _signal: AbortSignal;
  private readonly _silence = new Silence();
  private _isCancelled = false;
  private _nodes: WorkflowState['steps'] = new Map();

  constructor(private readonly _run: FollowedRun) {
    this._signal = AbortSignal.any([_run.signal, this._over.signal]);
  }

  /**
   * Follows the run to its end, or to that of the signal.
   *
   * @throws KubernetesError where the cluster refuses
   */
  async follow(): Promise<void> {
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

  /**
   * @param label - that of its pods
   * @returns undefined where that names no steps of the run
   */
  private _task(label: string): TaskFollower | undefined {
    const known = this._tasks.get(label);
    const numbers = readPackLabel(label);
    const { steps } = this._run.pipeline;
    if (known || !numbers?.every(each => each <= steps.length)) {
      return known;
    }
    const { client, namespace } = this._run;
    const signal = this._signal;
    const task = new TaskFollower(
      numbers.map(number => this._step(number)),
      {
        openLog: (pod, hurry) =>
          followPod(client, { namespace, pod, signal, hurry }),
        readPods: () => this._readPods(label)
      }
    );
    this._tasks.set(label, task);
    return task;
  }

  /** @param number - of the step, from 1 */
  private _step(number: number): TaskStep {
    const index = number - 1;
    const { pipeline, books } = this._run;
    return {
      number,
      follow: openLog =>
        new StepFollower(pipeline.steps[index], {
          signal: this._signal,
          status: () => books.statusOf(index),
          openLog,
          onEvents: events => books.tell(events),
          onTry: (tries, started) => books.begin(index, tries, started),
          onEnd: (end, text) => books.keep(index, end, text),
          isCancelled: () => this._isCancelled,
          readResult: () => this._readResult(index)
        })
    };
  }

  /** The pods of this attempt at the run: an earlier one may have had others. */
  private get _labels(): string {
    return `${WORKFLOW_LABEL}=${this._run.workflow}`;
  }

  private async _readPods(label: string): Promise<readonly Pod[]> {
    const { client, namespace } = this._run;
    const labels = `${this._labels},${STEP_LABEL}=${label}`;
    const options = { namespace, labels, signal: this._signal };
    try {
      return (await client.list('pods', options)).items;
    } catch (error) {
      if (error instanceof KubernetesError || this._signal.aborted) {
        return [];
      }
      throw error;
    }
  }

  /** A step that has left a result goes on being done where that cannot be read. */
  private async _readResult(index: number): Promise<string | undefined> {
    const { results, books, pipeline } = this._run;
    try {
      return (await results.read(index)) ?? '';
    } catch (error) {
      if (error instanceof KubernetesError || error instanceof EngineError) {
        const { message, hint } = error;
        books.diagnose(pipeline.steps[index].id, [
          { severity: 'warning', code: 'result-not-read', message, hint }
        ]);
      } else if (!this._signal.aborted) {
        throw error;
      }
      return undefined;
    }
  }

  private get _watching(): {
    readonly signal: AbortSignal;
    onFailure(error: KubernetesError): void;
  } {
    return {
      signal: this._signal,
      onFailure: error => {
        const told = this._silence.note(error);
        const { pipeline, books } = this._run;
        const next = pipeline.steps.find((_, index) => !books.hasEnded(index));
        if (told && next) {
          books.diagnose(next.id, [told]);
        }
      }
    };
  }

  private async _followWorkflow(): Promise<void> {
    const { client, namespace, workflow } = this._run;
    const fields = `metadata.name=${workflow}`;
    const options = { namespace, fields, ...this._watching };
    let state: WorkflowState | undefined;
    for await (const event of lasting(
      () => watch(client, 'workflows', options),
      options.signal,
      options.onFailure
    )) {
      this._silence.end();
      if (event.type === 'deleted' || (event.type === 'synced' && !state)) {
        await this._end('interrupted', GONE);
      } else if (event.type !== 'synced') {
        state = readWorkflow(event.object);
        if (state) {
          await this._take(state);
        }
      }
    }
  }

  private async _take(state: WorkflowState): Promise<void> {
    this._isCancelled = state.isShutDown;
    this._nodes = state.steps;
    for (const [label, node] of state.steps) {
      // Of a workflow that was shut down, Argo leaves steps as if they ran.
      const last = isOver(state) && !isOver(node) ? state : node;
      this._task(label)?.takeNode(last);
    }
    if (isOver(state)) {
      await this._settle();
      await this._end(...this._verdict(state));
    }
  }

  private _verdict({
    phase,
    isShutDown,
    message
  }: WorkflowState): [RunStatus, string?] {
    if (phase === 'Succeeded' && !this._run.books.hasFailedStep) {
      return ['succeeded'];
    }
    if (isShutDown) {
      return ['cancelled'];
    }
    return this._run.books.hasFailedStep
      ? ['failed']
      : ['failed', message ?? 'Argo has given the run up'];
  }

  private async _settle(): Promise<void> {
    await Promise.all([...this._tasks.values()].map(each => each.settled()));
  }

  private async _end(status: RunStatus, error?: string): Promise<void> {
    await this._settle();
    // Whoever goes on with the books writes their end.
    if (!this._signal.aborted) {
      await this._run.books.end(status, error);
      this._over.abort();
    }
  }

  private async _followPods(): Promise<void> {
    const { client, namespace } = this._run;
    const options = { namespace, labels: this._labels, ...this._watching };
    for await (const event of lasting(
      () => watch(client, 'pods', options),
      options.signal,
      options.onFailure
    )) {
      if (event.type !== 'synced' && event.type !== 'deleted') {
        const { object } = event;
        this._task(readPod(object)?.steps ?? '')?.takePod(object);
      }
    }
  }

  private async _followWaits(): Promise<void> {
    const { client, namespace, workflow, books } = this._run;
    const idle = new IdleWorkflow(client, namespace, workflow);
    const reasons = new WaitReasons(client, namespace, (step, diagnostic) =>
      books.diagnose(step, [diagnostic])
    );
    while (!this._signal.aborted) {
      await pause(LOOK, this._signal).catch(() => undefined);
      await reasons.look(this._waiting);
      await idle.look(this._nodes.size > 0);
    }
  }

  /** The steps that Argo has come to, and that have not begun. */
  private get _waiting(): WaitingStep[] {
    const { steps } = this._run.pipeline;
    return [...this._nodes].flatMap(([label, { message }]) => {
      const task = this._task(label);
      return task?.waiting !== undefined
        ? [{ step: steps[task.waiting - 1].id, pod: task.pod, message }]
        : [];
    });
  }
}
