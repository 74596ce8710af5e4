/** Reading an attribute. */
import type { Span } from '../syntax/tree';
import { attributeRule, methodRule } from '../libraries/rules';
import { callMethods, isField } from './calls';
import { inheritedMembers, memberOf } from './definitions';
import { external } from './imports';
import { consult } from './instances';
import type { Machine } from './machine';
import { attributesOf, isMain, namespaceOf } from './namespace';
import { pathAttribute } from './path-objects';
import {
  AbstractObject,
  LABELS,
  NOTHING,
  PATH,
  SCALAR,
  union,
  type FunctionPart,
  type Value
} from './objects';

export function readAttribute(
  machine: Machine,
  owner: Value,
  name: string,
  node: Span
): Value {
  let found: Value = NOTHING;
  for (const object of owner) {
    found = union(found, attributeOf(machine, object, name, node));
  }
  return found.size > 0 ? found : SCALAR;
}

function attributeOf(
  machine: Machine,
  object: AbstractObject,
  name: string,
  node: Span
): Value {
  const { itself } = object;
  const namespace = namespaceOf(machine, object, name, node);
  if (namespace) {
    return namespace;
  }
  if (name === '__dict__' && object.shareable) {
    return attributesOf(machine, object, node);
  }
  switch (object.kind) {
    case 'external':
      if (name === '__dict__') {
        return itself;
      }
      if (isMain(object)) {
        return machine.readModule(name, node);
      }
      return external(`${object.path}.${name}`);
    case 'instance':
      return instanceAttribute(machine, object, name, node);
    case 'class': {
      const member = memberOf(object, name);
      return member.size > 0 ? member : storedIn(machine, object);
    }
    case 'scalar':
      return object.path === PATH
        ? pathAttribute(machine, object, name, node)
        : SCALAR;
    case 'function':
      // What they hold is a part of the function: `f.__defaults__[0].append(1)`.
      return /^__((kw)?defaults|closure)__$/.test(name)
        ? attributesOf(machine, object, node)
        : machine.parts(itself);
    default:
      return otherAttribute(machine, object, name, node);
  }
}

/** What was stored in a class from outside; what its body bound is found by name. */
function storedIn(machine: Machine, cls: AbstractObject): Value {
  const members = union(...(cls.classPart?.members.values() ?? []));
  return new Set(
    [...machine.parts(cls.itself)].filter(each => !members.has(each))
  );
}

function instanceAttribute(
  machine: Machine,
  object: AbstractObject,
  name: string,
  node: Span
): Value {
  const { itself } = object;
  if (name === '__class__') {
    return object.instanceOf ? object.instanceOf.itself : SCALAR;
  }
  let found = consult(machine, itself, 'asked');
  const member = object.instanceOf
    ? memberOf(object.instanceOf, name)
    : NOTHING;
  for (const each of member) {
    const part = each.functionPart;
    if (!part) {
      found = isField(each) ? found : union(found, each.itself);
    } else if (
      part.decorators.some(path => path !== '' && !isMethodKind(path))
    ) {
      // A property or another decorated method: reading it runs it.
      const site = { node, args: [], keywords: [] };
      found = union(found, callMethods(machine, each.itself, site, object));
    } else {
      found = union(found, bind(machine, each, part, itself, node));
    }
  }
  // An attribute of the instance, or a default in the class that one may override.
  return union(found, machine.parts(itself));
}

function isMethodKind(path: string): boolean {
  return path === 'builtins.staticmethod' || path === 'builtins.classmethod';
}

/** A bound method, to be called later. */
function bind(
  machine: Machine,
  method: AbstractObject,
  part: FunctionPart,
  owner: Value,
  node: Span
): Value {
  const bound = machine.context.object(node, `bound ${method.path}`, () => {
    const made = new AbstractObject('function', method.path, machine.step);
    made.functionPart = part;
    return made;
  });
  bound.boundTo = union(bound.boundTo ?? NOTHING, owner);
  machine.hold(bound.itself, method.itself);
  return bound.itself;
}

/** `frame.index`: the same object each time, or one that was stored there. */
function labelsOf(
  machine: Machine,
  frame: AbstractObject,
  name: string
): Value {
  let own = frame.labels?.get(name);
  if (!own) {
    own = new AbstractObject('container', LABELS, frame.step);
    (frame.labels ??= new Map()).set(name, own);
  }
  machine.hold(frame.itself, own.itself);
  return new Set([...frame.held.keys()].filter(({ path }) => path === LABELS));
}

function otherAttribute(
  machine: Machine,
  object: AbstractObject,
  name: string,
  node: Span
): Value {
  const { itself } = object;
  if (object.path === 'super()') {
    let found: Value = NOTHING;
    for (const self of object.boundTo ?? NOTHING) {
      if (self.instanceOf) {
        found = union(found, inheritedMembers(self.instanceOf, name));
      }
    }
    return found;
  }
  if (methodRule(object, name).receiver === 'changes') {
    // `map(items.append, lines)`: whoever gets the method may call it.
    machine.mutate(itself);
  }
  switch (attributeRule(object.path, name)) {
    case 'scalar':
      return SCALAR;
    case 'labels':
      return labelsOf(machine, object, name);
    case 'new': {
      const made = machine.make('other', `${object.path}.${name}`, node);
      return made.itself;
    }
    default:
      // A view (`array.T`, `frame.values`) or a bound method: it stands for the object itself.
      return union(itself, machine.parts(itself));
  }
}
