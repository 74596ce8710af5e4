import { firstError, readBrokenLine } from './broken-lines';
import type { Conversion } from './conversion';
import {
  codeOf,
  firstWord,
  isClause,
  mayFollow,
  opensBlock,
  surroundings
} from './line-kinds';
import type { LogicalLine } from './logical-lines';
import { placeholder } from './placeholder';
import type { Passage, RecoveryTools } from './recovery';
import { repaired } from './repairs';
import type { Statement, SyntaxErrorStatement } from './tree';

/** How a line is written into the text that the grammar gets instead. */
interface Rewritten {
  readonly line: LogicalLine;
  code: string;
  /** The indentation in columns that the line gets, no more than it has. */
  column: number;
  /** True where the line becomes a placeholder. */
  broken: boolean;
}

/**
 * Read a compound statement in which something is wrong: each line that the
 * grammar refuses becomes a placeholder, each indentation that fits nowhere
 * becomes one that does, and what is left is read as usual.
 */
export function readByLines(
  passage: Passage,
  tools: RecoveryTools
): Statement[] {
  const { text, base, from, to, lines } = passage;
  const told = { any: false };
  const report: Conversion['report'] = (span, message) => {
    told.any = true;
    tools.report(span, message);
  };
  const mistakes = new Map<number, SyntaxErrorStatement>();
  const telling = { ...tools, report };
  const rewritten = lines.map(line => rewrite(passage, line, tools));
  rewritten.forEach((item, index) => {
    const { line, code } = item;
    if (item.broken) {
      const mistake = readBrokenLine(passage, line, code, telling);
      mistakes.set(base + line.start, mistake);
      keepCase(item);
    } else if (code.startsWith('@') && !isDecorated(rewritten[index + 1])) {
      item.broken = true;
      const span = { start: base + line.start, end: base + line.codeEnd };
      report(span, 'only a function or a class can be decorated');
      mistakes.set(span.start, { kind: 'SyntaxError', recovered: [], ...span });
    }
  });
  indent(rewritten, (item, message) => {
    const { start, codeEnd } = item.line;
    const span = { start: base + start, end: base + codeEnd };
    if (message) {
      report(span, message);
    }
    if (item.broken && !mistakes.has(span.start)) {
      mistakes.set(span.start, {
        kind: 'SyntaxError',
        recovered: [],
        ...span
      });
    }
  });
  const root = tools.grammar(render(text, from, to, rewritten), base + from);
  if (root.broken && !told.any) {
    const { start, codeEnd } = lines[0];
    const whole = { start: base + start, end: base + codeEnd };
    report(firstError(root) ?? whole, 'invalid syntax');
  }
  return tools
    .conversion(base + to, report, mistakes)
    .statements(root.children);
}

/** Whether the grammar accepts a line by itself, as it stands or in other words. */
function rewrite(
  { text }: Passage,
  line: LogicalLine,
  tools: RecoveryTools
): Rewritten {
  const column = line.indent;
  const code = codeOf(text, line);
  const plain = { line, code, column, broken: false };
  // Without its colon, a `case` is a name that has something behind it.
  if (line.fault || (/^case[ \t]+(?![=.,)])/.test(code) && !opensBlock(code))) {
    return { ...plain, broken: true };
  }
  const { before, after } = surroundings(code);
  for (const candidate of [code, repaired(code)]) {
    if (!tools.grammar(before + candidate + after, 0).broken) {
      return { ...plain, code: candidate };
    }
  }
  return { ...plain, broken: true };
}

/** A `match` holds nothing but cases, so a broken one has to remain one. */
function keepCase(item: Rewritten): void {
  const any = 'case _:';
  if (/^case\b/.test(item.code) && item.code.length >= any.length) {
    item.code = any.padEnd(item.code.length);
    item.broken = false;
  }
}

/** Whether a decorator may stand before a line. */
function isDecorated(line: Rewritten | undefined): boolean {
  return line !== undefined && /^(?:@|(?:def|class|async)\b)/.test(line.code);
}

/** A block that is open, with the column that its lines have and the one that they get. */
interface Level {
  readonly written: number;
  readonly column: number;
  /** The first word of the last line of the block. */
  last: string | undefined;
}

/**
 * Give each line an indentation that fits.
 *
 * @param tell - Gets each line with what is wrong, which is nothing where it
 * only follows from another mistake.
 */
function indent(
  lines: readonly Rewritten[],
  tell: (item: Rewritten, message: string) => void
): void {
  const levels: Level[] = [{ written: 0, column: 0, last: undefined }];
  let before: Rewritten | undefined;
  for (const item of lines) {
    let level = levels[levels.length - 1];
    const written = item.line.indent;
    while (written < level.written && levels.length > 1) {
      levels.pop();
      level = levels[levels.length - 1];
    }
    if (written > level.written) {
      const opened = before !== undefined && opensBlock(before.code.trimEnd());
      const deeper =
        opened && !before?.broken && before?.column === level.column;
      if (!deeper && !opened && !before?.broken) {
        const dedented = before !== undefined && before.line.indent > written;
        tell(
          item,
          dedented
            ? 'unindent does not match any outer indentation level'
            : 'unexpected indent'
        );
      }
      const column = deeper ? written : level.column;
      const last = deeper ? undefined : level.last;
      level = { written, column, last };
      levels.push(level);
    }
    item.column = level.column;
    const word = firstWord(item.code);
    if (isClause(word) && !item.broken && !mayFollow(word, level.last)) {
      item.broken = true;
      // Where the line that it belongs to is broken, that has been told.
      const orphan = level.last !== '';
      tell(item, orphan ? `'${word}' without what it belongs to` : '');
    }
    level.last = item.broken && !isClause(word) ? '' : word;
    before = item;
  }
}

/** The text with each line as it was rewritten, of the same length. */
function render(
  text: string,
  from: number,
  to: number,
  lines: readonly Rewritten[]
): string {
  let result = '';
  let at = from;
  for (const { line, code, column, broken } of lines) {
    const lineStart = Math.max(text.lastIndexOf('\n', line.start - 1) + 1, at);
    result += text.slice(at, lineStart);
    const space = text.slice(lineStart, line.start);
    result += column === line.indent ? space : indentation(column, space);
    const end = text.slice(line.codeEnd, line.end);
    result += (broken ? placeholder(codeOf(text, line)) : code) + end;
    at = line.end;
  }
  return result + text.slice(at, to);
}

/** Space for a column, of the length of other space: form feeds count for nothing. */
function indentation(column: number, space: string): string {
  const wanted = '\t'.repeat(column >> 3) + ' '.repeat(column & 7);
  const plain = ' '.repeat(column);
  const fitting = plain.length <= space.length ? plain : wanted;
  return '\f'.repeat(Math.max(0, space.length - fitting.length)) + fitting;
}
