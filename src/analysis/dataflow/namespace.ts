import type { Span, Subscript } from '../syntax/tree';
import type { Machine } from './machine';
import { constants, union, type AbstractObject, type Value } from './objects';

/** The dict of the attributes of an object: `vars(model)`, `model.__dict__`. */
export function attributesOf(
  machine: Machine,
  owner: AbstractObject,
  node: Span
): Value {
  const itself = new Set([owner]);
  const made = machine.make('container', 'dict', node, 'attributes');
  machine.hold(new Set([made]), machine.parts(itself));
  made.attributesOf = made.attributesOf
    ? union(made.attributesOf, itself)
    : itself;
  return new Set([made]);
}

/** The module name that `globals()['name']` stands for, where it is spelled out. */
export function namespaceKey(
  machine: Machine,
  { value, index }: Subscript
): string | undefined {
  if (
    value.kind !== 'Call' ||
    value.callee.kind !== 'Name' ||
    value.callee.id !== 'globals' ||
    value.args.length > 0
  ) {
    return undefined;
  }
  const [callee, ...others] = machine.evaluate(value.callee);
  if (others.length > 0 || callee.path !== 'builtins.globals') {
    return undefined;
  }
  const keys = constants(machine.evaluate(index));
  const [key] = keys ?? [];
  return keys?.length === 1 && typeof key === 'string' ? key : undefined;
}
