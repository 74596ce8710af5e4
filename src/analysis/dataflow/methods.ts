/** Method calls: `receiver.name(arguments)`. */
import { methodRule, UNKNOWN } from '../libraries/rules';
import { callFunction, callMethods, callValue, type CallSite } from './calls';
import { hasForeignBase, inheritedMembers, memberOf } from './definitions';
import { external } from './imports';
import { consult } from './instances';
import { applyRule, callUnknown } from './library-calls';
import type { Machine } from './machine';
import { isMain, useNamespace } from './namespace';
import { callScalarMethod } from './path-objects';
import {
  NOTHING,
  SCALAR,
  union,
  type AbstractObject,
  type Value
} from './objects';

export function callMethod(
  machine: Machine,
  target: Value,
  name: string,
  site: CallSite
): Value {
  let results: Value = NOTHING;
  const unknown = new Set<AbstractObject>();
  for (const object of target) {
    if (isUnknown(object, name)) {
      unknown.add(object);
    } else {
      results = union(results, callOn(machine, object, name, site));
    }
  }
  if (unknown.size > 0) {
    // Together, since long chains of such calls may be many objects at once.
    const [{ path }] = unknown;
    const callee = { receiver: unknown, path: `${path}.${name}()` };
    results = union(results, applyRule(machine, UNKNOWN, site, callee));
  }
  return target.size > 0 ? results : callUnknown(machine, NOTHING, site);
}

function isUnknown(object: AbstractObject, name: string): boolean {
  return (
    object.summary &&
    object.path !== 'super()' &&
    methodRule(object, name) === UNKNOWN
  );
}

function callOn(
  machine: Machine,
  object: AbstractObject,
  name: string,
  site: CallSite
): Value {
  switch (object.kind) {
    case 'external':
      if (isMain(object)) {
        return callValue(machine, machine.readModule(name, site.node), site);
      }
      useNamespace(machine, object.itself, site.node);
      return callValue(machine, external(`${object.path}.${name}`), site);
    case 'instance':
      return callOnInstance(machine, object, name, site);
    case 'class':
      return callOnClass(machine, object, name, site);
    case 'scalar':
      return callScalarMethod(machine, object, name, site);
    case 'function':
      if (name.startsWith('cache_')) {
        return SCALAR;
      }
      machine.mutate(object.itself);
      return callFunction(machine, object, site, object.boundTo);
    default:
      return object.path === 'super()'
        ? callInherited(machine, object, name, site)
        : applyRule(machine, methodRule(object, name), site, {
            receiver: object.itself,
            path: `${object.path}.${name}()`
          });
  }
}

function callOnInstance(
  machine: Machine,
  object: AbstractObject,
  name: string,
  site: CallSite
): Value {
  const { itself } = object;
  const cls = object.instanceOf;
  const members = memberOf(cls, name);
  if (members.size > 0) {
    return callMethods(machine, members, site, object);
  }
  consult(machine, itself, 'asked');
  // A function kept in an attribute, or what it inherits from a class outside the notebook.
  let results: Value = NOTHING;
  for (const part of object.held.keys()) {
    if (part.kind === 'function' || part.kind === 'class') {
      results = union(results, callValue(machine, part.itself, site));
    }
  }
  if (!cls || hasForeignBase(cls) || results.size === 0) {
    for (const method of cls ? methodsOf(cls) : []) {
      callMethods(machine, method.itself, { ...site, args: [] }, object);
    }
    results = union(results, callUnknown(machine, itself, site));
  }
  return results;
}

/** All plain methods of a class and its bases: what a template method may call. */
function methodsOf(cls: AbstractObject): AbstractObject[] {
  const own = [...(cls.classPart?.members ?? [])]
    .filter(([name]) => !name.startsWith('__'))
    .flatMap(([, value]) => [...value])
    .filter(member => member.functionPart);
  return [...own, ...(cls.classPart?.bases ?? []).flatMap(methodsOf)];
}

function callOnClass(
  machine: Machine,
  object: AbstractObject,
  name: string,
  site: CallSite
): Value {
  const { itself } = object;
  const members = memberOf(object, name);
  if (members.size === 0) {
    // Inherited from outside (`Enum`, `Model.load`): it may make an instance.
    return union(callValue(machine, itself, site), machine.parts(itself));
  }
  let results: Value = NOTHING;
  for (const member of members) {
    const asClass = member.functionPart?.decorators.includes(
      'builtins.classmethod'
    );
    results = union(
      results,
      member.kind === 'function'
        ? callFunction(machine, member, site, asClass ? itself : undefined)
        : callValue(machine, member.itself, site)
    );
  }
  return results;
}

function callInherited(
  machine: Machine,
  object: AbstractObject,
  name: string,
  site: CallSite
): Value {
  let results: Value = NOTHING;
  for (const self of object.boundTo ?? NOTHING) {
    const members = self.instanceOf
      ? inheritedMembers(self.instanceOf, name)
      : NOTHING;
    if (members.size > 0) {
      results = union(results, callMethods(machine, members, site, self));
    } else {
      machine.mutate(self.itself);
      machine.hold(self.itself, union(...site.args));
    }
  }
  return union(results, SCALAR);
}
