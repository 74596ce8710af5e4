import * as z from 'zod';
import type { LogLine } from '../../../kubernetes/client/seen-lines';
import { hasExited } from '../../pods/follow/step-log';
import { MARK } from '../../pods/pod-log';
import { LineQueue } from './line-queue';

/** Says in a log of several steps of which one is what follows. */
const stepMark = z.object({
  event: z.literal('step'),
  /** Its place in the plan, from 1. */
  step: z.int().positive(),
  time: z.iso.datetime()
});

/** Divides the log of a pod among its steps, which run one after the other. */
export class PackedLog {
  /** Resolves when all has been divided. */
  readonly ended: Promise<void>;
  private readonly _queues: ReadonlyMap<number, LineQueue>;
  private _current: LineQueue | undefined;
  private _isWhole = false;

  /**
   * @param steps - those of the pod, by their places in the plan, from 1
   * @param _onStep - called when a step begins
   */
  constructor(
    lines: AsyncIterable<LogLine>,
    steps: readonly number[],
    private readonly _onStep: (step: number, time: string) => void
  ) {
    this._queues = new Map(steps.map(each => [each, new LineQueue()]));
    this._current = this._queues.get(steps[0]);
    this.ended = this._divide(lines);
  }

  /** Whether its end has been seen: then it says at which step that was. */
  get isWhole(): boolean {
    return this._isWhole;
  }

  /** What there is of a step; can be asked for once. */
  of(step: number): AsyncIterable<LogLine> {
    return this._queues.get(step) ?? new LineQueue();
  }

  /** Whoever reads what is of a step is told why there is no more. */
  private async _divide(lines: AsyncIterable<LogLine>): Promise<void> {
    try {
      for await (const line of lines) {
        this._give(line);
        if (hasExited(line.text)) {
          this._isWhole = true;
          break;
        }
      }
      this._end();
    } catch (error) {
      this._end(error as Error);
    }
  }

  private _end(error?: Error): void {
    this._queues.forEach(each => each.end(error));
  }

  private _give({ time, text }: LogLine): void {
    const at = text.lastIndexOf(`${MARK}{"event":"step"`);
    const mark = at < 0 ? undefined : readMark(text.slice(at + 1));
    const next = mark && this._queues.get(mark.step);
    if (!next || next.hasEnded) {
      this._current?.add({ time, text });
      return;
    }
    if (at > 0) {
      this._current?.add({ time, text: text.slice(0, at) });
    }
    if (next !== this._current) {
      this._current?.end();
      this._current = next;
    }
    this._onStep(mark.step, mark.time);
  }
}

function readMark(json: string): z.infer<typeof stepMark> | undefined {
  try {
    return stepMark.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}
