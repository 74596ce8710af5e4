import { DEFAULT_ENGINE, type Engines } from '../engines/engines';
import type { RunRecord } from '../runs/run-record';
import { isEnded } from '../runs/run-status';

/** How long a run is left alone whose books could not be taken over, in ms. */
const PAUSE = 30_000;

/**
 * Sees to it that the books are kept of runs that go on elsewhere, also when
 * this service has started anew meanwhile.
 */
export class Attendance {
  /** The runs that were looked after, and until when they are left alone; for ever where that goes on. */
  private readonly _until = new Map<string, number>();

  constructor(private readonly _engines: Engines) {}

  /**
   * Takes over the books of a run where nobody keeps them; returns at once.
   * What keeps it from that is told to whoever watches the run.
   *
   * @param place - its store
   */
  look(run: RunRecord, place: string): void {
    const { id, engine } = run;
    const key = `${place} ${id}`;
    if (!goesOnElsewhere(run) || Date.now() < (this._until.get(key) ?? 0)) {
      return;
    }
    this._until.set(key, Infinity);
    void this._engines
      .of(engine)
      .then(found => found.attend({ engine, id, place }))
      .then(
        () => this._until.delete(key),
        () => this._until.set(key, Date.now() + PAUSE)
      );
  }
}

/** Whether a run goes on whatever becomes of this machine. */
export function goesOnElsewhere({ engine, status }: RunRecord): boolean {
  return engine !== DEFAULT_ENGINE && !isEnded(status);
}
