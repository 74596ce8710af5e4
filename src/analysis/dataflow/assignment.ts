/** Stores: to names, attributes, items and whole patterns of targets. */
import type {
  AugmentedAssign,
  Collection,
  Expression,
  Span,
  Subscript
} from '../syntax/tree';
import { stateOfObject, stateOfStore } from '../libraries/module-state';
import { copiesItems, isTrusted } from '../libraries/rules';
import { callMethods } from './calls';
import { memberOf } from './definitions';
import { consult, useUp } from './instances';
import type { Machine } from './machine';
import {
  isInMain,
  namespaceKey,
  storeVariable,
  useNamespace
} from './namespace';
import {
  NOTHING,
  SCALAR,
  isScalar,
  union,
  type AbstractObject,
  type Value
} from './objects';

/**
 * Stores `value` in a target.
 *
 * @param source - the expression that made the value, where there is one
 */
export function assign(
  machine: Machine,
  target: Expression,
  value: Value,
  source?: Expression
): void {
  switch (target.kind) {
    case 'Name':
      machine.bind(target.id, value, target);
      return;
    case 'Starred':
      assign(machine, target.value, rest(machine, target, value));
      return;
    case 'Collection':
      unpack(machine, target, value, source);
      return;
    case 'Attribute': {
      const owner = machine.evaluate(target.value);
      storeAttribute(machine, owner, target.attribute, value, target);
      return;
    }
    case 'Subscript':
      storeItem(machine, target, value);
      return;
    default:
      machine.evaluate(target);
  }
}

/**
 * `owner.name = value`, or `del owner.name` without a value; by whatever syntax.
 *
 * @param at - where it is done
 */
export function storeAttribute(
  machine: Machine,
  owner: Value,
  name: string,
  value: Value | undefined,
  at: Span
): void {
  consult(machine, owner, 'stored');
  storeProperty(machine, owner, name, value ? [value] : [], at);
  storeInModule(machine, owner, name, at);
  storeVariable(machine, owner, name, value, at);
  machine.mutate(owner);
  machine.hold(owner, value ?? NOTHING);
}

/** Runs the setter or deleter of a property of that name. */
function storeProperty(
  machine: Machine,
  owner: Value,
  name: string,
  args: readonly Value[],
  at: Span
): void {
  for (const object of owner) {
    const members = [...memberOf(object.instanceOf, name)];
    const parts = members.map(each => each.functionPart);
    if (parts.some(part => part?.decorators.includes('builtins.property'))) {
      const site = { node: at, args, keywords: [] };
      callMethods(machine, new Set(members), site, object);
    }
  }
}

function storeItem(machine: Machine, target: Subscript, value: Value): void {
  const name = namespaceKey(machine, target);
  if (name !== undefined) {
    machine.bindModule(name, value, target);
    return;
  }
  const owner = machine.evaluate(target.value);
  const index = machine.evaluate(target.index);
  consult(machine, owner, 'stored');
  storeInModule(machine, owner, '[]', target);
  useNamespace(machine, owner, target);
  machine.mutate(owner);
  const keeping = new Set([...owner].filter(each => !copiesItems(each)));
  machine.hold(keeping, union(value, index));
  if (target.index.kind === 'Slice') {
    machine.hold(keeping, machine.parts(value));
  }
}

/** A store into a module, `numpy.x = 1`, or into a table that lives in one, `os.environ['A'] = 'b'`. */
function storeInModule(
  machine: Machine,
  owner: Value,
  attribute: string,
  at: Span
): void {
  for (const object of owner) {
    const given = stateOfObject(object.path);
    if (given !== undefined) {
      machine.touchState(given, 'change', at);
    }
    if (object.kind !== 'external' || isInMain(object)) {
      continue;
    }
    const path =
      attribute === '[]' ? object.path : `${object.path}.${attribute}`;
    const state = stateOfStore(path);
    const place = machine.place(at);
    if (state) {
      machine.touchState(state, 'change', at);
    } else {
      machine.effects.remark({ code: 'module-state', subject: path, place });
    }
  }
}

function rest(machine: Machine, target: Expression, value: Value): Value {
  const list = machine.make('container', 'list', target);
  const made = list.itself;
  machine.hold(made, value);
  return made;
}

function unpack(
  machine: Machine,
  target: Collection,
  value: Value,
  source?: Expression
): void {
  // `a, b = b, a` and other displays: each target takes its own element.
  if (
    source?.kind === 'Collection' &&
    source.elements.length === target.elements.length &&
    [...source.elements, ...target.elements].every(
      each => each.kind !== 'Starred'
    )
  ) {
    const values = source.elements.map(each => machine.evaluate(each));
    target.elements.forEach((each, i) =>
      assign(machine, each, values[i] ?? NOTHING, source.elements[i])
    );
    return;
  }
  useUp(machine, value);
  target.elements.forEach((each, i) => {
    const parts = new Set<AbstractObject>();
    for (const object of value) {
      if (isOwnResult(object, source)) {
        parts.add(machine.make('other', `${object.path}[]`, each, String(i)));
      } else {
        machine.parts(object.itself).forEach(part => parts.add(part));
      }
    }
    assign(machine, each, parts.size > 0 ? parts : SCALAR);
  });
}

/**
 * Whether an object is the tuple that a trusted library has just returned: its
 * elements then are objects of their own (`a, b = np.unique(x, return_counts=True)`).
 * Not so in matplotlib, where a figure and its axes know each other.
 */
function isOwnResult(object: AbstractObject, source?: Expression): boolean {
  return (
    source?.kind === 'Call' &&
    object.kind === 'other' &&
    object.place?.span === source &&
    object.held.size === 0 &&
    isTrusted(object.path) &&
    !object.path.startsWith('matplotlib')
  );
}

/** `target op= value`: rebinds, and changes in place what can be changed so. */
export function storeAugmented(
  machine: Machine,
  statement: AugmentedAssign
): void {
  const { target } = statement;
  const before = machine.evaluate(target);
  const added = machine.evaluate(statement.value);
  consult(machine, union(before, added), 'operated');
  if (isScalar(before) && isScalar(added)) {
    assign(machine, target, SCALAR);
    return;
  }
  machine.mutate(before);
  machine.hold(before, machine.parts(added));
  const after = machine.make('other', '', statement);
  const made = after.itself;
  machine.hold(made, union(machine.parts(before), machine.parts(added)));
  assign(machine, target, union(before, isScalar(before) ? made : NOTHING));
}

/** `del target`. */
export function remove(machine: Machine, target: Expression): void {
  switch (target.kind) {
    case 'Name':
      machine.unbind(target.id, target);
      return;
    case 'Collection':
      target.elements.forEach(each => remove(machine, each));
      return;
    case 'Attribute': {
      const owner = machine.evaluate(target.value);
      storeAttribute(machine, owner, target.attribute, undefined, target);
      return;
    }
    case 'Subscript': {
      const name = namespaceKey(machine, target);
      if (name !== undefined) {
        machine.deleteModule(name, target);
        return;
      }
      const owner = machine.evaluate(target.value);
      machine.evaluate(target.index);
      storeInModule(machine, owner, '[]', target);
      useNamespace(machine, owner, target);
      consult(machine, owner, 'stored');
      machine.mutate(owner);
      return;
    }
    default:
      machine.evaluate(target);
  }
}
