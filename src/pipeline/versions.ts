/**
 * Who makes which version of a variable.
 *
 * A unit makes a version of every name that it binds, of every name that
 * reaches an object which it may change, and of every name that shares with
 * one of these an object which this or a later unit may change: the names
 * then have to be stored together, so that a reader of both finds one object.
 */
import { meet, type AbstractObject } from '../analysis/dataflow/objects';
import { isBuiltin } from '../analysis/libraries/builtin-names';
import { LastChanges } from './last-changes';
import { Liveness } from './liveness';
import type { NamesInForce } from './names-in-force';
import type { AnalysedUnit } from './unit';

type Objects = Pick<ReadonlySet<AbstractObject>, 'has'>;

export interface Versions {
  /** For each unit, the names that it has to have when it begins, definitions included. */
  readonly inputs: readonly ReadonlySet<string>[];
  /** For each unit, the live names of which it makes a version. */
  readonly outputs: readonly ReadonlySet<string>[];
  /** For each unit, those of its inputs whose objects it may change in place. */
  readonly changes: readonly ReadonlySet<string>[];
}

export function computeVersions(
  units: readonly AnalysedUnit[],
  names: NamesInForce,
  /** Objects that are made again from source and never travel. */
  made: Objects
): Versions {
  const needs = units.map(unit => ownNeeds(unit, names));
  const live = new Liveness(units, names, needs);
  const sharing = new Sharing(units, names, made);
  const inputs: Set<string>[] = [];
  const outputs: Set<string>[] = [];
  const changes: Set<string>[] = [];
  for (const unit of units) {
    const changed = unit.effects.opaque
      ? new Set(live.liveAfter(unit).filter(name => isVariable(name, names)))
      : changedNames(unit, live, sharing);
    const input = new Set(needs[unit.index]);
    for (const name of changed) {
      if (!unit.effects.binds.get(name)?.certain) {
        input.add(name);
      }
    }
    inputs.push(input);
    outputs.push(changed);
    changes.push(changedInPlace(unit, input, names));
  }
  return { inputs, outputs, changes };
}

function changedInPlace(
  unit: AnalysedUnit,
  inputs: ReadonlySet<string>,
  names: NamesInForce
): Set<string> {
  const { mutated, opaque } = unit.effects;
  const mayChange = (name: string): boolean =>
    meet(names.reachedBefore(name, unit), mutated);
  return new Set([...inputs].filter(name => opaque || mayChange(name)));
}

/** Whether code that cannot be read may make a name; builtins are left alone where no cell binds them. */
function isVariable(name: string, names: NamesInForce): boolean {
  return names.of(name).length > 0 || !isBuiltin(name);
}

/** What a unit reads of earlier ones by its own code. */
function ownNeeds(unit: AnalysedUnit, names: NamesInForce): Set<string> {
  const { reads, opaque } = unit.effects;
  const needs = new Set(reads.keys());
  if (opaque) {
    for (const name of names.names()) {
      if (names.before(name, unit).length > 0) {
        needs.add(name);
      }
    }
  }
  return needs;
}

/** Finds the objects over which it matters that names share them. */
class Sharing {
  private readonly changes: LastChanges;
  /** For each unit, the bound names that may reach an object which it or a later unit may change. */
  private readonly sharing: readonly string[][];

  constructor(
    units: readonly AnalysedUnit[],
    private readonly names: NamesInForce,
    made: Objects
  ) {
    this.changes = new LastChanges(units, names.values(), made);
    this.sharing = units.map(() => []);
    for (const name of names.names()) {
      const bindings = names.of(name);
      const last = Math.max(
        ...bindings.map(each => this.changes.behind(each.value))
      );
      for (let unit = bindings[0].unit; unit <= last; unit++) {
        this.sharing[unit].push(name);
      }
    }
  }

  namesAt({ index }: AnalysedUnit): readonly string[] {
    return this.sharing[index];
  }

  /** The objects of a name which this or a later unit may change. */
  objects(name: string, unit: AnalysedUnit): AbstractObject[] {
    const value = this.names.valueAfter(name, unit);
    return this.changes.since(unit.index, value);
  }
}

function changedNames(
  unit: AnalysedUnit,
  live: Liveness,
  sharing: Sharing
): Set<string> {
  const { binds, mutated } = unit.effects;
  const changed = new Set<string>();
  const shared = new Set<AbstractObject>();
  const waiting: [string, AbstractObject[]][] = [];
  for (const name of binds.keys()) {
    if (live.isLive(name, unit)) {
      changed.add(name);
    }
  }
  for (const name of sharing.namesAt(unit)) {
    if (!live.isLive(name, unit)) {
      continue;
    }
    const objects = sharing.objects(name, unit);
    if (changed.has(name) || objects.some(object => mutated.has(object))) {
      changed.add(name);
      objects.forEach(object => shared.add(object));
    } else if (objects.length > 0) {
      waiting.push([name, objects]);
    }
  }
  for (let grown = true; grown;) {
    grown = false;
    for (const [name, objects] of waiting) {
      if (!changed.has(name) && objects.some(object => shared.has(object))) {
        changed.add(name);
        objects.forEach(object => shared.add(object));
        grown = true;
      }
    }
  }
  return changed;
}
