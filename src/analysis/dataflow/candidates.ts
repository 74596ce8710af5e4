/** The numbers of the steps whose work a step sees. */
export interface Candidates extends Iterable<number> {
  has(step: number): boolean;
}

/** All steps above one: what it sees where no `prev:` says otherwise. */
export class StepsAbove implements Candidates {
  constructor(private readonly step: number) {}

  has(step: number): boolean {
    return step < this.step;
  }

  *[Symbol.iterator](): IterableIterator<number> {
    for (let step = 0; step < this.step; step++) {
      yield step;
    }
  }
}

/** The last of some steps, which are in order, that is among the candidates. */
export function lastSeen(
  steps: readonly number[],
  candidates: Candidates
): number | undefined {
  for (let i = steps.length - 1; i >= 0; i--) {
    if (candidates.has(steps[i])) {
      return steps[i];
    }
  }
  return undefined;
}

/** Whether two answers for the same step are the same. */
export function sameCandidates(a: Candidates, b: Candidates): boolean {
  if (a instanceof StepsAbove && b instanceof StepsAbove) {
    return true;
  }
  const all = new Set(a);
  return all.size === new Set(b).size && [...b].every(each => all.has(each));
}
