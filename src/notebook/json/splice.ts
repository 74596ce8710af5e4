import {
  childSpans,
  JUPYTER_LAYOUT,
  layoutOf,
  nested,
  separator,
  type JsonLayout
} from './layout';
import {
  findMember,
  type JsonContainerNode,
  type JsonFragment,
  type JsonNode,
  type JsonObjectNode
} from './node';
import { expandNode, parseFragment } from './scan';
import { bracket, writeMember, type JsonInput } from './write';

/** The value on the way to a path is no object, so nothing can be put there. */
export class JsonPathError extends Error {
  /** @param path keys from the root to the value that is no object */
  constructor(readonly path: readonly string[]) {
    super(`${path.join('.') || 'The root'} is not an object`);
    this.name = 'JsonPathError';
  }
}

/** A node and the layout of its children, or of those that it would have. */
export interface JsonPlace {
  readonly node: JsonNode;
  readonly layout: JsonLayout;
}

/** The place at `path`, or undefined where there is none. */
export function findPlace(
  fragment: JsonFragment,
  path: readonly string[]
): JsonPlace | undefined {
  const { text } = fragment;
  let place = placeOf(text, fragment.node, JUPYTER_LAYOUT);
  for (const key of path) {
    const { node, layout } = place;
    const member = node.kind === 'object' ? findMember(node, key) : undefined;
    if (member === undefined) {
      return undefined;
    }
    place = placeOf(text, member.value, nested(layout));
  }
  return place;
}

/** The text with the characters from `start` to `end` exchanged. */
export function splice(
  text: string,
  start: number,
  end: number,
  replacement: string
): JsonFragment {
  return parseFragment(text.slice(0, start) + replacement + text.slice(end));
}

/**
 * Adds a member that the object does not have: at its sorted place if the
 * keys are sorted, as Jupyter sorts them when it saves, else at the end.
 */
export function insertMember(
  text: string,
  node: JsonObjectNode,
  layout: JsonLayout,
  key: string,
  value: JsonInput
): JsonFragment {
  const keys = node.members.map(member => member.key);
  const sorted = keys.every((k, i) => i === 0 || (keys[i - 1] ?? '') < k);
  const next = sorted ? keys.findIndex(k => k > key) : -1;
  const index = next < 0 ? keys.length : next;
  const written = writeMember(key, value, layout);
  return insertChild(text, node, layout, index, written);
}

/** Adds a child that is text already, before the child that is at `index`. */
export function insertChild(
  text: string,
  node: JsonContainerNode,
  layout: JsonLayout,
  index: number,
  written: string
): JsonFragment {
  const [first, second] = childSpans(node);
  if (first === undefined) {
    const whole =
      node.kind === 'array'
        ? bracket('[', [written], ']', layout)
        : bracket('{', [written], '}', layout);
    return splice(text, node.start, node.end, whole);
  }
  const between = second
    ? text.slice(first.end, second.start)
    : separator(layout);
  const after = childSpans(node)[index - 1];
  return after
    ? splice(text, after.end, after.end, between + written)
    : splice(text, first.start, first.start, written + between);
}

/** Removes `count` children from `index` on, with one comma for each. */
export function removeChildren(
  text: string,
  node: JsonContainerNode,
  index: number,
  count: number
): JsonFragment {
  const spans = childSpans(node);
  const next = spans[index + count];
  const start = spans[index]?.start ?? node.start + 1;
  if (next) {
    return splice(text, start, next.start, '');
  }
  const last = spans[spans.length - 1];
  return index === 0
    ? splice(text, node.start + 1, node.end - 1, '')
    : splice(text, spans[index - 1]?.end ?? start, last?.end ?? start, '');
}

function placeOf(text: string, node: JsonNode, ifEmpty: JsonLayout): JsonPlace {
  const opened = node.kind === 'opaque' ? expandNode(text, node) : node;
  return opened.kind === 'object' || opened.kind === 'array'
    ? { node: opened, layout: layoutOf(text, opened, ifEmpty) }
    : { node: opened, layout: ifEmpty };
}
