import { randomUUID } from 'node:crypto';
import { hasGroup, ProcessTree } from './process-tree';

/** The variable of the environment by which the processes of a step are found. */
export const MARK = 'CELLWAY_STEP';

/** A value of MARK that no other step has. */
export function newMark(run: string): string {
  return `${run}/${randomUUID()}`;
}

/** What the jobs of a run have left running in the background. */
export class Leftovers {
  private readonly _leaders = new Set<number>();
  private readonly _marks = new Set<string>();

  /** @param leader - the first process of a job that has ended */
  add(mark: string, leader: number): void {
    this._marks.add(`${MARK}=${mark}`);
    // While somebody is in the group, no other process gets its number.
    if (hasGroup(leader)) {
      this._leaders.add(leader);
    }
  }

  async end(): Promise<void> {
    await new ProcessTree(this._leaders, this._marks).end();
  }
}
