import { importsOf } from '../../requests/imports';
import { PreparedEnvironment } from './prepared-environment';
import type { Preparation } from './prepared-process';

/** With processes, which may each hold hundreds of megabytes. */
const MOST = 4;

/** Without processes, too: what of their imports does harm is known. */
const REMEMBERED = 32;

interface Known {
  /** What it has in common with those that differ in their imports alone. */
  readonly place: string;
  readonly environment: PreparedEnvironment;
}

/** The prepared processes of this engine; they outlive the runs. */
export class PreparedEnvironments {
  /** The one used last is the last. */
  private readonly _known = new Map<string, Known>();

  /**
   * The one for a notebook: what is loaded for another one may not be what
   * this one loads.
   *
   * @param sources - of its code cells
   */
  of(
    preparation: Preparation,
    sources: readonly string[]
  ): PreparedEnvironment {
    const imports = importsOf(sources);
    const { command, environment } = preparation.interpreter;
    const place = JSON.stringify([command, environment, preparation.folder]);
    const key = JSON.stringify([place, imports]);
    const found = this._known.get(key) ?? {
      place,
      environment: new PreparedEnvironment(preparation, imports, () =>
        this._at(place)
      )
    };
    this._known.delete(key);
    this._known.set(key, found);
    found.environment.renew();
    this._retireOldest();
    return found.environment;
  }

  close(): void {
    this._known.forEach(each => each.environment.close());
    this._known.clear();
  }

  /** Those of a place, beginning with the one used last. */
  private _at(place: string): PreparedEnvironment[] {
    return [...this._known.values()]
      .filter(each => each.place === place)
      .map(each => each.environment)
      .reverse();
  }

  private _retireOldest(): void {
    const newestFirst = [...this._known].reverse();
    let prepared = 0;
    for (const [age, [key, { environment }]] of newestFirst.entries()) {
      // The one used now will be.
      prepared += age === 0 || environment.isPrepared ? 1 : 0;
      if (prepared > MOST || age >= REMEMBERED) {
        environment.retire();
        this._known.delete(key);
      }
    }
  }
}
