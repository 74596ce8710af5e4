import type { Binding } from '../analysis/dataflow/effects';
import { NOTHING, union, type Value } from '../analysis/dataflow/objects';
import type { AnalysedUnit } from './unit';

export interface UnitBinding extends Binding {
  readonly unit: number;
}

/** Who binds which name, and what a name may be before and after each unit. */
export class NamesInForce {
  private readonly bindings = new Map<string, UnitBinding[]>();

  constructor(private readonly units: readonly AnalysedUnit[]) {
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

  valueBefore(name: string, unit: AnalysedUnit): Value {
    return union(...this.before(name, unit).map(each => each.value));
  }

  valueAfter(name: string, unit: AnalysedUnit): Value {
    const own = unit.effects.binds.get(name);
    if (own?.certain) {
      return own.value;
    }
    return union(own?.value ?? NOTHING, this.valueBefore(name, unit));
  }

  /** For each unit, the names that a later unit that sees it may read. */
  liveAfter(needs: readonly ReadonlySet<string>[]): Set<string>[] {
    const live = this.units.map(() => new Set<string>());
    for (const unit of this.units) {
      for (const name of needs[unit.index]) {
        const bound = this.of(name);
        const certain = bound.filter(
          each => each.certain && unit.candidates.has(each.unit)
        );
        const from = certain[certain.length - 1]?.unit ?? 0;
        for (let i = from; i < unit.index; i++) {
          if (unit.candidates.has(i)) {
            live[i].add(name);
          }
        }
      }
    }
    return live;
  }
}
