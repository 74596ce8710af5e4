import { Signal, type ISignal } from '@lumino/signaling';
import { ServiceError, unreachable } from '../api/service-error';

/** How long a removal can be taken back, in ms. */
export const GRACE = 10_000;

/**
 * Runs that are to be removed. Until the time to take it back is over nothing
 * is done to them: where the page goes first, they stay.
 */
export class DoomedRuns {
  private readonly _timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly _removed = new Set<string>();
  private _problem: ServiceError | undefined;
  private readonly _changed = new Signal<this, void>(this);

  /** @param _remove - throws a ServiceError where that cannot be */
  constructor(private readonly _remove: (id: string) => Promise<void>) {}

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Why a run could not be removed; it is there again. */
  get problem(): ServiceError | undefined {
    return this._problem;
  }

  has(id: string): boolean {
    return this._timers.has(id) || this._removed.has(id);
  }

  /** Removes runs when the time is over. */
  add(ids: readonly string[], grace = GRACE): void {
    this._problem = undefined;
    for (const id of ids) {
      clearTimeout(this._timers.get(id));
      this._timers.set(
        id,
        setTimeout(() => void this._carryOut(id), grace)
      );
    }
    this._changed.emit();
  }

  /** Takes it back, where that is still possible. */
  spare(ids: readonly string[]): void {
    for (const id of ids) {
      clearTimeout(this._timers.get(id));
      this._timers.delete(id);
    }
    this._changed.emit();
  }

  private async _carryOut(id: string): Promise<void> {
    this._timers.delete(id);
    this._removed.add(id);
    try {
      await this._remove(id);
    } catch (error) {
      this._removed.delete(id);
      this._problem = error instanceof ServiceError ? error : unreachable();
    }
    this._changed.emit();
  }
}
