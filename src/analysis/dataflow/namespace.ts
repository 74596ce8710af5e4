/** The dicts in which Python keeps variables and attributes, and the module that is the notebook. */
import type { Expression, Span, Subscript } from '../syntax/tree';
import { external } from './imports';
import type { Machine } from './machine';
import {
  NOTHING,
  constants,
  union,
  type AbstractObject,
  type Value
} from './objects';

/** Stands for a name that is not spelled out: `setattr(module, name, value)`. */
export const ANY = '*';
const MAIN = '__main__';
const NAMESPACE = '__main__.__dict__';
/** Attributes of frames and functions. */
const GLOBALS = /^(f_globals|__globals__)$/;

/** Whether an object is the notebook's own module. */
export function isMain({ path }: AbstractObject): boolean {
  return path === MAIN;
}

/** Whether it is that, or the dict of its variables. */
export function isInMain({ path }: AbstractObject): boolean {
  return path === MAIN || path.startsWith(NAMESPACE);
}

/** What uses the dict of all variables may read and bind any of them. */
export function useNamespace(machine: Machine, used: Value, at: Span): void {
  for (const { path } of used) {
    if (path.startsWith(NAMESPACE)) {
      machine.effects.opaque ??= machine.place(at);
    }
  }
}

/** The dict of the attributes of an object: `vars(model)`, `model.__dict__`. */
export function attributesOf(
  machine: Machine,
  owner: AbstractObject,
  node: Span
): Value {
  const { itself } = owner;
  const made = machine.make('container', 'dict', node, 'attributes');
  machine.hold(made.itself, machine.parts(itself));
  made.attributesOf = made.attributesOf
    ? union(made.attributesOf, itself)
    : itself;
  return made.itself;
}

/** The dict of the notebook's variables: whoever has it may read and bind any of them. */
export function wholeNamespace(machine: Machine, node: Span): Value {
  const found = external(NAMESPACE);
  useNamespace(machine, found, node);
  return found;
}

/** That dict, where an attribute is it. */
export function namespaceOf(
  machine: Machine,
  { path }: AbstractObject,
  name: string,
  node: Span
): Value | undefined {
  if (!GLOBALS.test(name) && !(path === MAIN && name === '__dict__')) {
    return undefined;
  }
  return wholeNamespace(machine, node);
}

/** The variable that `globals()['name']` stands for, where it is spelled out. */
export function namespaceKey(
  machine: Machine,
  { value, index }: Subscript
): string | undefined {
  if (!isNamespace(machine, value)) {
    return undefined;
  }
  const keys = constants(machine.evaluate(index));
  const [key] = keys ?? [];
  return keys?.length === 1 && typeof key === 'string' ? key : undefined;
}

function isNamespace(machine: Machine, node: Expression): boolean {
  if (node.kind === 'Call') {
    return (
      node.callee.kind === 'Name' &&
      node.callee.id === 'globals' &&
      node.args.length === 0 &&
      isOnly(machine.evaluate(node.callee), 'builtins.globals')
    );
  }
  if (node.kind !== 'Attribute') {
    return false;
  }
  if (GLOBALS.test(node.attribute)) {
    machine.evaluate(node.value);
    return true;
  }
  return (
    node.attribute === '__dict__' && isOnly(machine.evaluate(node.value), MAIN)
  );
}

function isOnly(value: Value, path: string): boolean {
  return value.size === 1 && [...value].every(each => each.path === path);
}

/** `__main__.name = value` binds a variable; without a value it goes. */
export function storeVariable(
  machine: Machine,
  owner: Value,
  name: string,
  value: Value | undefined,
  at: Span
): void {
  if (![...owner].some(isMain)) {
    return;
  }
  if (!isOnly(owner, MAIN) || name === ANY) {
    machine.effects.opaque ??= machine.place(at);
  } else if (value) {
    machine.bindModule(name, value, at);
  } else {
    machine.deleteModule(name, at);
  }
}

/** The modules that are asked for by name: `sys.modules['math']`, `sys.modules[__name__]`. */
export function modulesNamed(index: Value): Value {
  let found: Value = NOTHING;
  for (const { path, constant } of index) {
    const name = path === 'builtins.__name__' ? MAIN : constant;
    if (typeof name !== 'string') {
      return NOTHING;
    }
    found = union(found, external(name));
  }
  return found;
}
