import type { NotebookCell } from './cell';
import { findMember, type JsonNode, type JsonSpan } from './json/node';

/**
 * Where each line of a cell's source stands in the cell's text: offsets in
 * UTF-16 code units from the start of the cell, without the line break. A line
 * that is spread over several strings spans all of them.
 */
export function sourceLineSpans(cell: NotebookCell): readonly JsonSpan[] {
  const { text, node } = cell.fragment;
  const source =
    node.kind === 'object' ? findMember(node, 'source')?.value : undefined;
  const spans: JsonSpan[] = [];
  let start: number | null = null;
  let end = 0;
  for (const literal of stringNodes(source)) {
    let i = literal.start + 1;
    const last = literal.end - 1;
    start ??= i;
    end = i;
    while (i < last) {
      const length = characterLength(text, i);
      if (isLineFeed(text.slice(i, i + length))) {
        spans.push({ start: start ?? i, end: i });
        start = null;
      } else {
        start ??= i;
      }
      i += length;
      end = i;
    }
  }
  spans.push({ start: start ?? end, end });
  return spans.map(span => ({
    start: span.start - node.start,
    end: span.end - node.start
  }));
}

function stringNodes(source: JsonNode | undefined): readonly JsonNode[] {
  if (source === undefined) {
    return [];
  }
  return source.kind === 'array' ? source.items : [source];
}

/** How many characters of JSON text make the character that begins at `i`. */
function characterLength(text: string, i: number): number {
  if (text.charAt(i) !== '\\') {
    return 1;
  }
  return text.charAt(i + 1) === 'u' ? 6 : 2;
}

function isLineFeed(written: string): boolean {
  return written === '\\n' || /^\\u000a$/i.test(written);
}
