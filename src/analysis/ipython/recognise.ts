import type { LogicalLine } from '../syntax/logical-lines';
import {
  endOfPhysicalLine,
  measureIndent,
  nextPhysicalLine,
  scanLine
} from '../syntax/logical-lines';
import { placeholder } from '../syntax/placeholder';
import { helpAtEnd } from './help';

/**
 * A stretch of a cell that IPython replaces by a call. Offsets are into the
 * text that was searched.
 */
export interface RawEscape {
  readonly start: number;
  readonly end: number;
  /** The characters that make it one; `name?` has its question marks here. */
  readonly sign: '!' | '!!' | '%' | '?' | '??' | ',' | ';' | '/';
  /** True for `name?`, where the sign stands behind. */
  readonly behind: boolean;
  /** What follows the sign (the queried text for help), each line continuation as spaces. */
  readonly content: string;
  /** Where the content starts. */
  readonly contentStart: number;
}

/** A cell's text with its IPython syntax found. */
export interface Recognised {
  /**
   * The text with each escape as an expression of the same length: every
   * offset into it is one into the source.
   */
  readonly text: string;
  readonly lines: readonly LogicalLine[];
  readonly escapes: readonly RawEscape[];
}

/**
 * Find IPython's syntax in the text of a cell, apart from a cell magic.
 *
 * @param text - As `normalised` gives it.
 */
export function recognise(text: string): Recognised {
  const lines: LogicalLine[] = [];
  const escapes: RawEscape[] = [];
  let lineStart = 0;
  while (lineStart < text.length) {
    const { start, indent } = measureIndent(text, lineStart);
    if (start >= text.length || '\r\n#'.includes(text.charAt(start))) {
      lineStart = nextPhysicalLine(text, start);
      continue;
    }
    const escape = escapeAtStart(text, start);
    if (escape) {
      escapes.push(escape);
      lines.push(plainLine(escape, indent));
      lineStart = nextPhysicalLine(text, escape.end);
      continue;
    }
    let found: RawEscape | undefined;
    const line = scanLine(text, start, indent, offset => {
      found = escapeAsValue(text, offset);
      return found !== undefined;
    });
    found ??= helpAtEnd(text, line);
    if (found) {
      escapes.push(found);
      lines.push({ ...plainLine(found, indent), start });
      lineStart = nextPhysicalLine(text, found.end);
    } else {
      lines.push(line);
      lineStart = nextPhysicalLine(text, line.end);
    }
  }
  return { text: mask(text, escapes), lines, escapes };
}

function plainLine(escape: RawEscape, indent: number): LogicalLine {
  const { start, end } = escape;
  return {
    start,
    end,
    codeEnd: end,
    indent,
    assigned: undefined,
    fault: undefined,
    closers: ''
  };
}

/** An escape that is a line of its own. */
function escapeAtStart(text: string, start: number): RawEscape | undefined {
  const sign = /^(?:!!|\?\?|[!%?,;/])/.exec(text.slice(start, start + 2));
  if (!sign) {
    return undefined;
  }
  const escape = continued(text, start, sign[0] as RawEscape['sign']);
  // `%magic?` asks for help on the magic and does not run it.
  const line = { start, codeEnd: endOfCode(text, escape), end: escape.end };
  return (
    (escape.sign.startsWith('?') ? undefined : helpAtEnd(text, line)) ?? escape
  );
}

/** Where an escape ends without a comment, as far as it can be read as Python. */
function endOfCode(text: string, { start, end }: RawEscape): number {
  const { fault, codeEnd } = scanLine(
    text.slice(0, end),
    start,
    0,
    () => false
  );
  return fault ? start + text.slice(start, end).trimEnd().length : codeEnd;
}

/** An escape that is the value of an assignment. */
function escapeAsValue(text: string, offset: number): RawEscape | undefined {
  let start = offset;
  while (text.charAt(start) === ' ' || text.charAt(start) === '\t') {
    start++;
  }
  const rest = text.slice(start, start + 80);
  if (/^!(?!=)/.test(rest)) {
    return continued(text, start, '!');
  }
  return /^%[ \t]*[^\W\d]/.test(rest) ? continued(text, start, '%') : undefined;
}

/** An escape from its sign to the end of the line, which backslashes may continue. */
function continued(
  text: string,
  start: number,
  sign: RawEscape['sign']
): RawEscape {
  let end = endOfPhysicalLine(text, start);
  while (text.charAt(end - 1) === '\\' && end > start && end < text.length) {
    end = endOfPhysicalLine(text, nextPhysicalLine(text, end));
  }
  const contentStart = start + sign.length;
  const content = text
    .slice(contentStart, end)
    .replace(/\\\r?\n/g, found => ' '.repeat(found.length));
  return { start, end, sign, behind: false, content, contentStart };
}

function mask(text: string, escapes: readonly RawEscape[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end } of escapes) {
    masked += text.slice(at, start) + placeholder(text.slice(start, end));
    at = end;
  }
  return masked + text.slice(at);
}
