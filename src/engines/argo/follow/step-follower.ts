import type { LogLine } from '../../../kubernetes/client/seen-lines';
import type { Pod } from '../../../kubernetes/objects';
import type { Step } from '../../../pipeline/model';
import {
  tryStepResult,
  type ReadStepResult
} from '../../../runs/read-step-result';
import type { RunEvent } from '../../../runs/run-event';
import { isDone, isEnded, type RunStatus } from '../../../runs/run-status';
import { explainEnd } from '../../pods/reasons/explain-end';
import type { StepEnd } from '../../recording/step-end';
import { outputsOf, outputsSoFar } from '../../recording/step-outputs';
import { toldFailure } from '../../recording/told-failure';
import type { PodState } from './pod-state';
import { StepLog, waitForEnd } from '../../pods/follow/step-log';
import { isOver, type NodeState } from './workflow-state';

/** What a step is followed with. */
export interface StepSurroundings {
  readonly signal: AbortSignal;
  /** What the books say of it. */
  status(): RunStatus;
  /** What a pod prints that is of the step. */
  openLog(pod: string): AsyncIterable<LogLine>;
  onEvents(events: readonly RunEvent[]): void;
  /** Called when a try has begun, counted from 1. */
  onTry(number: number, started: string): Promise<void>;
  /** Called once. */
  onEnd(end: StepEnd, text: string | undefined): Promise<void>;
  /** Whether somebody has asked the run to end. */
  isCancelled(): boolean;
  /**
   * The text of the step's result, where its log has not brought it; '' where
   * the step has left none. Does not reject: undefined where it cannot be read.
   */
  readResult(): Promise<string | undefined>;
}

/** Puts together what pods, logs and the workflow say of one step. */
export class StepFollower {
  private _pod: Pod | undefined;
  private _state: PodState | undefined;
  private _log: StepLog | undefined;
  /** The uids of its pods, one for each try. */
  private readonly _tries = new Set<string>();
  /** What the claim holds of the result of the last try, once it was asked. */
  private _left: string | undefined;
  private _hasEnded = false;
  /** What is to be done for the step, one after the other. */
  private _work: Promise<void> = Promise.resolve();

  constructor(
    private readonly _step: Step,
    private readonly _surroundings: StepSurroundings
  ) {}

  /** Whether nothing more is to be put down of it. */
  get hasEnded(): boolean {
    return this._hasEnded || isEnded(this._surroundings.status());
  }

  /**
   * Takes in how one of its pods is now.
   *
   * @param state - what is the step's in it
   */
  takePod(pod: Pod, state: PodState): void {
    if (this.hasEnded) {
      return;
    }
    if (state.uid !== this._state?.uid) {
      this._log = undefined;
      this._left = undefined;
      this._tries.add(state.uid);
    }
    this._pod = pod;
    this._state = state;
    if (state.started !== undefined && !this._log) {
      this._begin(state, state.started);
    }
    if (state.end?.exitCode === 0) {
      // Known before the workflow says it.
      const { uid } = state;
      this._do(async () => {
        if (this._state?.uid === uid) {
          await this._end({ phase: undefined });
        }
      });
    }
  }

  /** Takes in how Argo has seen it end, which alone knows whether it is tried again. */
  takeNode(node: NodeState): void {
    this._do(() => this._end(node));
  }

  /** Looks whether it is done, where nobody has told; resolves with what is found. */
  async lookForResult(): Promise<boolean> {
    this._do(() => this._end({ phase: undefined }, true));
    await this.settled();
    return isDone(this._surroundings.status());
  }

  /** Resolves when all is done that was to be done so far. */
  async settled(): Promise<void> {
    let work: Promise<void>;
    do {
      work = this._work;
      await work;
    } while (work !== this._work);
  }

  private _begin({ name }: PodState, started: string): void {
    const { signal, openLog } = this._surroundings;
    const tries = this._tries.size;
    const told: RunEvent[][] = [];
    let hasBegun = false;
    // The beginning of the try is told before what it prints.
    this._do(async () => {
      if (this.hasEnded) {
        return;
      }
      const time = new Date(started).toISOString();
      await this._surroundings.onTry(tries, time);
      hasBegun = true;
      told.forEach(each => this._surroundings.onEvents(each));
    });
    this._log = new StepLog(openLog(name), {
      step: this._step.id,
      signal,
      onEvents: events =>
        hasBegun
          ? this._surroundings.onEvents(events)
          : void told.push([...events])
    });
  }

  private _do(work: () => Promise<void>): void {
    this._work = this._work.then(work);
    // Whoever waits for it is told.
    this._work.catch(() => undefined);
  }

  /** @param mayHaveResult - whether it is worth to look for one, whatever is known */
  private async _end(node: NodeState, mayHaveResult = false): Promise<void> {
    if (this.hasEnded) {
      return;
    }
    if (this._log) {
      await waitForEnd(this._log);
    }
    if (this._surroundings.signal.aborted) {
      return;
    }
    if (!this._log && this._surroundings.isCancelled()) {
      // It never began: told with the end of the run, which knows why.
      return;
    }
    const hasResult =
      mayHaveResult ||
      node.phase === 'Succeeded' ||
      this._state?.end?.exitCode === 0 ||
      this._log?.isWithheld;
    const logged = this._log?.result;
    const own = tryStepResult(logged);
    // A log that has lost lines may have the result of another step.
    const isOwn = own?.result.step === this._step.id;
    if (!isOwn && hasResult) {
      this._left ??= await this._surroundings.readResult();
    }
    const text = isOwn ? logged : this._left;
    const read = isOwn ? own : tryStepResult(text);
    const end = this._verdict(node, read, text === '');
    if (end) {
      this._hasEnded = true;
      await this._surroundings.onEnd(end, read && text);
    }
  }

  /** @returns undefined where it may be tried again */
  private _verdict(
    node: NodeState,
    read: ReadStepResult | undefined,
    hasLeftNone: boolean
  ): StepEnd | undefined {
    const seconds = this._seconds(read);
    const hasSucceeded = read?.result.status === 'succeeded';
    const failure = read && toldFailure(read.result);
    if (hasSucceeded && !failure) {
      const { observed } = read.result;
      return {
        status: 'succeeded',
        seconds,
        read,
        observed,
        outputs: outputsOf(read)
      };
    }
    if (!isOver(node)) {
      return undefined;
    }
    const shown = this._log?.shown;
    if (!read && node.phase === 'Succeeded' && !hasLeftNone) {
      // What it has left cannot be read here, and may all be there.
      const outputs = outputsSoFar(shown);
      return { status: 'succeeded', seconds, outputs };
    }
    if (!failure && this._surroundings.isCancelled()) {
      const outputs = outputsSoFar(shown);
      return { status: 'cancelled', seconds, outputs };
    }
    const why =
      failure ??
      explainEnd(this._pod, this._step.settings, node.message, {
        said: this._log?.said,
        cell: shown?.running
      });
    return {
      status: 'failed',
      seconds,
      failure: why,
      ...(read && { observed: read.result.observed }),
      outputs: read ? outputsOf(read) : outputsSoFar(shown, why.message)
    };
  }

  private _seconds(read: ReadStepResult | undefined): number {
    const { started, end } = this._state ?? {};
    const whole =
      started !== undefined && end?.time !== undefined
        ? Math.max(0, (Date.parse(end.time) - Date.parse(started)) / 1000)
        : 0;
    const { seconds = 0, cached = false } = read?.result ?? {};
    // Kubernetes counts whole seconds: a step may end before it begins.
    return cached ? whole : Math.max(whole, seconds);
  }
}
