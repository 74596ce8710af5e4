import {
  partsOf,
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
   * @param isDefinition - whether an object is made again from source and never travels
   */
  constructor(
    units: readonly AnalysedUnit[],
    values: Iterable<Value>,
    isDefinition: (object: AbstractObject) => boolean
  ) {
    for (const { index, effects } of units) {
      for (const object of [...effects.mutated, ...effects.identified]) {
        if (object.shareable && !isDefinition(object)) {
          this.last.set(object, index);
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

  /** -1 where no unit changes the object itself. */
  of(object: AbstractObject): number {
    return this.last.get(object) ?? -1;
  }

  /** Of anything that can be reached from a value; -1 where no unit changes that. */
  behind(value: Value): number {
    let last = -1;
    for (const object of value) {
      last = Math.max(last, this.lastBehind.get(object) ?? -1);
    }
    return last;
  }
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
