import { pause } from '../../../kubernetes/client/backoff';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../../kubernetes/kubernetes-error';
import type { Pod } from '../../../kubernetes/objects';
import { watch } from '../../../kubernetes/watch/watch';
import type { Pipeline } from '../../../pipeline/model';
import type { RunStatus } from '../../../runs/run-status';
import { EngineError } from '../../engine-error';
import type { DataResults } from '../../pods/results/data-results';
import { RUN_LABEL, STEP_LABEL } from '../compile/objects';
import { IdleWorkflow } from './idle-workflow';
import { lasting } from './lasting';
import { readPod } from './pod-state';
import type { RunBooks } from '../../recording/run-books';
import { Silence } from '../../pods/follow/silence';
import { StepFollower } from './step-follower';
import { WaitReasons, type WaitingStep } from '../../pods/follow/wait-reasons';
import { isOver, readWorkflow, type WorkflowState } from './workflow-state';

export interface FollowedRun {
  readonly client: KubernetesClient;
  readonly namespace: string;
  readonly run: string;
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
  private readonly _steps: readonly StepFollower[];
  /** Ends the watches when the run has ended. */
  private readonly _over = new AbortController();
  private readonly _signal: AbortSignal;
  private readonly _silence = new Silence();
  private _isCancelled = false;
  private _nodes: WorkflowState['steps'] = new Map();

  constructor(private readonly _run: FollowedRun) {
    const { client, namespace, pipeline, books, signal } = _run;
    this._signal = AbortSignal.any([signal, this._over.signal]);
    this._steps = pipeline.steps.map(
      (step, index) =>
        new StepFollower(step, {
          client,
          namespace,
          signal: this._signal,
          onEvents: events => books.tell(events),
          onTry: (number, started) => books.begin(index, number, started),
          onEnd: (end, text) => books.keep(index, end, text),
          isCancelled: () => this._isCancelled,
          readPods: () => this._readPods(index + 1),
          readResult: () => this._readResult(index)
        })
    );
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

  /** @param number - of the step, from 1 */
  private async _readPods(number: number): Promise<readonly Pod[]> {
    const { client, namespace, run } = this._run;
    const labels = `${RUN_LABEL}=${run},${STEP_LABEL}=${number}`;
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
    for (const [number, node] of state.steps) {
      // Of a workflow that was shut down, Argo leaves steps as if they ran.
      const last = isOver(state) && !isOver(node) ? state : node;
      this._step(number)?.takeNode(last);
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
    await Promise.all(this._steps.map(each => each.settled()));
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
    const { client, namespace, run } = this._run;
    const labels = `${RUN_LABEL}=${run}`;
    const options = { namespace, labels, ...this._watching };
    for await (const event of lasting(
      () => watch(client, 'pods', options),
      options.signal,
      options.onFailure
    )) {
      if (event.type !== 'synced' && event.type !== 'deleted') {
        const { object } = event;
        this._step(readPod(object)?.step ?? 0)?.takePod(object);
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
    const index = number - 1;
    const step = this._steps.at(index);
    return index >= 0 && step && !this._run.books.hasEnded(index)
      ? step
      : undefined;
  }
}
