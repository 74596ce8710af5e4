import type { ConcreteNode } from './concrete';
import { firstWord, isClause } from './line-kinds';
import type { LogicalLine } from './logical-lines';
import type { Passage, RecoveryTools } from './recovery';
import { repaired } from './repairs';
import type { Statement, SyntaxErrorStatement } from './tree';

/** What may be missing at the end of a line that is being typed, the likeliest first. */
const TAILS = [
  '',
  ':',
  '_',
  ' _',
  '()',
  ': _',
  ' else _',
  ' in _',
  ' import _'
];

/** The same for a line that ends in a field of an f-string. */
const FIELD_TAILS = ['}', '_}'];

/** What can be understood of a line, and what had to be added for that. */
interface Completion {
  readonly statements: Statement[];
  readonly added: string;
  /** True for a clause without its colon. */
  readonly needsColon: boolean;
}

/**
 * A line that the grammar refuses: what is wrong with it, and what can be
 * understood of it when it is completed as its author might.
 */
export function readBrokenLine(
  { base }: Passage,
  line: LogicalLine,
  code: string,
  tools: RecoveryTools
): SyntaxErrorStatement {
  const start = base + line.start;
  const end = base + line.codeEnd;
  const { fault } = line;
  const found = complete(code, start, line.closers, tools);
  const sides = found || fault ? undefined : sidesOf(code, start, line, tools);
  if (fault) {
    const at = { start: base + fault.start, end: base + fault.end };
    tools.report(at, fault.message);
  } else if (found) {
    const colon = found.added === ':' || found.needsColon;
    const message = colon ? "expected ':'" : 'this line is not finished';
    tools.report({ start: end, end }, message);
  } else if (sides) {
    const message = 'only names, items and attributes can be assigned';
    tools.report({ start, end }, message);
  } else if (/^(?:if|elif|while)\b/.test(code) && line.assigned) {
    const at = base + line.assigned;
    const message = "a value cannot be assigned here: did you mean '=='?";
    tools.report({ start: at - 1, end: at }, message);
  } else {
    const at = firstError(tools.grammar(code, start));
    const shown = at && at.end > at.start && at.end <= end;
    tools.report(shown ? at : { start, end }, 'invalid syntax');
  }
  return {
    kind: 'SyntaxError',
    recovered: found?.statements ?? sides ?? guess(code, start, tools),
    start,
    end
  };
}

function complete(
  code: string,
  base: number,
  closers: string,
  tools: RecoveryTools
): Completion | undefined {
  const skipped = withoutMeaning(code);
  const text = code.slice(skipped).trimStart();
  const offset = base + code.length - text.length;
  for (const added of additions(text, closers)) {
    if (tools.effort.left-- <= 0) {
      break;
    }
    const statements = parsed(text, added, offset, tools);
    if (statements) {
      const needsColon = skipped > 1 && !code.endsWith(':');
      return { statements, added, needsColon };
    }
  }
  return undefined;
}

/** How much of a line has no meaning alone, while the expression behind it has. */
function withoutMeaning(code: string): number {
  const word = firstWord(code);
  return code.startsWith('@')
    ? 1
    : isClause(word) || word === 'case'
      ? word.length
      : 0;
}

/** What might complete a text, with its open brackets and quotes closed. */
function additions(text: string, closers: string): string[] {
  const tails = /^['"]/.test(closers) ? [...FIELD_TAILS, ...TAILS] : TAILS;
  // A name cannot be appended to a word, which would only become longer.
  const fitting = /\w$/.test(text) ? tails.filter(tail => tail !== '_') : tails;
  return [
    ...fitting.map(tail => (tail === ':' ? closers + tail : tail + closers)),
    ...fitting.map(tail => `${tail + closers}:`)
  ];
}

/** The statements of a text with something behind it, if the grammar accepts it. */
function parsed(
  text: string,
  added: string,
  base: number,
  tools: RecoveryTools
): Statement[] | undefined {
  const root = tools.grammar(repaired(text + added), base);
  if (root.broken) {
    return undefined;
  }
  const limit = base + text.length;
  return tools
    .conversion(limit, () => undefined)
    .statements(root.children.filter(child => child.start < limit));
}

/** Both sides of a `=` that cannot stand where it does. */
function sidesOf(
  code: string,
  base: number,
  line: LogicalLine,
  tools: RecoveryTools
): Statement[] | undefined {
  if (line.assigned === undefined) {
    return undefined;
  }
  const split = line.assigned - line.start;
  const left = parsed(code.slice(0, split - 1), '', base, tools);
  const value = code.slice(split).trimStart();
  const right = parsed(value, '', base + code.length - value.length, tools);
  return left && right && [...left, ...right];
}

/** What the grammar itself makes of a line that it does not understand. */
function guess(code: string, base: number, tools: RecoveryTools): Statement[] {
  const limit = base + code.length;
  const conversion = tools.conversion(limit, () => undefined);
  const statements = conversion.statements(tools.grammar(code, base).children);
  return statements.flatMap(statement =>
    statement.kind === 'SyntaxError' ? statement.recovered : [statement]
  );
}

/** The first place that the grammar stumbled over. */
export function firstError(node: ConcreteNode): ConcreteNode | undefined {
  if (node.type === 'ERROR' || node.missing) {
    return node;
  }
  for (const child of node.children) {
    const found = child.broken ? firstError(child) : undefined;
    if (found) {
      return found;
    }
  }
  return undefined;
}
