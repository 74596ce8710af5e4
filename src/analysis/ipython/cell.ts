import type { Span } from '../syntax/tree';
import { endOfPhysicalLine, nextPhysicalLine } from '../syntax/logical-lines';

/**
 * A cell's text as IPython sees it before anything else, of the same length:
 * a whole cell may be indented (form feeds put it back to column 0), and old
 * line endings count.
 */
export function normalised(source: string): string {
  const text = /\r(?!\n)/.test(source)
    ? source.replace(/\r(?!\n)/g, '\n')
    : source;
  const indent = /^(?:[ \t]*\r?\n)*([ \t]+)\S/.exec(text)?.[1];
  if (indent === undefined) {
    return text;
  }
  // A comment may stand anywhere: only code says that the cell is indented.
  const code = /^(?:[ \t]*(?:#.*)?\r?\n)*([ \t]*)[^\s#]/.exec(text)?.[1];
  if (code !== undefined && !code.startsWith(indent)) {
    return text;
  }
  return text
    .split('\n')
    .map(line =>
      line.startsWith(indent)
        ? '\f'.repeat(indent.length) + line.slice(indent.length)
        : line
    )
    .join('\n');
}

/** A cell magic's parts. Offsets are into the cell's text. */
export interface CellMagic {
  readonly start: number;
  readonly name: string;
  /** What follows the name on its line. */
  readonly line: Span;
  /** Where the cell's body begins. */
  readonly body: number;
}

/** The cell magic of a text that `normalised` gave, if it has one. */
export function cellMagicOf(text: string): CellMagic | undefined {
  const found = /^(?:[ \t\f\r]*\n)*\f*%%([^\s?]*)(?=\s|$)/.exec(text);
  if (!found || found[0].endsWith('%%')) {
    return undefined;
  }
  const behind = found[0].length;
  return {
    start: behind - found[1].length - 2,
    name: found[1],
    line: { start: behind, end: endOfPhysicalLine(text, behind) },
    body: nextPhysicalLine(text, behind)
  };
}
