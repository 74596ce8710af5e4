import {
  endOfString,
  hasFields,
  isStringPrefix,
  isWordCharacter,
  quotesAt
} from './quoted';

/** What is wrong with a line before any grammar looks at it. */
export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/**
 * A line as Python counts them: with all that brackets, backslashes and
 * triple quotes add to it. Offsets are into the scanned text.
 */
export interface LogicalLine {
  /** The first character that is not indentation. */
  readonly start: number;
  /** Behind the last character, without the line's end. */
  readonly end: number;
  /** Behind the last character that is neither space nor comment. */
  readonly codeEnd: number;
  /** The column of the first character; a tab goes to the next multiple of 8. */
  readonly indent: number;
  /** Where the right side of a first `=` outside of brackets begins. */
  readonly assigned: number | undefined;
  readonly fault: Fault | undefined;
  /** What would close the brackets and quotes that are open at the end. */
  readonly closers: string;
}

const CLOSERS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}'
};

/** What before a `=` makes another operator of it. */
const OPERATORS = '=!<>+-*/%&|^@:~';

/** The end of the physical line at an offset, without its line ending. */
export function endOfPhysicalLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  const end = newline < 0 ? text.length : newline;
  return end > offset && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** The start of the physical line behind an offset. */
export function nextPhysicalLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** The first character of a line that is not indentation, and its column. */
export function measureIndent(
  text: string,
  lineStart: number
): { start: number; indent: number } {
  let start = lineStart;
  let indent = 0;
  for (; start < text.length; start++) {
    const char = text.charAt(start);
    if (char === ' ') {
      indent++;
    } else if (char === '\t') {
      indent += 8 - (indent % 8);
    } else if (char === '\f') {
      indent = 0;
    } else if (char !== '\ufeff') {
      break;
    }
  }
  return { start, indent };
}

/**
 * Scan one logical line.
 *
 * @param start - Its first character.
 * @param stopAt - Called with the offset behind the first `=` outside of
 * brackets; true ends the line there, since what follows is not Python.
 */
export function scanLine(
  text: string,
  start: number,
  indent: number,
  stopAt: (offset: number) => boolean
): LogicalLine {
  const open: number[] = [];
  let fault: Fault | undefined;
  let assigned: number | undefined;
  let codeEnd = start;
  let word = start;
  let at = start;
  let quotes = '';
  while (at < text.length) {
    const char = text.charAt(at);
    if (isWordCharacter(text.charCodeAt(at))) {
      codeEnd = ++at;
      continue;
    }
    if (char === '\n') {
      if (open.length === 0) {
        break;
      }
      at++;
    } else if (char === '#') {
      at = endOfPhysicalLine(text, at);
    } else if (char === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3))) {
      at = nextPhysicalLine(text, at);
    } else if (char === '"' || char === "'") {
      const prefix = text.slice(word, at);
      const fields = isStringPrefix(prefix) && hasFields(prefix);
      const end = endOfString(text, at, fields);
      if (end < 0) {
        quotes = quotesAt(text, at);
        fault ??= {
          start: at,
          end: at + quotes.length,
          message:
            quotes.length > 1
              ? 'unterminated triple-quoted string'
              : 'unterminated string: the closing quote is missing'
        };
        codeEnd = at =
          quotes.length > 1 ? text.length : endOfPhysicalLine(text, at);
        break;
      }
      codeEnd = at = end;
    } else if (char in CLOSERS) {
      open.push(at);
      codeEnd = ++at;
    } else if (')]}'.includes(char)) {
      fault ??= checkCloser(text, at, open.at(-1));
      open.pop();
      codeEnd = ++at;
    } else if (char === '=') {
      const plain =
        text.charAt(at + 1) !== '=' && !OPERATORS.includes(text.charAt(at - 1));
      codeEnd = at += text.charAt(at + 1) === '=' ? 2 : 1;
      if (plain && open.length === 0 && assigned === undefined) {
        assigned = at;
        if (stopAt(at)) {
          break;
        }
      }
    } else {
      at++;
      if (!/\s/.test(char)) {
        codeEnd = at;
      }
    }
    word = at;
  }
  let closers = quotes;
  const innermost = open.at(-1);
  if (innermost !== undefined) {
    closers += open
      .map(offset => CLOSERS[text.charAt(offset)])
      .reverse()
      .join('');
    fault ??= neverClosed(text, innermost);
    // Whatever stands further left than the bracket's own line was not meant
    // to be inside of it.
    at = resumeAfter(text, innermost, indent, at);
    codeEnd = Math.min(codeEnd, at);
  }
  const end = at > start && text.charAt(at - 1) === '\r' ? at - 1 : at;
  return { start, end, codeEnd, indent, assigned, fault, closers };
}

function checkCloser(
  text: string,
  at: number,
  opened: number | undefined
): Fault | undefined {
  const closer = text.charAt(at);
  const span = { start: at, end: at + 1 };
  if (opened === undefined) {
    return { ...span, message: `unmatched '${closer}'` };
  }
  const opener = text.charAt(opened);
  return CLOSERS[opener] === closer
    ? undefined
    : { ...span, message: `'${closer}' does not close '${opener}'` };
}

function neverClosed(text: string, at: number): Fault {
  const message = `'${text.charAt(at)}' was never closed`;
  return { start: at, end: at + 1, message };
}

/** Where a line with an open bracket ends: before the next line that is no deeper. */
function resumeAfter(
  text: string,
  opened: number,
  indent: number,
  end: number
): number {
  let lineStart = nextPhysicalLine(text, opened);
  while (lineStart < end) {
    const line = measureIndent(text, lineStart);
    if (
      line.indent <= indent &&
      line.start < end &&
      !/[\s#)\]}]/.test(text.charAt(line.start))
    ) {
      return lineStart - 1;
    }
    lineStart = nextPhysicalLine(text, lineStart);
  }
  return end;
}
