import { importsOf } from '../../requests/imports';
import { PreparedEnvironment } from './prepared-environment';
import type { Preparation } from './prepared-process';

/** Each may hold hundreds of megabytes. */
const MOST = 4;

/** The prepared processes of this engine; they outlive the runs. */
export class PreparedEnvironments {
  /** The one used last is the last. */
  private readonly _environments = new Map<string, PreparedEnvironment>();

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
    const { folder } = preparation;
    const key = JSON.stringify([command, environment, folder, imports]);
    const found =
      this._environments.get(key) ??
      new PreparedEnvironment(preparation, imports);
    this._environments.delete(key);
    this._environments.set(key, found);
    found.renew();
    this._retireOldest();
    return found;
  }

  close(): void {
    this._environments.forEach(each => each.close());
    this._environments.clear();
  }

  private _retireOldest(): void {
    for (const [key, each] of this._environments) {
      if (this._environments.size <= MOST) {
        return;
      }
      each.retire();
      this._environments.delete(key);
    }
  }
}
