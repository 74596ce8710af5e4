import type { AbstractObject } from './objects';

/** Something that a step has done to an object of an earlier step. */
export interface Change {
  readonly object: AbstractObject;
  readonly apply: () => void;
  readonly undo: () => void;
}

/**
 * What a step has done to objects of earlier steps, in order. What it has done
 * to its own needs no note: they go with it.
 */
export class Journal {
  private readonly changes: Change[] = [];

  add(change: Change): void {
    change.apply();
    this.changes.push(change);
  }

  /** Takes everything back; later steps must have been taken back before. */
  undo(): void {
    for (let i = this.changes.length - 1; i >= 0; i--) {
      this.changes[i].undo();
    }
  }

  /** Does everything once more. */
  apply(): void {
    this.changes.forEach(change => change.apply());
  }

  /** The objects that it is about. */
  objects(): AbstractObject[] {
    return this.changes.map(change => change.object);
  }
}
