import type { ConcreteNode } from './concrete';
import { childOf, childrenOf, hasToken, namedChildren } from './concrete';
import type { Conversion } from './conversion';
import { identifier, missingAt, nameAt, spanOf, textOf } from './conversion';
import { convertComprehension } from './convert-comprehensions';
import { convertLambda } from './convert-parameters';
import { convertOperation } from './convert-operations';
import { convertString } from './convert-strings';
import { convertType } from './convert-types';
import { readNumber } from './literals';
import { isStar, withoutStar } from './stars';
import type {
  Call,
  Collection,
  Constant,
  Expression,
  Keyword,
  Slice,
  Span,
  Starred,
  Subscript,
  Suspension
} from './tree';

type Convert = (node: ConcreteNode, conversion: Conversion) => Expression;

/** How each kind of node of the grammar becomes an expression. */
const CONVERTERS: Readonly<Record<string, Convert>> = {
  identifier: convertName,
  dotted_name: convertDottedName,
  string: convertString,
  concatenated_string: convertString,
  integer: convertNumber,
  float: convertNumber,
  true: (node, c) => constant('bool', node, c, true),
  false: (node, c) => constant('bool', node, c, false),
  none: (node, c) => constant('None', node, c),
  ellipsis: (node, c) => constant('Ellipsis', node, c),
  attribute: convertAttribute,
  subscript: convertSubscript,
  slice: convertSlice,
  call: convertCall,
  binary_operator: convertOperation,
  unary_operator: convertOperation,
  not_operator: convertOperation,
  boolean_operator: convertOperation,
  comparison_operator: convertOperation,
  conditional_expression: convertConditional,
  lambda: convertLambda,
  list_comprehension: convertComprehension,
  set_comprehension: convertComprehension,
  dictionary_comprehension: convertComprehension,
  generator_expression: convertComprehension,
  await: convertSuspension,
  yield: convertSuspension,
  named_expression: convertNamedExpression,
  list: convertList,
  list_pattern: convertCollection,
  set: convertCollection,
  tuple: convertCollection,
  tuple_pattern: convertTuplePattern,
  expression_list: convertCollection,
  pattern_list: convertCollection,
  dictionary: convertDict,
  parenthesized_expression: convertInner,
  as_pattern_target: convertInner,
  as_pattern: convertAs,
  list_splat: convertStarred,
  list_splat_pattern: convertStarred,
  dictionary_splat: convertStarred,
  dictionary_splat_pattern: convertStarred,
  type: convertType
};

/** Convert an expression; one that is not there becomes a Missing. */
export function convertExpression(
  node: ConcreteNode | undefined,
  conversion: Conversion
): Expression {
  if (!node || node.missing || node.start >= conversion.limit) {
    return missingAt(
      Math.min(node?.start ?? conversion.near, conversion.limit)
    );
  }
  // The grammar binds a star tighter than what follows it.
  if (isStar(node, conversion) && !node.type.startsWith('list_splat')) {
    return {
      kind: 'Starred',
      value: convertExpression(withoutStar(node), conversion),
      ...spanOf(node, conversion)
    };
  }
  const convert = CONVERTERS[node.type];
  return convert
    ? convert(node, conversion)
    : { kind: 'Missing', ...spanOf(node, conversion) };
}

/** Several expressions as one: itself if it is alone, else a tuple. */
export function convertTuple(
  nodes: readonly ConcreteNode[],
  span: Span,
  trailingComma: boolean,
  conversion: Conversion
): Expression {
  if (nodes.length === 1 && !trailingComma) {
    return conversion.expression(nodes[0]);
  }
  return {
    kind: 'Collection',
    form: 'tuple',
    elements: nodes.map(node => conversion.expression(node)),
    ...spanOf(span, conversion)
  };
}

function convertName(node: ConcreteNode, conversion: Conversion): Expression {
  return conversion.escapeAt(node.start)?.value ?? nameAt(node, conversion);
}

function convertDottedName(
  node: ConcreteNode,
  conversion: Conversion
): Expression {
  const [first, ...rest] = namedChildren(node);
  return rest.reduce<Expression>(
    (value, part) => ({
      kind: 'Attribute',
      value,
      attribute: identifier(part, conversion),
      ...spanOf({ start: node.start, end: part.end }, conversion)
    }),
    nameAt(first, conversion)
  );
}

function constant(
  type: Constant['type'],
  node: ConcreteNode,
  conversion: Conversion,
  value?: Constant['value']
): Constant {
  return {
    kind: 'Constant',
    type,
    ...(value === undefined ? {} : { value }),
    ...spanOf(node, conversion)
  };
}

function convertNumber(node: ConcreteNode, conversion: Conversion): Constant {
  const { type, value } = readNumber(textOf(node, conversion));
  return constant(type, node, conversion, value);
}

function convertAttribute(
  node: ConcreteNode,
  conversion: Conversion
): Expression {
  const attribute = childOf(node, 'attribute');
  return {
    kind: 'Attribute',
    value: conversion.expression(childOf(node, 'object')),
    attribute: attribute ? identifier(attribute, conversion) : '',
    ...spanOf(node, conversion)
  };
}

