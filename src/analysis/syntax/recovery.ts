import type { Recognised } from '../ipython/recognise';
import { readByLines } from './assembly';
import type { ConcreteNode } from './concrete';
import type { Conversion } from './conversion';
import { codeOf, firstWord, isClause, isWellIndented } from './line-kinds';
import type { LogicalLine } from './logical-lines';
import { repaired } from './repairs';
import type { Span, Statement, SyntaxErrorStatement } from './tree';

/** What recovery needs of the reading that it helps. */
export interface RecoveryTools {
  grammar(text: string, base: number): ConcreteNode;
  report(span: Span, message: string): void;
  /** How many more ways to complete a line may be tried: prose in a cell must not take seconds. */
  readonly effort: { left: number };
  /**
   * A conversion of text that ends at an offset, which tells errors to `tell`
   * and takes the lines at some offsets for placeholders.
   */
  conversion(
    limit: number,
    tell: Conversion['report'],
    mistakes?: ReadonlyMap<number, SyntaxErrorStatement>
  ): Conversion;
}

/** Some of the lines of a text, and where the text stands in the source. */
export interface Passage {
  readonly text: string;
  readonly base: number;
  readonly from: number;
  readonly to: number;
  readonly lines: readonly LogicalLine[];
}

/**
 * The statements of a text that the grammar does not accept as a whole.
 *
 * One error must not spoil its neighbours: the text is cut at its top-level
 * statements, and only those with an error are looked at line by line.
 */
export function recover(
  { text, lines }: Recognised,
  base: number,
  tools: RecoveryTools
): Statement[] {
  const groups = topLevel(text, lines);
  return groups.flatMap((group, index) => {
    const from = startOfLine(text, group[0].start);
    const next = groups.at(index + 1)?.[0];
    const to = next ? startOfLine(text, next.start) : text.length;
    return readPassage({ text, base, from, to, lines: group }, tools);
  });
}

function readPassage(passage: Passage, tools: RecoveryTools): Statement[] {
  const { text, base, from, to, lines } = passage;
  const part = text.slice(from, to);
  try {
    const faulty =
      lines.some(line => line.fault) || !isWellIndented(text, lines);
    const root = faulty ? undefined : accepted(part, base + from, tools);
    return root
      ? tools.conversion(base + to, tools.report).statements(root.children)
      : readByLines(passage, tools);
  } catch (reason) {
    if (!(reason instanceof RangeError)) {
      throw reason;
    }
    const end = from + part.trimEnd().length;
    const span = { start: base + lines[0].start, end: base + end };
    tools.report(span, 'this is nested too deeply');
    return [{ kind: 'SyntaxError', recovered: [], ...span }];
  }
}

/** The tree of a text that the grammar accepts, as it stands or in other words. */
export function accepted(
  text: string,
  base: number,
  tools: RecoveryTools
): ConcreteNode | undefined {
  const root = tools.grammar(text, base);
  if (!root.broken) {
    return root;
  }
  const other = repaired(text);
  const second = other === text ? root : tools.grammar(other, base);
  return second.broken ? undefined : second;
}

function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Lines grouped to the statements of the first column. */
function topLevel(
  text: string,
  lines: readonly LogicalLine[]
): LogicalLine[][] {
  const groups: LogicalLine[][] = [];
  let decorated = false;
  for (const line of lines) {
    const code = codeOf(text, line);
    const group = groups.at(-1);
    if (group && (line.indent > 0 || isClause(firstWord(code)) || decorated)) {
      group.push(line);
    } else {
      groups.push([line]);
    }
    decorated = line.indent === 0 && code.startsWith('@');
  }
  return groups;
}
