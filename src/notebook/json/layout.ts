import type { JsonContainerNode, JsonSpan } from './node';

/** How the children of one container are, or would be, laid out. */
export interface JsonLayout {
  /** The line break before each child, or null where all are on one line. */
  readonly newline: string | null;
  /** White space at the start of the line that the container begins on. */
  readonly base: string;
  /** What each level of nesting adds. */
  readonly unit: string;
  /** Between a key and its value, with the white space. */
  readonly colon: string;
  /** Between children on one line, with the white space. */
  readonly comma: string;
}

/** What Jupyter itself writes. */
export const JUPYTER_LAYOUT: JsonLayout = {
  newline: '\n',
  base: '',
  unit: ' ',
  colon: ': ',
  comma: ', '
};

/** White space at the start of lines of children in `layout`. */
export function childIndent(layout: JsonLayout): string {
  return layout.base + layout.unit;
}

/** The layout of an empty container that is a child in `layout`. */
export function nested(layout: JsonLayout): JsonLayout {
  return { ...layout, base: childIndent(layout) };
}

/** The spans of a container's children, keys included. */
export function childSpans(node: JsonContainerNode): readonly JsonSpan[] {
  return node.kind === 'array'
    ? node.items
    : node.members.map(m => ({ start: m.keyStart, end: m.value.end }));
}

/**
 * The layout that the children of `node` have. What an empty container or a
 * single child cannot tell comes from `inherited`.
 */
export function layoutOf(
  text: string,
  node: JsonContainerNode,
  inherited: JsonLayout
): JsonLayout {
  const spans = childSpans(node);
  const first = spans[0];
  const last = spans[spans.length - 1];
  if (first === undefined || last === undefined) {
    return inherited;
  }
  const colon = colonOf(text, node) ?? inherited.colon;
  const lead = text.slice(node.start + 1, first.start);
  const lineFeed = lead.lastIndexOf('\n');
  if (lineFeed < 0) {
    const second = spans[1];
    const comma =
      second !== undefined
        ? text.slice(first.end, second.start)
        : inherited.newline === null
          ? inherited.comma
          : commaLike(colon);
    return { ...inherited, newline: null, colon, comma };
  }
  const newline = lead.charAt(lineFeed - 1) === '\r' ? '\r\n' : '\n';
  const indent = lead.slice(lineFeed + 1);
  const tail = text.slice(last.end, node.end - 1);
  const base = tail.includes('\n')
    ? tail.slice(tail.lastIndexOf('\n') + 1)
    : inherited.base;
  const nests = indent.startsWith(base);
  return {
    newline,
    base: nests ? base : indent,
    unit: nests ? indent.slice(base.length) : '',
    colon,
    comma: commaLike(colon)
  };
}

/** What stands between two children of a container in `layout`. */
export function separator(layout: JsonLayout): string {
  return layout.newline === null
    ? layout.comma
    : `,${layout.newline}${childIndent(layout)}`;
}

function colonOf(text: string, node: JsonContainerNode): string | undefined {
  const member = node.kind === 'object' ? node.members[0] : undefined;
  return member && text.slice(member.keyEnd, member.value.start);
}

/** Writers that put a blank after a colon put one after a comma. */
function commaLike(colon: string): string {
  return colon.endsWith(':') ? ',' : ', ';
}
