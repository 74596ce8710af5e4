/**
 * Who makes which version of a variable.
 *
 * A unit makes a version of every name that it binds, of every name that
 * reaches an object which it may change, and of every name that shares with
 * one of these an object which this or a later unit may change: the names
 * then have to be stored together, so that a reader of both finds one object.
 */
import {
  reachable,
  type AbstractObject,
  type Value
} from '../analysis/dataflow/objects';
import type { NamesInForce } from './names-in-force';
import type { AnalysedUnit } from './unit';

export interface Versions {
  /** For each unit, the names that it has to have when it begins, definitions included. */
  readonly inputs: readonly ReadonlySet<string>[];
  /** For each unit, the live names of which it makes a version. */
  readonly outputs: readonly ReadonlySet<string>[];
}

export function computeVersions(
  units: readonly AnalysedUnit[],
  names: NamesInForce,
  /** Objects that are made again from source and never travel. */
  isDefinition: (object: AbstractObject) => boolean
): Versions {
  const needs = units.map(unit => ownNeeds(unit, names));
  const live = names.liveAfter(needs);
  const lastChange = lastChanges(units);
  const inputs: Set<string>[] = [];
  const outputs: Set<string>[] = [];
  for (const unit of units) {
    const alive = live[unit.index];
    const relevant = relevantObjects(unit, lastChange, isDefinition);
    const changed = changedNames(unit, names, alive, relevant);
    const input = new Set(needs[unit.index]);
    for (const name of changed) {
      if (!unit.effects.binds.get(name)?.certain) {
        input.add(name);
      }
    }
    inputs.push(input);
    outputs.push(changed);
  }
  return { inputs, outputs };
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

/** The last unit that may change an object, or asks for its identity. */
function lastChanges(
  units: readonly AnalysedUnit[]
): ReadonlyMap<AbstractObject, number> {
  const last = new Map<AbstractObject, number>();
  for (const unit of units) {
    for (const object of unit.effects.mutated) {
      last.set(object, unit.index);
    }
    for (const object of unit.effects.identified) {
      last.set(object, unit.index);
    }
  }
  return last;
}

/** Finds the objects of a value over which sharing matters after a unit. */
function relevantObjects(
  unit: AnalysedUnit,
  lastChange: ReadonlyMap<AbstractObject, number>,
  isDefinition: (object: AbstractObject) => boolean
): (value: Value) => AbstractObject[] {
  return value =>
    [...reachable(value, step => step <= unit.index)].filter(
      object =>
        object.shareable &&
        (lastChange.get(object) ?? -1) >= unit.index &&
        !isDefinition(object)
    );
}

function changedNames(
  unit: AnalysedUnit,
  names: NamesInForce,
  alive: ReadonlySet<string>,
  relevant: (value: Value) => AbstractObject[]
): Set<string> {
  const { binds, mutated, opaque } = unit.effects;
  if (opaque) {
    return new Set(alive);
  }
  const changed = new Set<string>();
  const shared = new Set<AbstractObject>();
  const waiting: [string, AbstractObject[]][] = [];
  for (const name of binds.keys()) {
    if (alive.has(name)) {
      changed.add(name);
    }
  }
  for (const name of alive) {
    const objects = relevant(names.valueAfter(name, unit));
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
