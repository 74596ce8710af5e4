import type { LogicalLine } from './logical-lines';

/** Words that open a block, each with what lets the grammar read its line alone. */
const OPENERS: Readonly<Record<string, string>> = {
  if: '',
  for: '',
  while: '',
  try: '',
  with: '',
  def: '',
  class: '',
  async: '',
  match: '',
  elif: 'if _:\n _\n',
  else: 'if _:\n _\n',
  except: 'try:\n _\nexcept _: _\n',
  finally: 'try:\n _\n',
  case: 'match _:\n '
};

/** Which words a clause may follow in the same block. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  elif: ['if', 'elif'],
  else: ['if', 'elif', 'for', 'while', 'except', 'async'],
  except: ['try', 'except'],
  finally: ['try', 'except', 'else']
};

/** The first word of a line. */
export function firstWord(line: string): string {
  return /^\w*/.exec(line)?.[0] ?? '';
}

/** Whether a word continues a compound statement: `else`, `except`… */
export function isClause(word: string): boolean {
  return Object.hasOwn(FOLLOWS, word);
}

/** Whether a clause may stand behind a line with another first word. */
export function mayFollow(word: string, before: string | undefined): boolean {
  return before !== undefined && FOLLOWS[word].includes(before);
}

/** Whether a line opens a block that stands on the lines below. */
export function opensBlock(line: string): boolean {
  return line.endsWith(':') && Object.hasOwn(OPENERS, firstWord(line));
}

/** What has to stand around a line for the grammar to read it alone. */
export function surroundings(line: string): { before: string; after: string } {
  const word = firstWord(line);
  const before =
    Object.hasOwn(OPENERS, word) && /^\w+\b(?!\s*[=.,[])/.test(line)
      ? OPENERS[word]
      : '';
  return { before, after: line.startsWith('@') ? '\ndef _(): _\n' : '' };
}

/** A line without what follows its code. */
export function codeOf(text: string, line: LogicalLine): string {
  return text.slice(line.start, line.codeEnd);
}

/** Whether every line is indented as the lines before it allow. */
export function isWellIndented(
  text: string,
  lines: readonly LogicalLine[]
): boolean {
  const levels = [0];
  let opened = false;
  for (const { indent, codeEnd } of lines) {
    while (indent < levels[levels.length - 1]) {
      levels.pop();
    }
    if (indent !== levels.at(-1)) {
      if (!opened) {
        return false;
      }
      levels.push(indent);
    }
    opened = text.charAt(codeEnd - 1) === ':';
  }
  return true;
}
