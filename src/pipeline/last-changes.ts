import {
  partsOf,
  reachable,
  type AbstractObject,
  type Value
} from '../analysis/dataflow/objects';
import type { AnalysedUnit } from './unit';

/** Which unit is the last that may change an object, or asks for its identity. */
export class LastChanges {
  private readonly last = new Map<AbstractObject, number>();
  /** The last change of an object, or of anything that can be reached from it. */
  private readonly lastBehind = new Map<AbstractObject, number>();

  /**
   * @param values - from which `behind` will be asked
   * @param made - objects that are made again from source and never travel
   */
  constructor(
    units: readonly AnalysedUnit[],
    values: Iterable<Value>,
    made: Pick<ReadonlySet<AbstractObject>, 'has'>
  ) {
    for (const { index, effects } of units) {
      for (const objects of [effects.mutated, effects.identified]) {
        for (const object of objects) {
          if (object.shareable && !made.has(object)) {
            this.last.set(object, index);
          }
        }
      }
    }
    const holders = findHolders(values);
    const latestFirst = [...this.last].sort(([, a], [, b]) => b - a);
    for (const [object, last] of latestFirst) {
      const open = [object];
      for (let each = open.pop(); each; each = open.pop()) {
        if (!this.lastBehind.has(each)) {
          this.lastBehind.set(each, last);
          open.push(...(holders.get(each) ?? []));
        }
      }
    }
  }

  /** What a value leads to when a unit has ended and which this or a later unit may change. */
  since(unit: number, value: Value): AbstractObject[] {
    const sees = (step: number, part: AbstractObject): boolean =>
      step <= unit && lastOf(this.lastBehind, part) >= unit;
    const changed: AbstractObject[] = [];
    for (const object of reachable(value, sees)) {
      if (lastOf(this.last, object) >= unit) {
        changed.push(object);
      }
    }
    return changed;
  }

  /** Of anything that can be reached from a value; -1 where no unit changes that. */
  behind(value: Value): number {
    let last = -1;
    for (const object of value) {
      last = Math.max(last, lastOf(this.lastBehind, object));
    }
    return last;
  }
}

/** -1 where no unit changes it. */
function lastOf(
  changes: ReadonlyMap<AbstractObject, number>,
  object: AbstractObject
): number {
  return changes.get(object) ?? -1;
}

/** For each object that can be reached from the values, those that lead to it directly. */
function findHolders(
  values: Iterable<Value>
): ReadonlyMap<AbstractObject, readonly AbstractObject[]> {
  const holders = new Map<AbstractObject, AbstractObject[]>();
  const open: AbstractObject[] = [];
  for (const value of values) {
    open.push(...value);
  }
  const followed = new Set<AbstractObject>();
  for (let object = open.pop(); object; object = open.pop()) {
    if (followed.has(object) || object.kind === 'scalar') {
      continue;
    }
    followed.add(object);
    for (const part of partsOf(object)) {
      const known = holders.get(part);
      if (known) {
        known.push(object);
      } else {
        holders.set(part, [object]);
        open.push(part);
      }
    }
  }
  return holders;
}
