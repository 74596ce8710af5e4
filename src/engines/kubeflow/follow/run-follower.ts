import { pause } from '../../../kubernetes/client/backoff';
import type { Pod } from '../../../kubernetes/objects';
import type { Pipeline } from '../../../pipeline/model';
import type { RunStatus } from '../../../runs/run-status';
import { Silence } from '../../pods/follow/silence';
import { WaitReasons } from '../../pods/follow/wait-reasons';
import type { RunBooks } from '../../recording/run-books';
import type { KubeflowClient } from '../api/kubeflow-client';
import { KubeflowError } from '../api/kubeflow-error';
import type { RunState, ServerRun } from '../api/shapes';
import { whyGivenUp } from './given-up';
import { TaskFollower, type Cluster } from './task-follower';
import { taskPods } from './task-pods';
import { isOver, taskStates, type TaskState } from './task-states';

export interface FollowedRun {
  readonly client: KubeflowClient;
  /** The id of the run on the server. */
  readonly run: string;
  readonly pipeline: Pipeline;
  /** The names of the tasks of steps, by the steps' ids. */
  readonly tasks: Readonly<Record<string, string>>;
  readonly books: RunBooks;
  readonly cluster?: Cluster;
  /** Ends the following, and not the run. */
  readonly signal: AbortSignal;
  /** How often it is looked, in ms. */
  readonly every: number;
  /** Whether somebody here has asked the run to end. */
  isCancelled(): boolean;
}

/** Watches a run on Kubeflow, and keeps its books. */
export class RunFollower {
  private readonly _steps: ReadonlyMap<string, TaskFollower>;
  private readonly _silence = new Silence();
  /** Whether Kubeflow has said that somebody asked the run to end. */
  private _isStopping = false;
  private readonly _reasons: WaitReasons | undefined;

  constructor(private readonly _run: FollowedRun) {
    const { pipeline, books, cluster, signal } = _run;
    this._steps = new Map(
      pipeline.steps.map((step, index) => [
        step.id,
        new TaskFollower({ step, index, books, cluster, signal })
      ])
    );
    this._reasons =
      cluster &&
      new WaitReasons(cluster.client, cluster.namespace, (step, diagnostic) =>
        books.diagnose(step, [diagnostic])
      );
  }

  /**
   * Follows the run to its end, or to that of the signal.
   *
   * @throws KubeflowError where Kubeflow refuses
   */
  async follow(): Promise<void> {
    const { signal, every, books } = this._run;
    while (!signal.aborted) {
      const run = await this._look();
      if (run === 'gone') {
        return books.end('interrupted', 'The run is no longer on Kubeflow');
      }
      if (run) {
        await this._take(run);
        if (isOver(run.state)) {
          return this._end(run);
        }
      }
      await pause(every, signal).catch(() => undefined);
    }
  }

  /** @returns undefined where it is not known for now */
  private async _look(): Promise<ServerRun | 'gone' | undefined> {
    const { client, run, signal } = this._run;
    try {
      const found = await client.run(run, signal);
      this._silence.end();
      return found;
    } catch (error) {
      if (signal.aborted) {
        return undefined;
      }
      if (!(error instanceof KubeflowError)) {
        throw error;
      }
      if (error.status === 404) {
        return 'gone';
      }
      if (!error.isPassing) {
        throw error;
      }
      this._tellSilence(error);
      return undefined;
    }
  }

  private _tellSilence(error: KubeflowError): void {
    const { pipeline, books } = this._run;
    const told = this._silence.note(error);
    const next = pipeline.steps.find((_, index) => !books.hasEnded(index));
    if (told && next) {
      books.diagnose(next.id, [told]);
    }
  }

  /** A failure is told at the end of the run: until then the step may be tried again. */
  private async _take(run: ServerRun): Promise<void> {
    this._isStopping ||= run.state === 'CANCELING' || run.state === 'CANCELED';
    const states = taskStates(run, this._run.tasks);
    const isAtWork = [...states].some(
      ([id, { state }]) =>
        state !== 'PENDING' && this._steps.get(id)?.hasEnded === false
    );
    const pods = isAtWork ? await this._pods() : new Map<string, Pod>();
    for (const [id, task] of states) {
      const step = this._steps.get(id);
      if (step && !step.hasEnded && hasStarted(task)) {
        await step.take(task, pods.get(this._run.tasks[id]));
        if (task.state === 'SUCCEEDED') {
          await step.succeed(task);
        }
      }
    }
    await this._reasons?.look(
      [...this._steps].flatMap(([step, { waitingPod: pod }]) =>
        pod ? [{ step, pod }] : []
      )
    );
  }

  private async _pods(): Promise<Map<string, Pod>> {
    const { cluster, run, signal } = this._run;
    return cluster
      ? taskPods(cluster.client, cluster.namespace, run, signal)
      : new Map();
  }

  private async _end(run: ServerRun): Promise<void> {
    const { books, tasks, cluster, signal } = this._run;
    const said = run.error?.message;
    const isCancelled = this._isStopping || this._run.isCancelled();
    for (const [id, task] of taskStates(run, tasks)) {
      const step = this._steps.get(id);
      if (step && !step.hasEnded && task.state === 'FAILED') {
        await step.fail(task, said, isCancelled);
      }
    }
    if (run.state === 'SUCCEEDED') {
      await this._completeSteps();
    }
    const status = verdict(run.state, isCancelled);
    const why =
      status === 'failed' && !books.hasFailedStep
        ? (said ?? (await whyGivenUp(run, cluster, signal)))
        : undefined;
    await books.end(status, why);
  }

  /** What is told of tasks may be behind what is told of the run. */
  private async _completeSteps(): Promise<void> {
    for (const id of Object.keys(this._run.tasks)) {
      const step = this._steps.get(id);
      if (step && !step.hasEnded) {
        const state: TaskState = { state: 'SUCCEEDED' };
        await step.take(state, undefined);
        await step.succeed(state);
      }
    }
  }
}

function hasStarted({ state }: TaskState): boolean {
  return state === 'RUNNING' || state === 'SUCCEEDED' || state === 'FAILED';
}

function verdict(state: RunState | undefined, isCancelled: boolean): RunStatus {
  if (state === 'SUCCEEDED') {
    return 'succeeded';
  }
  return isCancelled ? 'cancelled' : 'failed';
}
