import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import type { Pod } from '../../../kubernetes/objects';
import type { Step } from '../../../pipeline/model';
import { tryStepResult } from '../../../runs/read-step-result';
import type { StepFailure } from '../../../runs/step-failure';
import { followPod, StepLog, waitForEnd } from '../../pods/follow/step-log';
import { explainEnd } from '../../pods/reasons/explain-end';
import type { RunBooks } from '../../recording/run-books';
import { outputsOf, outputsSoFar } from '../../recording/step-outputs';
import { toldFailure } from '../../recording/told-failure';
import { hasBegun } from './task-pods';
import type { TaskState } from './task-states';

/** The cluster below Kubeflow, where it can be reached. */
export interface Cluster {
  readonly client: KubernetesClient;
  readonly namespace: string;
}

export interface TaskParts {
  readonly step: Step;
  /** The place of the step in the pipeline, from 0. */
  readonly index: number;
  readonly books: RunBooks;
  readonly cluster?: Cluster;
  readonly signal: AbortSignal;
}

/** Puts together what Kubeflow, and a pod, say of one step. */
export class TaskFollower {
  private _pod: Pod | undefined;
  private _log: StepLog | undefined;
  /** Aborted when the end of the log is waited for. */
  private _over = new AbortController();
  /** The uid of the pod whose log it is. */
  private _followed: string | undefined;
  private _hasBegun = false;
  private _tries = 0;

  constructor(private readonly _parts: TaskParts) {}

  get hasEnded(): boolean {
    const { books, index } = this._parts;
    return books.hasEnded(index);
  }

  /** Its pod, where that has not begun. */
  get waitingPod(): Pod | undefined {
    return this._pod && !this.hasEnded && !hasBegun(this._pod)
      ? this._pod
      : undefined;
  }

  /** Takes in how it is now. */
  async take(
    { state, started = new Date().toISOString() }: TaskState,
    pod: Pod | undefined
  ): Promise<void> {
    const { cluster, step, books, index, signal } = this._parts;
    this._pod = pod ?? this._pod;
    if (state === 'RUNNING' && pod && !hasBegun(pod)) {
      return; // for Kubeflow it runs, and it waits for its node or its image
    }
    const isNextTry =
      pod && hasBegun(pod) && pod.metadata.uid !== this._followed;
    if (isNextTry || !this._hasBegun) {
      this._hasBegun = true;
      this._tries += isNextTry ? 1 : 0;
      await books.begin(index, Math.max(1, this._tries), started);
    }
    if (cluster && isNextTry) {
      this._followed = pod.metadata.uid;
      const { client, namespace } = cluster;
      this._over = new AbortController();
      const hurry = this._over.signal;
      const at = { namespace, pod: pod.metadata.name, signal, hurry };
      this._log = new StepLog(followPod(client, at), {
        step: step.id,
        signal,
        onEvents: events => books.tell(events)
      });
    }
  }

  /** Writes down that it has done what it was to do. */
  async succeed(state: TaskState): Promise<void> {
    const text = await this._result();
    const read = tryStepResult(text);
    const { books, index } = this._parts;
    await books.keep(
      index,
      {
        status: 'succeeded',
        seconds: read?.result.seconds ?? secondsOf(state),
        ...(read && { read, observed: read.result.observed }),
        outputs: read ? outputsOf(read) : new Map()
      },
      read && text
    );
  }

  /**
   * Writes down that it has failed, or did not come to an end.
   *
   * @param said - what Kubeflow says of the run as a whole
   * @param isCancelled - whether somebody has asked the run to end
   */
  async fail(
    state: TaskState,
    said: string | undefined,
    isCancelled: boolean
  ): Promise<void> {
    const text = await this._result();
    const read = tryStepResult(text);
    const { books, index } = this._parts;
    const seconds = read?.result.seconds ?? secondsOf(state);
    const shown = this._log?.shown;
    const told = read && toldFailure(read.result);
    if (isCancelled && !told) {
      const outputs = outputsSoFar(shown);
      const end = { status: 'cancelled', seconds, outputs } as const;
      await books.keep(index, end, read && text);
      return;
    }
    const failure = told ?? this._why(state.message ?? said);
    await books.keep(
      index,
      {
        status: 'failed',
        seconds,
        failure,
        outputs: read ? outputsOf(read) : outputsSoFar(shown, failure.message)
      },
      read && text
    );
  }

  private _why(message: string | undefined): StepFailure {
    const { step } = this._parts;
    return this._pod
      ? explainEnd(this._pod, step.settings, message, {
          said: this._log?.said,
          cell: this._log?.shown.running
        })
      : {
          kind: 'died',
          message: message ?? 'Kubeflow says only that the step has failed',
          hint: "Its log is on Kubeflow's pages; name the context of its cluster, and it comes here."
        };
  }

  private async _result(): Promise<string | undefined> {
    if (this._log) {
      this._over.abort();
      await waitForEnd(this._log);
    }
    return this._log?.result;
  }
}

function secondsOf({ started, ended }: TaskState): number {
  return started !== undefined && ended !== undefined
    ? Math.max(0, (Date.parse(ended) - Date.parse(started)) / 1000)
    : 0;
}
