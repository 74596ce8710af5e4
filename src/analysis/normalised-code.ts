import type { AnalysedCell } from './cell-code';
import type { Span } from './syntax/tree';

/**
 * The code of a part of a cell without its comments and without the way in
 * which it is laid out: where two parts give the same text, they do the same.
 * Docstrings are values and stay. What holds IPython's own syntax, or
 * mistakes, is given as it is written: blanks may mean something there.
 *
 * @param omit - parts of it that do not count
 */
export function normalisedCode(
  cell: AnalysedCell,
  part: Span,
  omit: readonly Span[] = []
): string {
  const isWhole =
    omit.length === 0 &&
    isWithin({ start: 0, end: cell.tree.source.length }, part);
  const known = isWhole ? wholeCells.get(cell) : undefined;
  const code = known ?? normalise(cell, part, omit);
  if (isWhole) {
    wholeCells.set(cell, code);
  }
  return code;
}

/** The code of whole cells, which is asked for after each edit of the notebook. */
const wholeCells = new WeakMap<AnalysedCell, string>();

function normalise(
  { tree }: AnalysedCell,
  part: Span,
  omit: readonly Span[]
): string {
  const { tokens, source } = tree;
  if (tokens === undefined) {
    return without(source, part, omit);
  }
  return tokens
    .slice(firstFrom(tokens, part.start), firstFrom(tokens, part.end))
    .filter(
      each => isWithin(each, part) && !omit.some(span => isWithin(each, span))
    )
    .map(({ text, depth }) =>
      depth === undefined ? ` ${text}` : `\n${' '.repeat(depth)}${text}`
    )
    .join('')
    .trimStart();
}

/** The index of the first token that starts at an offset or behind it. */
function firstFrom(tokens: readonly Span[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tokens[middle].start < offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function without(source: string, part: Span, omit: readonly Span[]): string {
  let text = '';
  let at = part.start;
  for (const { start, end } of omit) {
    text += source.slice(at, start);
    at = end;
  }
  return text + source.slice(at, part.end);
}
