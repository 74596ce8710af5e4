import type { StepFailure } from '../../runs/step-failure';
import { explainTimeout } from '../recording/ended-early';

/** The longest time that a timer takes, in ms: 25 days. */
const LONGEST = 2 ** 31 - 1;

/** Aborts what takes too long. */
export class TimeLimit {
  private readonly _abort = new AbortController();
  private readonly _timer: NodeJS.Timeout | undefined;
  private _failure: StepFailure | undefined;

  /**
   * @param seconds - none where undefined
   * @param cell - tells which cell runs at the moment
   */
  constructor(seconds: number | undefined, cell: () => number | undefined) {
    if (seconds !== undefined) {
      this._timer = setTimeout(
        () => {
          this._failure = explainTimeout(seconds, cell());
          this._abort.abort();
        },
        Math.min(seconds * 1000, LONGEST)
      );
    }
  }

  get signal(): AbortSignal {
    return this._abort.signal;
  }

  /** Set where the time was over. */
  get failure(): StepFailure | undefined {
    return this._failure;
  }

  stop(): void {
    clearTimeout(this._timer);
  }
}
