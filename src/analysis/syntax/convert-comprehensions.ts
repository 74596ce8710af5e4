import type { ConcreteNode } from './concrete';
import { childOf, childrenOf, namedChildren } from './concrete';
import type { Conversion } from './conversion';
import { missingAt, spanOf } from './conversion';
import type { Comprehension, ComprehensionClause, Expression } from './tree';

const FORMS: Readonly<Record<string, Comprehension['form']>> = {
  list_comprehension: 'list',
  set_comprehension: 'set',
  dictionary_comprehension: 'dict',
  generator_expression: 'generator'
};

/** A list, set or dict comprehension or a generator expression. */
export function convertComprehension(
  node: ConcreteNode,
  conversion: Conversion
): Comprehension {
  const body = childOf(node, 'body');
  const elements =
    body?.type === 'pair'
      ? [childOf(body, 'key'), childOf(body, 'value')]
      : [body];
  const clauses: (ComprehensionClause & { conditions: Expression[] })[] = [];
  for (const child of namedChildren(node)) {
    if (child.type === 'for_in_clause') {
      clauses.push({
        target: conversion.expression(childOf(child, 'left')),
        iterable: iterableOf(child, conversion),
        conditions: []
      });
    } else if (child.type === 'if_clause') {
      const [condition] = namedChildren(child);
      clauses.at(-1)?.conditions.push(conversion.expression(condition));
    }
  }
  return {
    kind: 'Comprehension',
    form: FORMS[node.type] ?? 'generator',
    elements: elements.map(element => conversion.expression(element)),
    clauses,
    ...spanOf(node, conversion)
  };
}

/** Python 2 allowed several iterables with commas; the first is enough to go on. */
function iterableOf(node: ConcreteNode, conversion: Conversion): Expression {
  const [first, second] = childrenOf(node, 'right');
  if (second) {
    conversion.report(second, 'a list of iterables needs parentheses here');
  }
  return first ? conversion.expression(first) : missingAt(node.end);
}
