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

/** Whether two answers for the same step are the same. */
export function sameCandidates(a: Candidates, b: Candidates): boolean {
  if (a instanceof StepsAbove && b instanceof StepsAbove) {
    return true;
  }
  const all = new Set(a);
  return all.size === new Set(b).size && [...b].every(each => all.has(each));
}
