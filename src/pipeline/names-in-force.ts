import type { Binding } from '../analysis/dataflow/effects';
import { reachable, union, type Value } from '../analysis/dataflow/objects';
import type { AnalysedUnit } from './unit';

export interface UnitBinding extends Binding {
  readonly unit: number;
}

/** Who binds which name, and what a name may be before and after each unit. */
export class NamesInForce {
  private readonly bindings = new Map<string, UnitBinding[]>();
  /** What can be reached from each value, since that is asked for often. */
  private readonly reached = new Map<Value, Value>();

  constructor(units: readonly AnalysedUnit[]) {
    for (const unit of units) {
      for (const [name, binding] of unit.effects.binds) {
        const known = this.bindings.get(name) ?? [];
        known.push({ ...binding, unit: unit.index });
        this.bindings.set(name, known);
      }
    }
  }

  names(): Iterable<string> {
    return this.bindings.keys();
  }

  /** Of all bindings of all names. */
  *values(): Iterable<Value> {
    for (const bindings of this.bindings.values()) {
      for (const { value } of bindings) {
        yield value;
      }
    }
  }

  /** All bindings of a name, in the notebook's order. */
  of(name: string): readonly UnitBinding[] {
    return this.bindings.get(name) ?? [];
  }

  /** The bindings that may be in force when a unit begins, latest first. */
  before(name: string, unit: AnalysedUnit): UnitBinding[] {
    const found: UnitBinding[] = [];
    const all = this.of(name);
    for (let i = all.length - 1; i >= 0; i--) {
      const binding = all[i];
      if (unit.candidates.has(binding.unit)) {
        found.push(binding);
        if (binding.certain) {
          break;
        }
      }
    }
    return found;
  }

  valueAfter(name: string, unit: AnalysedUnit): Value {
    return union(...this.valuesAfter(name, unit));
  }

  /** Everything that can be reached from what a name may be when a unit begins. */
  reachedBefore(name: string, unit: AnalysedUnit): Value {
    const bindings = this.before(name, unit);
    return union(...bindings.map(each => this.reachedFrom(each.value)));
  }

  /** Everything that can be reached from what a name may be when a unit has ended. */
  reachedAfter(name: string, unit: AnalysedUnit): Value {
    const values = this.valuesAfter(name, unit);
    return union(...values.map(each => this.reachedFrom(each)));
  }

  reachedFrom(value: Value): Value {
    let reached = this.reached.get(value);
    if (!reached) {
      this.reached.set(value, (reached = reachable(value)));
    }
    return reached;
  }

  private valuesAfter(name: string, unit: AnalysedUnit): Value[] {
    const own = unit.effects.binds.get(name);
    const earlier = own?.certain ? [] : this.before(name, unit);
    return [...(own ? [own] : []), ...earlier].map(each => each.value);
  }
}
