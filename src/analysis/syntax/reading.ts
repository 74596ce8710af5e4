import { cellMagicOf, normalised } from '../ipython/cell';
import type { Reader } from '../ipython/escape-nodes';
import { readCellMagic, readEscape } from '../ipython/escape-nodes';
import { recognise } from '../ipython/recognise';
import type { ConcreteNode } from './concrete';
import { namedChildren } from './concrete';
import type { Conversion, EscapeReading } from './conversion';
import { convertExpression } from './convert-expressions';
import { convertStatements } from './convert-statements';
import { isWellIndented } from './line-kinds';
import { recover } from './recovery';
import { tokensOf, type Token } from './tokens';
import type { Span, SyntaxErrorStatement, SyntaxTree } from './tree';

/** Runs the grammar over a text; `base` is added to every offset. */
export type Grammar = (text: string, base: number) => ConcreteNode;

/** Read a cell's source: IPython's syntax first, then Python's. */
export function readSource(source: string, grammar: Grammar): SyntaxTree {
  const errors: (Span & { message: string })[] = [];
  const report = (span: Span, message: string): void => {
    const start = Math.min(span.start, source.length);
    const end = Math.min(Math.max(span.end, start), source.length);
    errors.push({ start, end, message });
  };

  const effort = { left: 500 };
  let tokens: readonly Token[] | undefined;

  const conversionFor = (
    limit: number,
    escapes: ReadonlyMap<number, EscapeReading>,
    tell: Conversion['report'],
    mistakes?: ReadonlyMap<number, SyntaxErrorStatement>
  ): Conversion => {
    const conversion: Conversion = {
      source,
      limit,
      near: limit,
      expression: node => convertExpression(node, conversion),
      statements: nodes => convertStatements(nodes, conversion),
      escapeAt: offset => escapes.get(offset),
      mistakeAt: offset => mistakes?.get(offset),
      report: tell
    };
    return conversion;
  };

  const reader: Reader = {
    report,
    expression(text, base) {
      const root = grammar(withNames(text), base);
      const [statement] = root.children;
      const parts = statement ? namedChildren(statement) : [];
      if (
        root.broken ||
        root.children.length !== 1 ||
        statement.type !== 'expression_statement' ||
        parts.length !== 1 ||
        parts[0].type === 'assignment'
      ) {
        return undefined;
      }
      const limit = base + text.length;
      const conversion = conversionFor(limit, new Map(), report);
      return conversion.expression(parts[0]);
    },
    cell(text, base) {
      const plain = normalised(text);
      const magic = cellMagicOf(plain);
      if (magic) {
        return readCellMagic(magic, plain, base, reader);
      }
      const found = recognise(plain);
      const recognised = { ...found, text: withNames(found.text) };
      const escapes = new Map(
        recognised.escapes.map(raw => [
          base + raw.start,
          readEscape(raw, base, reader)
        ])
      );
      const limit = base + text.length;
      const faulty =
        recognised.lines.some(line => line.fault) ||
        !isWellIndented(recognised.text, recognised.lines);
      const root = faulty ? undefined : grammar(recognised.text, base);
      const told = errors.length;
      if (root && !root.broken) {
        try {
          const statements = conversionFor(limit, escapes, report).statements(
            root.children
          );
          if (text === source && escapes.size === 0) {
            tokens = tokensOf(root, plain);
          }
          return statements;
        } catch (reason) {
          // Nested too deeply for the conversion: recovery finds out where.
          if (!(reason instanceof RangeError)) {
            throw reason;
          }
          errors.length = told;
        }
      }
      return recover(recognised, base, {
        grammar,
        report,
        effort,
        conversion: (end, tell, mistakes) =>
          conversionFor(end, escapes, tell, mistakes)
      });
    }
  };

  const body = reader.cell(source, 0);
  errors.sort((a, b) => a.start - b.start);
  return {
    source,
    body,
    errors,
    ...(tokens && errors.length === 0 && { tokens })
  };
}

/**
 * The grammar takes `type (x).y = z` for a type alias. In a statement of that
 * kind a name follows; everywhere else the word is a name, and the conversion
 * reads names from the source.
 */
function withNames(text: string): string {
  return text.includes('type')
    ? text.replace(/\btype(?=[ \t]*[([.])/g, 'kind')
    : text;
}
