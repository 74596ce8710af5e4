import { setTimeout } from 'node:timers/promises';

export interface BackoffOptions {
  /** How long the first pause is at most, in ms; each next is twice as long. */
  readonly first: number;
  /** How long a pause gets at most, in ms. */
  readonly most: number;
}

/** Pauses that grow, with jitter, so that many clients do not come back at once. */
export class Backoff {
  private _next: number;

  constructor(private readonly _options: BackoffOptions) {
    this._next = _options.first;
  }

  /**
   * @param least - what the server asked for, in ms
   * @returns the pause, in ms
   */
  next(least = 0): number {
    const pause = this._next * (0.5 + Math.random() / 2);
    this._next = Math.min(this._next * 2, this._options.most);
    return Math.max(pause, least);
  }

  reset(): void {
    this._next = this._options.first;
  }
}

/** @throws the reason of the signal, once that is aborted */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await setTimeout(ms, undefined, { signal }).catch(() =>
    signal.throwIfAborted()
  );
}
