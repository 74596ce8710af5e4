/** Operators, and the constants that strings are put together from. */
import type { Expression, Operation } from '../syntax/tree';
import { isBinary } from '../syntax/walk';
import { consult, useUp } from './instances';
import type { Machine } from './machine';
import {
  SCALAR,
  constant,
  constants,
  isScalar,
  union,
  type AbstractObject,
  type Value
} from './objects';
import { dividedPath } from './path-objects';

export function constantOf(
  machine: Machine,
  node: Expression,
  value: string | number | boolean
): AbstractObject {
  return machine.context.object(node, 'constant', () => constant(value));
}

/** How many constants an expression may be before they are no longer told apart. */
const MAX_CONSTANTS = 16;

/** Strings put together from parts, where all parts are constants. */
export function joinStrings(
  machine: Machine,
  node: Expression,
  parts: readonly Expression[]
): Value {
  let texts: string[] | undefined = [''];
  for (const part of parts) {
    const value = machine.evaluate(part);
    consult(machine, value, 'shown');
    const options = constants(value);
    texts =
      options && texts && texts.length * options.length <= MAX_CONSTANTS
        ? texts.flatMap(text => options.map(option => text + String(option)))
        : undefined;
  }
  return texts ? constantSet(machine, node, texts) : SCALAR;
}

function constantSet(
  machine: Machine,
  node: Expression,
  texts: readonly (string | number)[]
): Value {
  return new Set(
    texts.map(text =>
      machine.context.object(node, `constant ${text}`, () => constant(text))
    )
  );
}

export function operate(machine: Machine, node: Operation): Value {
  if (!isBinary(node)) {
    const values = node.operands.map(each => machine.evaluate(each));
    return combine(machine, node, values);
  }
  // From the left, without a recursion: a sum of thousands of terms is as deep as it is long.
  const pending: Operation[] = [];
  let left: Expression = node;
  for (; isBinary(left); left = left.operands[0]) {
    pending.push(left);
  }
  return pending.reduceRight((value, each) => {
    const right = machine.evaluate(each.operands[1]);
    return combine(machine, each, [value, right]);
  }, machine.evaluate(left));
}

function combine(
  machine: Machine,
  node: Operation,
  values: readonly Value[]
): Value {
  const all = union(...values);
  if (node.operator === 'is' || node.operator === 'is not') {
    for (const object of all) {
      machine.effects.identified.add(object);
    }
    return SCALAR;
  }
  if (node.form === 'boolean') {
    consult(machine, all, 'tested');
    return all;
  }
  const own = consult(machine, all, 'operated');
  if (
    node.operator === 'not' ||
    node.operator === 'in' ||
    node.operator === 'not in'
  ) {
    if (node.operator !== 'not') {
      useUp(machine, values[values.length - 1]);
    }
    return SCALAR;
  }
  if (isScalar(all)) {
    const path =
      node.operator === '/' && values.length === 2
        ? dividedPath(machine, values, node)
        : undefined;
    return path ?? foldConstants(machine, node, values);
  }
  // A new object; lists put together share their elements with the operands.
  const containers = [...all].every(each => each.kind === 'container');
  const made = machine.make(
    containers ? 'container' : 'other',
    containers ? 'list' : operandPath(all),
    node
  ).itself;
  if (node.form === 'binary') {
    for (const value of values) {
      const parts = [...value].filter(each => each.kind === 'container');
      machine.hold(made, machine.parts(new Set(parts)));
    }
  }
  return union(made, own);
}

/** The library whose type decides what an operation gives: that of its first operand that has one. */
function operandPath(value: Value): string {
  for (const object of value) {
    if (object.kind === 'other') {
      return object.path;
    }
  }
  return '';
}

function foldConstants(
  machine: Machine,
  node: Operation,
  values: readonly Value[]
): Value {
  const [left, right] = values.map(value => constants(value));
  if (!left || !right || left.length * right.length > MAX_CONSTANTS) {
    return SCALAR;
  }
  const folded = left.flatMap(a =>
    right.map(b =>
      typeof a === 'string' && typeof b === 'string' && node.operator === '+'
        ? a + b
        : undefined
    )
  );
  return folded.every(each => each !== undefined)
    ? constantSet(machine, node, folded)
    : SCALAR;
}
