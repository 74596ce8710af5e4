import type { LogLine } from '../../../kubernetes/client/seen-lines';
import type { Pod } from '../../../kubernetes/objects';
import { waitForEnd } from '../../pods/follow/step-log';
import { PackedLog } from './packed-log';
import { isOlder, readPod, type PodState } from './pod-state';
import type { StepFollower } from './step-follower';
import { isOver, type NodeState } from './workflow-state';

/** A step of a task. */
export interface TaskStep {
  /** Its place in the plan, from 1. */
  readonly number: number;
  /** @param openLog - gives what a pod prints that is of the step */
  follow(openLog: (pod: string) => AsyncIterable<LogLine>): StepFollower;
}

export interface TaskSurroundings {
  /**
   * All that a pod prints.
   *
   * @param hurry - aborted when its end is waited for
   */
  openLog(pod: string, hurry: AbortSignal): AsyncIterable<LogLine>;
  /** The pods of the task that are there now. */
  readPods(): Promise<readonly Pod[]>;
}

/** Why a log is hurried. Made once: to make an error, as is done without a reason, takes long. */
const OVER = new Error('the pod has ended');

interface Member {
  readonly number: number;
  readonly follower: StepFollower;
}

/** One try of a task. */
interface Try {
  pod: Pod;
  state: PodState;
  log?: PackedLog;
  /** Aborted when it is seen to have ended. */
  readonly over: AbortController;
  /** When steps have begun, by their numbers: ISO 8601. */
  readonly begun: Map<number, string>;
  /** Whether its log says at which step it is. */
  isMarked: boolean;
  /** Resolves when all is done that the log has asked for so far. */
  marks: Promise<void>;
  /** Resolves when the log has ended, or has been waited for for long enough. */
  logged?: Promise<void>;
}

/**
 * Puts together what is seen of a task of Argo: one step, or several that
 * share a pod. There the log tells how far they are, and each is shown what
 * it would see of a pod of its own.
 */
export class TaskFollower {
  private readonly _members: readonly Member[];
  /** The member that runs, or will be the next that does. */
  private _current = 0;
  private _try: Try | undefined;
  /** Whether Argo has said how it ends: it says so again with all that happens elsewhere. */
  private _isOver = false;
  /** What is to be done for it, one after the other. */
  private _work: Promise<void> = Promise.resolve();

  constructor(
    steps: readonly TaskStep[],
    private readonly _surroundings: TaskSurroundings
  ) {
    this._members = steps.map(({ number, follow }) => ({
      number,
      follower: follow(() => this._try?.log?.of(number) ?? nothing())
    }));
  }

  /** The pod of its last try, as it was seen last. */
  get pod(): Pod | undefined {
    return this._try?.pod;
  }

  /** The number of the step that waits for a pod to begin, as far as is known. */
  get waiting(): number | undefined {
    const left = this._members.find(({ follower }) => !follower.hasEnded);
    return this._try?.log ? undefined : left?.number;
  }

  /** Takes in how one of its pods is now. */
  takePod(pod: Pod): void {
    const state = readPod(pod);
    if (!state || isOlder(state, this._try?.state)) {
      return;
    }
    if (this._try?.state.uid !== state.uid) {
      this._current = 0;
      this._try = {
        pod,
        state,
        over: new AbortController(),
        begun: new Map(),
        isMarked: false,
        marks: Promise.resolve()
      };
    }
    const { _try: now } = this;
    now.pod = pod;
    now.state = state;
    if (state.started !== undefined && !now.log) {
      now.begun.set(this._members[0].number, state.started);
      now.log = this._open(now);
    }
    if (state.end) {
      now.over.abort(OVER);
    }
    this._show();
    if (state.end && !this._isAtLast) {
      this._do(() => this._takeEnd(state));
    }
  }

