import type { ConcreteNode } from './concrete';
import {
  childOf,
  childOfType,
  childrenOf,
  hasToken,
  namedChildren
} from './concrete';
import type { Conversion } from './conversion';
import { identifier, spanOf } from './conversion';
import { convertDefinition } from './convert-definitions';
import { convertTuple } from './convert-expressions';
import { convertCase, subjectsOf } from './convert-patterns';
import { blockOf } from './suites';
import { checkTarget } from './targets';
import type {
  ExceptHandler,
  Expression,
  If,
  Statement,
  Try,
  With
} from './tree';

/** Convert a compound statement; undefined where the node is none. */
export function convertCompound(
  node: ConcreteNode,
  conversion: Conversion
): Statement | undefined {
  switch (node.type) {
    case 'if_statement':
      return convertIf(node, conversion);
    case 'while_statement':
      return {
        kind: 'While',
        test: conversion.expression(childOf(node, 'condition')),
        body: blockOf(node, childOf(node, 'body'), conversion),
        otherwise: elseOf(node, conversion),
        ...spanOf(node, conversion)
      };
    case 'for_statement': {
      const target = conversion.expression(childOf(node, 'left'));
      checkTarget(target, conversion);
      return {
        kind: 'For',
        target,
        iterable: conversion.expression(childOf(node, 'right')),
        body: blockOf(node, childOf(node, 'body'), conversion),
        otherwise: elseOf(node, conversion),
        ...spanOf(node, conversion)
      };
    }
    case 'with_statement':
      return convertWith(node, conversion);
    case 'try_statement':
      return convertTry(node, conversion);
    case 'match_statement': {
      const subjects = subjectsOf(node);
      const span = {
        start: subjects[0]?.start ?? node.start,
        end: subjects.at(-1)?.end ?? node.start
      };
      const body = childOf(node, 'body');
      const cases = body ? childrenOf(body, 'alternative') : [];
      if (cases.length === 0) {
        conversion.report(node, "expected a 'case' after 'match'");
      }
      return {
        kind: 'Match',
        subject: convertTuple(subjects, span, hasToken(node, ','), conversion),
        cases: cases.map(item => convertCase(item, conversion)),
        ...spanOf(node, conversion)
      };
    }
    case 'function_definition':
    case 'class_definition':
    case 'decorated_definition':
      return convertDefinition(node, conversion);
    default:
      return undefined;
  }
}

function convertIf(node: ConcreteNode, conversion: Conversion): If {
  const test = conversion.expression(childOf(node, 'condition'));
  const body = blockOf(node, childOf(node, 'consequence'), conversion);
  let otherwise: readonly Statement[] = [];
  // From the last to the first: each `elif` holds what follows it.
  for (const clause of childrenOf(node, 'alternative').reverse()) {
    if (clause.type === 'else_clause') {
      otherwise = blockOf(clause, childOf(clause, 'body'), conversion);
      continue;
    }
    const nested: If = {
      kind: 'If',
      test: conversion.expression(childOf(clause, 'condition')),
      body: blockOf(clause, childOf(clause, 'consequence'), conversion),
      otherwise,
      ...spanOf({ start: clause.start, end: node.end }, conversion)
    };
    otherwise = [nested];
  }
  return { kind: 'If', test, body, otherwise, ...spanOf(node, conversion) };
}

function elseOf(node: ConcreteNode, conversion: Conversion): Statement[] {
  const clause = childOfType(node, 'else_clause');
  return clause ? blockOf(clause, childOf(clause, 'body'), conversion) : [];
}

function convertWith(node: ConcreteNode, conversion: Conversion): With {
  const clause = childOfType(node, 'with_clause');
  const items = clause ? childrenOfType(clause, 'with_item') : [];
  return {
    kind: 'With',
    items: items
      .map(item => childOf(item, 'value'))
      .flatMap(value => withItems(value, conversion)),
    body: blockOf(node, childOf(node, 'body'), conversion),
    ...spanOf(node, conversion)
  };
}

/** The items that one item of the grammar stands for: it may take their parentheses for a tuple's. */
function withItems(
  node: ConcreteNode | undefined,
  conversion: Conversion
): { context: Expression; target?: Expression }[] {
  if (node?.type === 'as_pattern') {
    const [context] = namedChildren(node);
    const target = conversion.expression(childOf(node, 'alias'));
    checkTarget(target, conversion);
    return [{ context: conversion.expression(context), target }];
  }
  const inner = node ? namedChildren(node) : [];
  if (
    (node?.type === 'tuple' || node?.type === 'parenthesized_expression') &&
    inner.some(child => child.type === 'as_pattern')
  ) {
    return inner.flatMap(child => withItems(child, conversion));
  }
  return [{ context: conversion.expression(node) }];
}

function convertTry(node: ConcreteNode, conversion: Conversion): Try {
  const final = childOfType(node, 'finally_clause');
  const handlers = childrenOfType(node, 'except_clause');
  if (handlers.length === 0 && !final) {
    const keyword = { start: node.start, end: node.start + 3 };
    conversion.report(keyword, "expected 'except' or 'finally' after 'try'");
  }
  return {
    kind: 'Try',
    body: blockOf(node, childOf(node, 'body'), conversion),
    handlers: handlers.map(clause => convertHandler(clause, conversion)),
    otherwise: elseOf(node, conversion),
    final: final ? blockOf(final, childOfType(final, 'block'), conversion) : [],
    ...spanOf(node, conversion)
  };
}

function convertHandler(
  node: ConcreteNode,
  conversion: Conversion
): ExceptHandler {
  const values = childrenOf(node, 'value');
  const [first] = values;
  let alias = childOf(node, 'alias');
  let type: Expression | undefined;
  if (first?.type === 'as_pattern') {
    alias = childOf(first, 'alias');
    type = conversion.expression(namedChildren(first)[0]);
  } else if (first) {
    const span = { start: first.start, end: values[values.length - 1].end };
    type = convertTuple(values, span, false, conversion);
  }
  return {
    ...(type ? { type } : {}),
    ...(alias ? { name: identifier(alias, conversion) } : {}),
    body: blockOf(node, childOfType(node, 'block'), conversion),
    ...spanOf(node, conversion)
  };
}

function childrenOfType(node: ConcreteNode, type: string): ConcreteNode[] {
  return node.children.filter(child => child.type === type);
}
