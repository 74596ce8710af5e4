import type { ConcreteNode } from './concrete';
import { childOf, namedChildren } from './concrete';
import type { Conversion } from './conversion';
import { spanOf } from './conversion';
import type { Expression, Operation, Span } from './tree';

/** How tightly Python binds each operator; the grammar has `^` and `&` the wrong way round. */
const PRECEDENCE: Readonly<Record<string, number>> = {
  '|': 1,
  '^': 2,
  '&': 3,
  '<<': 4,
  '>>': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '@': 6,
  '/': 6,
  '//': 6,
  '%': 6,
  '**': 7
};

/** A unary, binary, boolean operation or a comparison. */
export function convertOperation(
  node: ConcreteNode,
  conversion: Conversion
): Expression {
  switch (node.type) {
    case 'binary_operator':
      return convertBinary(node, conversion);
    case 'boolean_operator':
      return convertBoolean(node, conversion);
    case 'comparison_operator':
      return convertComparison(node, conversion);
    default:
      return operation(
        'unary',
        node.type === 'not_operator' ? 'not' : operatorOf(node),
        [conversion.expression(childOf(node, 'argument'))],
        node,
        conversion
      );
  }
}

function operation(
  form: Operation['form'],
  operator: string,
  operands: readonly Expression[],
  span: Span,
  conversion: Conversion
): Operation {
  const at = spanOf(span, conversion);
  return { kind: 'Operation', form, operator, operands, ...at };
}

function operatorOf(node: ConcreteNode): string {
  return childOf(node, 'operator')?.type ?? '';
}

/** An operand with its parentheses, which are no part of the expression itself. */
interface Operand extends Span {
  readonly value: Expression;
}

/** All operands of a tree of binary operators in the order of the source, and the operators between them. */
interface Chain {
  readonly operands: Operand[];
  readonly operators: string[];
}

function convertBinary(node: ConcreteNode, conversion: Conversion): Expression {
  const chain: Chain = { operands: [], operators: [] };
  collect(node, chain, conversion);
  return climb(chain, conversion);
}

function collect(
  node: ConcreteNode,
  chain: Chain,
  conversion: Conversion
): void {
  // The left side of a sum of a thousand terms is nine hundred deep.
  const pending: ConcreteNode[] = [];
  let left: ConcreteNode | undefined = node;
  while (left?.type === 'binary_operator') {
    pending.push(left);
    left = childOf(left, 'left');
  }
  chain.operands.push(operandAt(left ?? node, conversion));
  for (let at = pending.pop(); at; at = pending.pop()) {
    chain.operators.push(operatorOf(at));
    const right = childOf(at, 'right');
    if (right?.type === 'binary_operator') {
      collect(right, chain, conversion);
    } else {
      chain.operands.push(operandAt(right ?? at, conversion));
    }
  }
}

function operandAt(node: ConcreteNode, conversion: Conversion): Operand {
  const { start, end } = node;
  return { value: conversion.expression(node), start, end };
}

/** Group a chain as Python does: by precedence, from the left, except for `**`. */
function climb(
  { operands, operators }: Chain,
  conversion: Conversion
): Expression {
  const values: Operand[] = [operands[0]];
  const waiting: string[] = [];
  const reduce = (): void => {
    const operator = waiting.pop() ?? '';
    const [left, right] = values.splice(-2);
    const span = { start: left.start, end: right.end };
    const pair = [left.value, right.value];
    const value = operation('binary', operator, pair, span, conversion);
    values.push({ value, ...span });
  };
  operators.forEach((operator, index) => {
    const rank = PRECEDENCE[operator] ?? 0;
    for (let last = waiting.at(-1); last !== undefined; last = waiting.at(-1)) {
      const above = PRECEDENCE[last] ?? 0;
      if (above < rank || (above === rank && operator === '**')) {
        break;
      }
      reduce();
    }
    waiting.push(operator);
    values.push(operands[index + 1]);
  });
  while (waiting.length > 0) {
    reduce();
  }
  return values[0].value;
}

/** `a and b and c` is one operation, as in `ast`. */
function convertBoolean(node: ConcreteNode, conversion: Conversion): Operation {
  const operator = operatorOf(node);
  const operands: Expression[] = [];
  let left: ConcreteNode | undefined = node;
  while (left?.type === 'boolean_operator' && operatorOf(left) === operator) {
    operands.push(conversion.expression(childOf(left, 'right')));
    left = childOf(left, 'left');
  }
  operands.push(conversion.expression(left));
  return operation('boolean', operator, operands.reverse(), node, conversion);
}

function convertComparison(
  node: ConcreteNode,
  conversion: Conversion
): Operation {
  const operator = childOf(node, 'operators')?.type ?? '';
  const operands = namedChildren(node).filter(
    child => child.field !== 'operators'
  );
  return operation(
    'comparison',
    operator,
    operands.map(child => conversion.expression(child)),
    node,
    conversion
  );
}
