import type { ConcreteNode } from './concrete';
import { namedChildren } from './concrete';
import type { Conversion } from './conversion';

/*
 * The grammar reads `*a | b` as `(*a) | b` and `*f(x)` as `(*f)(x)`, and does
 * not know `*[1]` outside of calls and displays at all: such a star is handed
 * to it as a `~`, which binds as tightly.
 */

/** What may begin with a star that belongs to a part of it only. */
const OWNERS = new Set([
  'expression_list',
  'pattern_list',
  'dictionary_splat',
  'dictionary_splat_pattern',
  'type'
]);

/** Whether an expression begins with a star that belongs to the whole of it. */
export function isStar(node: ConcreteNode, conversion: Conversion): boolean {
  return (
    conversion.source.charCodeAt(node.start) === 42 /* * */ &&
    !OWNERS.has(node.type)
  );
}

/** The same expression without its leading star. */
export function withoutStar(node: ConcreteNode): ConcreteNode {
  if (
    node.type === 'list_splat' ||
    node.type === 'list_splat_pattern' ||
    node.type === 'unary_operator' ||
    node.type === 'splat_type'
  ) {
    return namedChildren(node)[0] ?? node;
  }
  const [first, ...rest] = node.children;
  if (!first) {
    return node;
  }
  const inner = { ...withoutStar(first), field: first.field };
  return { ...node, start: inner.start, children: [inner, ...rest] };
}
