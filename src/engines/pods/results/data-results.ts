import { readFile } from 'node:fs/promises';
import type { RunFolder } from '../../../runs/run-folder';
import { cannotRead } from './cannot-read';
import type { DataAccess } from './data-access';
import { readData } from './read-data';

/** What came: texts of results, by the places of their steps from 0; or why one did not. */
interface Came {
  readonly texts: ReadonlyMap<number, string>;
  readonly problems: ReadonlyMap<number, Error>;
}

/**
 * Fetches the results of the steps of a run from where they are stored. Those asked for
 * while others are on their way come together, by one pod.
 */
export class DataResults {
  private readonly _asked = new Set<number>();
  /** What brings those that are asked for now, once the last have come. */
  private _next: Promise<Came> | undefined;
  private _last: Promise<unknown> = Promise.resolve();

  /** @param _reach - called for each pod */
  constructor(
    private readonly _folder: RunFolder,
    private readonly _reach: () => Promise<DataAccess>,
    private readonly _signal: AbortSignal
  ) {}

  /**
   * The text of a result, which then is in the folder of the step, too.
   *
   * @param step - its place in the pipeline, from 0
   * @returns undefined where the step has left none
   * @throws EngineError `cannot-show`; KubernetesError; the reason of the signal
   */
  async read(step: number): Promise<string | undefined> {
    this._asked.add(step);
    this._next ??= this._fetchNext();
    const { texts, problems } = await this._next;
    const problem = problems.get(step);
    if (problem) {
      throw problem;
    }
    return texts.get(step);
  }

  private _fetchNext(): Promise<Came> {
    const next = this._last.then(() => {
      const steps = [...this._asked];
      this._asked.clear();
      this._next = undefined;
      return this._fetch(steps);
    });
    this._last = next.catch(() => undefined);
    return next;
  }

  private async _fetch(steps: readonly number[]): Promise<Came> {
    const access = await this._reach();
    const files = steps.map(step => ({
      path: `runs/${access.run}/steps/${step + 1}/result.json`,
      to: this._folder.step(step).result
    }));
    const unread = await readData(access, files, this._signal);
    const texts = new Map<number, string>();
    const problems = new Map<number, Error>();
    for (const [index, step] of steps.entries()) {
      const failure = unread.find(each => each.file === files[index]);
      if (!failure) {
        texts.set(step, await readFile(files[index].to, 'utf8'));
      } else if (!failure.isMissing) {
        const said = `the result of its step ${step + 1}: ${failure.reason}`;
        problems.set(step, cannotRead(access, said, 'Run the notebook again.'));
      }
    }
    return { texts, problems };
  }
}
