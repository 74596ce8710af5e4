import type { Subscript } from '../syntax/tree';
import type { Machine } from './machine';
import { constants } from './objects';

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
