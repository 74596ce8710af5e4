import type { StepFailure } from '../../../runs/step-failure';
import type { ProcessTree } from './process-tree';

/** The shortest time between two looks, in ms: little can be filled meanwhile. */
const POLL = 50;

/** How much of its time a processor may spend on looking. */
const EFFORT = 0.05;

const GIGABYTE = 2 ** 30;

/** Kills processes that use more memory than they may. */
export class MemoryLimit {
  private _timer: NodeJS.Timeout | undefined;
  private _isStopped = false;
  private _failure: StepFailure | undefined;

  /** @param bytes - no limit where undefined */
  constructor(
    private readonly _tree: ProcessTree,
    private readonly _bytes: number | undefined
  ) {
    if (_bytes !== undefined) {
      this._wait(POLL);
    }
  }

  /** Set where they were killed. */
  get failure(): StepFailure | undefined {
    return this._failure;
  }

  stop(): void {
    this._isStopped = true;
    clearTimeout(this._timer);
  }

  private _wait(milliseconds: number): void {
    this._timer = setTimeout(() => void this._look(), milliseconds);
    this._timer.unref();
  }

  private async _look(): Promise<void> {
    const limit = this._bytes ?? Infinity;
    const begun = performance.now();
    const used = await this._tree.usedMemory(limit).catch(() => 0);
    const effort = performance.now() - begun;
    if (this._isStopped) {
      return;
    }
    if (used <= limit) {
      this._wait(Math.max(POLL, effort / EFFORT));
      return;
    }
    this._failure = {
      kind: 'memory',
      message: `The step was killed: it used ${inGigabytes(used)} of ${inGigabytes(limit)} of memory`,
      hint: 'Raise the memory of the step, or let it load less at a time.'
    };
    await this._tree.end(true);
  }
}

function inGigabytes(bytes: number): string {
  const gigabytes = bytes / GIGABYTE;
  return `${Number(gigabytes.toPrecision(gigabytes < 10 ? 2 : 3))} GiB`;
}
