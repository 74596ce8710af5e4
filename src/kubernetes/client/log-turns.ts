import type { Channel } from '../connection/channel';

/** How many logs of a cluster are followed at once: each takes a connection of its own, here and there. */
const PLACES = 64;

/** How many more may be read whose end is waited for. */
const RESERVE = 20;

/** How long a turn lasts at least, in ms. */
const LEAST = 5_000;

export interface TurnOptions {
  /** Ends the turn, and the waiting for it. */
  readonly signal: AbortSignal;
  /** Aborted when somebody waits for the end of the log: its turn comes first then. */
  readonly hurry?: AbortSignal;
}

/** A time in which a log is followed. */
export interface Turn {
  /** Aborted when it is another's turn, or the caller's signal is. */
  readonly signal: AbortSignal;
  /** To be called at its end. */
  end(): void;
}

interface Waiting {
  readonly hurry?: AbortSignal;
  begin(): void;
}

interface Held {
  readonly begun: number;
  readonly controller: AbortController;
}

/**
 * Lets logs be followed in turn where there are more than can be at once:
 * whichever was followed for longest makes room for those that wait.
 */
export class LogTurns {
  /** Whoever has come first is first. */
  private readonly _waiting = new Set<Waiting>();
  private readonly _held = new Set<Held>();
  private _timer: NodeJS.Timeout | undefined;

  /** @throws the reason of the signal, once that is aborted */
  async take({ signal, hurry }: TurnOptions): Promise<Turn> {
    signal.throwIfAborted();
    let leave = (): void => undefined;
    try {
      return await new Promise<Turn>((resolve, reject) => {
        const waiting = { hurry, begin: () => resolve(this._hold(signal)) };
        leave = () => {
          this._waiting.delete(waiting);
          reject(signal.reason as Error);
        };
        signal.addEventListener('abort', leave);
        hurry?.addEventListener('abort', this._giveOut);
        this._waiting.add(waiting);
        this._giveOut();
      });
    } finally {
      signal.removeEventListener('abort', leave);
      hurry?.removeEventListener('abort', this._giveOut);
    }
  }

  private _hold(signal: AbortSignal): Turn {
    const controller = new AbortController();
    const held = { begun: performance.now(), controller };
    const stop = (): void => controller.abort(signal.reason);
    signal.addEventListener('abort', stop);
    this._held.add(held);
    return {
      signal: controller.signal,
      end: () => {
        signal.removeEventListener('abort', stop);
        this._held.delete(held);
        this._giveOut();
      }
    };
  }

  /** Whoever is in a hurry, or has come first. */
  private get _next(): Waiting | undefined {
    for (const each of this._waiting) {
      if (each.hurry?.aborted) {
        return each;
      }
    }
    const [first] = this._waiting;
    return first;
  }

  private readonly _giveOut = (): void => {
    for (;;) {
      const next = this._next;
      const places = next?.hurry?.aborted ? PLACES + RESERVE : PLACES;
      if (!next || this._held.size >= places) {
        break;
      }
      this._waiting.delete(next);
      next.begin();
    }
    this._callBack();
  };

  /** Ends as many turns as are waited for, and that have lasted long enough. */
  private _callBack(): void {
    clearTimeout(this._timer);
    const now = performance.now();
    for (const { begun, controller } of [...this._held].slice(
      0,
      this._waiting.size
    )) {
      const left = begun + LEAST - now;
      if (left > 0) {
        this._timer = setTimeout(this._giveOut, left).unref();
        return;
      }
      controller.abort(new Error('it is the turn of another log'));
    }
  }
}

const turns = new WeakMap<Channel, LogTurns>();

/** Those of a cluster. */
export function turnsOf(channel: Channel): LogTurns {
  const known = turns.get(channel) ?? new LogTurns();
  turns.set(channel, known);
  return known;
}