function convertSubscript(
  node: ConcreteNode,
  conversion: Conversion
): Subscript {
  const subscripts = childrenOf(node, 'subscript');
  const opening = node.children.findIndex(child => child.type === '[');
  const span = {
    start: subscripts[0]?.start ?? node.end,
    end: subscripts.at(-1)?.end ?? node.end
  };
  const commas = node.children
    .slice(opening)
    .filter(child => child.type === ',').length;
  return {
    kind: 'Subscript',
    value: conversion.expression(childOf(node, 'value')),
    index: convertTuple(
      subscripts,
      span,
      commas >= subscripts.length,
      conversion
    ),
    ...spanOf(node, conversion)
  };
}

function convertSlice(node: ConcreteNode, conversion: Conversion): Slice {
  return {
    kind: 'Slice',
    bounds: namedChildren(node).map(child => conversion.expression(child)),
    ...spanOf(node, conversion)
  };
}

/** The arguments of a call, or the bases of a class. */
export function convertArguments(
  node: ConcreteNode | undefined,
  conversion: Conversion
): { args: Expression[]; keywords: Keyword[] } {
  const args: Expression[] = [];
  const keywords: Keyword[] = [];
  for (const child of node ? namedChildren(node) : []) {
    const span = spanOf(child, conversion);
    if (child.type === 'keyword_argument') {
      const name = childOf(child, 'name');
      const value = conversion.expression(childOf(child, 'value'));
      keywords.push({
        name: name ? identifier(name, conversion) : '',
        value,
        ...span
      });
    } else if (child.type === 'dictionary_splat') {
      const value = conversion.expression(namedChildren(child)[0]);
      keywords.push({ value, ...span });
    } else {
      args.push(conversion.expression(child));
    }
  }
  return { args, keywords };
}

function convertCall(node: ConcreteNode, conversion: Conversion): Call {
  const written = childOf(node, 'arguments');
  const callee = conversion.expression(childOf(node, 'function'));
  const { args, keywords } =
    written?.type === 'generator_expression'
      ? { args: [conversion.expression(written)], keywords: [] }
      : convertArguments(written, conversion);
  return { kind: 'Call', callee, args, keywords, ...spanOf(node, conversion) };
}

function convertConditional(
  node: ConcreteNode,
  conversion: Conversion
): Expression {
  const [body, test, otherwise] = namedChildren(node);
  return {
    kind: 'Conditional',
    test: conversion.expression(test),
    body: conversion.expression(body),
    otherwise: conversion.expression(otherwise),
    ...spanOf(node, conversion)
  };
}

function convertSuspension(
  node: ConcreteNode,
  conversion: Conversion
): Suspension {
  const [value] = namedChildren(node);
  const form =
    node.type === 'await'
      ? 'await'
      : hasToken(node, 'from')
        ? 'yield from'
        : 'yield';
  return {
    kind: 'Suspension',
    form,
    ...(value ? { value: conversion.expression(value) } : {}),
    ...spanOf(node, conversion)
  };
}

function convertNamedExpression(
  node: ConcreteNode,
  conversion: Conversion
): Expression {
  const target = childOf(node, 'name');
  const value = conversion.expression(childOf(node, 'value'));
  return target
    ? {
        kind: 'NamedExpression',
        target: nameAt(target, conversion),
        value,
        ...spanOf(node, conversion)
      }
    : value;
}

/** A display, or what stands for IPython's syntax over several lines. */
function convertList(node: ConcreteNode, conversion: Conversion): Expression {
  return (
    conversion.escapeAt(node.start)?.value ??
    convertCollection(node, conversion)
  );
}

const FORMS: Readonly<Record<string, Collection['form']>> = {
  list: 'list',
  list_pattern: 'list',
  set: 'set'
};

function convertCollection(
  node: ConcreteNode,
  conversion: Conversion
): Collection {
  return {
    kind: 'Collection',
    form: FORMS[node.type] ?? 'tuple',
    elements: namedChildren(node).map(child => conversion.expression(child)),
    ...spanOf(node, conversion)
  };
}

/** `(a) = 1` binds a name and not a tuple of one. */
function convertTuplePattern(
  node: ConcreteNode,
  conversion: Conversion
): Expression {
  const elements = namedChildren(node);
  return elements.length === 1 && !hasToken(node, ',')
    ? conversion.expression(elements[0])
    : convertCollection(node, conversion);
}

function convertDict(node: ConcreteNode, conversion: Conversion): Expression {
  return {
    kind: 'Dict',
    items: namedChildren(node).map(item =>
      item.type === 'pair'
        ? {
            key: conversion.expression(childOf(item, 'key')),
            value: conversion.expression(childOf(item, 'value'))
          }
        : { value: conversion.expression(namedChildren(item)[0]) }
    ),
    ...spanOf(node, conversion)
  };
}

function convertInner(node: ConcreteNode, conversion: Conversion): Expression {
  return conversion.expression(namedChildren(node)[0]);
}

/** `x as y` outside of the statements that know it: not Python, but `x` is read. */
function convertAs(node: ConcreteNode, conversion: Conversion): Expression {
  conversion.report(node, "'as' cannot stand here");
  return convertInner(node, conversion);
}

function convertStarred(node: ConcreteNode, conversion: Conversion): Starred {
  return {
    kind: 'Starred',
    value: conversion.expression(namedChildren(node)[0]),
    ...spanOf(node, conversion)
  };
}
