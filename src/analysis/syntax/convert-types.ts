import type { ConcreteNode } from './concrete';
import { childOfType, hasToken, namedChildren } from './concrete';
import type { Conversion } from './conversion';
import { identifier, missingAt, nameAt, spanOf } from './conversion';
import type { Expression, TypeParameter } from './tree';

/**
 * An annotation. The grammar has kinds of its own for what Python writes as
 * ordinary subscripts, unions and attributes.
 */
export function convertType(
  node: ConcreteNode,
  conversion: Conversion
): Expression {
  const [inner] = namedChildren(node);
  if (!inner) {
    return missingAt(Math.min(node.start, conversion.limit));
  }
  const span = spanOf(inner, conversion);
  const parts = namedChildren(inner);
  switch (inner.type) {
    case 'splat_type':
      return {
        kind: 'Starred',
        value: conversion.expression(parts[0]),
        ...span
      };
    case 'generic_type':
      return {
        kind: 'Subscript',
        value: nameAt(inner.children[0], conversion),
        index: convertIndex(inner, conversion),
        ...span
      };
    case 'union_type':
      return {
        kind: 'Operation',
        form: 'binary',
        operator: '|',
        operands: parts.map(part => conversion.expression(part)),
        ...span
      };
    case 'constrained_type':
      return {
        kind: 'Slice',
        bounds: parts.map(part => conversion.expression(part)),
        ...span
      };
    case 'member_type': {
      const attribute = childOfType(inner, 'identifier');
      return {
        kind: 'Attribute',
        value: conversion.expression(parts[0]),
        attribute: attribute ? identifier(attribute, conversion) : '',
        ...span
      };
    }
    default:
      return conversion.expression(inner);
  }
}

function convertIndex(node: ConcreteNode, conversion: Conversion): Expression {
  const list = childOfType(node, 'type_parameter');
  const items = list ? namedChildren(list) : [];
  const elements = items.map(item => conversion.expression(item));
  if (list && (items.length > 1 || hasToken(list, ','))) {
    const start = items[0].start;
    const end = items[items.length - 1].end;
    return {
      kind: 'Collection',
      form: 'tuple',
      elements,
      ...spanOf({ start, end }, conversion)
    };
  }
  return elements[0] ?? missingAt(node.end);
}

/** The `[T: bound = default, *Ts, **P]` of a function, class or type alias. */
export function convertTypeParameters(
  node: ConcreteNode | undefined,
  conversion: Conversion
): TypeParameter[] {
  return (node ? namedChildren(node) : []).map(item => {
    const [inner] = namedChildren(item);
    // `T: bound = default` reaches the grammar as `T: bound: default`, since it
    // knows no defaults; so do `T = default` and, nested to the right, both.
    const facts: { bound?: Expression; default?: Expression } = {};
    let declared = inner;
    if (inner?.type === 'constrained_type') {
      const [left, right] = namedChildren(inner);
      declared = namedChildren(left)[0] ?? left;
      const separator = childOfType(inner, ':');
      if (separator && conversion.source[separator.start] === '=') {
        facts.default = conversion.expression(right);
      } else {
        const [nested] = namedChildren(right);
        if (nested?.type === 'constrained_type') {
          const [bound, fallback] = namedChildren(nested);
          facts.bound = conversion.expression(bound);
          facts.default = conversion.expression(fallback);
        } else {
          facts.bound = conversion.expression(right);
        }
      }
    }
    const name =
      declared?.type === 'identifier'
        ? declared
        : declared?.children.find(child => child.named);
    return {
      name: name ? identifier(name, conversion) : '',
      ...facts,
      ...spanOf(item, conversion)
    };
  });
}