  /** Takes in how Argo sees it; only Argo knows whether it is tried again. */
  takeNode(node: NodeState): void {
    if (isOver(node) && !isLeft(node) && !this._isOver) {
      this._isOver = true;
      this._do(async () => {
        if (this.waiting !== undefined) {
          // What is known of pods may be behind.
          const pods = await this._surroundings.readPods();
          pods.forEach(each => this.takePod(each));
        }
        this._try?.over.abort(OVER);
        await this._logged();
        await this._end(node);
      });
    }
  }

  /** Resolves when all is done that was to be done so far. */
  async settled(): Promise<void> {
    let work: Promise<void>;
    do {
      work = this._work;
      await work;
      for (const { follower } of this._members) {
        await follower.settled();
      }
    } while (work !== this._work);
  }

  private _open(now: Try): PackedLog {
    return new PackedLog(
      this._surroundings.openLog(now.state.name, now.over.signal),
      this._members.map(each => each.number),
      (step, time) => {
        now.isMarked = true;
        now.marks = now.marks.then(() => this._takeMark(now, step, time));
        now.marks.catch(() => undefined);
      }
    );
  }

  /** A step begins where all before it have ended well; that is put down first. */
  private async _takeMark(now: Try, step: number, time: string): Promise<void> {
    const found = this._members.findIndex(each => each.number === step);
    now.begun.set(step, now.begun.get(step) ?? time);
    for (const member of this._members.slice(this._current, found)) {
      if (this._try !== now) {
        return;
      }
      const { follower } = member;
      this._give(member, { exitCode: 0, time });
      await follower.settled();
      if (!follower.hasEnded) {
        // It has ended, whatever it has left; of its pod there is no more to wait for.
        follower.takeNode({ phase: 'Succeeded' });
        await follower.settled();
      }
    }
    if (this._try === now && found >= this._current) {
      this._current = found;
      this._show();
    }
  }

  /** What becomes of the last step is what becomes of the pod. */
  private _show(): void {
    const end = this._isAtLast ? this._try?.state.end : undefined;
    this._give(this._members[this._current], end);
  }

  private _give(
    { number, follower }: Member,
    end: PodState['end'] | undefined
  ): void {
    if (this._try) {
      const { pod, state, begun } = this._try;
      follower.takePod(pod, { ...state, started: begun.get(number), end });
    }
  }

  /** Only its log tells at which of its steps a pod has ended. */
  private async _takeEnd({ uid, end }: PodState): Promise<void> {
    await this._logged();
    if (this._try?.state.uid !== uid) {
      return;
    }
    if (end?.exitCode === 0) {
      // How long each took, only the log tells.
      const { time } = this._isAtLast ? end : {};
      for (const member of this._members.slice(this._current)) {
        this._give(member, { exitCode: 0, time });
        await member.follower.settled();
      }
    } else if (this._try.isMarked) {
      this._give(this._members[this._current], end);
    }
  }

  private async _end(node: NodeState): Promise<void> {
    if (node.phase === 'Succeeded') {
      for (const { follower } of this._members) {
        follower.takeNode(node);
        await follower.settled();
      }
      return;
    }
    let at = this._current;
    if (!this._try?.log?.isWhole) {
      // Nothing tells how far it came but what its steps have left.
      while (
        at < this._members.length - 1 &&
        (await this._members[at].follower.lookForResult())
      ) {
        at++;
      }
    }
    this._members[at].follower.takeNode(node);
  }

  private get _isAtLast(): boolean {
    return this._current === this._members.length - 1;
  }

  /** Waits until it is known at which step the last try has ended. */
  private async _logged(): Promise<void> {
    const now = this._try;
    if (now?.log && !this._isAtLast) {
      await (now.logged ??= waitForEnd(now.log));
      await now.marks;
    }
  }

  private _do(work: () => Promise<void>): void {
    this._work = this._work.then(work);
    // Whoever waits for it is told.
    this._work.catch(() => undefined);
  }
}

/** Whether Argo has passed a step over. */
function isLeft({ phase }: NodeState): boolean {
  return phase === 'Skipped' || phase === 'Omitted';
}

async function* nothing(): AsyncGenerator<LogLine> {
  // A step of which nothing has been seen has said nothing.
}
