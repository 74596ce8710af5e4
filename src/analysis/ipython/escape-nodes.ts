import type { EscapeReading } from '../syntax/conversion';
import type {
  Assign,
  Escape,
  Expression,
  Span,
  Statement
} from '../syntax/tree';
import { magicArguments } from './arguments';
import type { CellMagic } from './cell';
import { interpolations } from './interpolation';
import type { Magic } from './magics';
import { magicNamed } from './magics';
import type { RawEscape } from './recognise';

/** What makes trees of the texts inside of escapes. `base` is where a text stands in the source. */
export interface Reader {
  /** The one expression that a text is, if it is one. */
  expression(text: string, base: number): Expression | undefined;
  /** The statements of a text that IPython treats like a cell. */
  cell(text: string, base: number): Statement[];
  report(span: Span, message: string): void;
}

/** The tree of an escape that was found at `base` plus its own offset. */
export function readEscape(
  raw: RawEscape,
  base: number,
  reader: Reader
): EscapeReading {
  const span = { start: base + raw.start, end: base + raw.end };
  const contentBase = base + raw.contentStart;
  switch (raw.sign) {
    case '!':
    case '!!': {
      const value: Escape = {
        kind: 'Escape',
        form: 'shell',
        name: '',
        argument: raw.content.trim(),
        interpolated: filledIn(raw.content, contentBase, reader),
        ...span
      };
      return { value, code: [] };
    }
    case '%':
      return readLineMagic(raw, span, contentBase, reader);
    case '?':
    case '??': {
      const value: Escape = {
        kind: 'Escape',
        form: 'help',
        name: raw.content.trim(),
        argument: '',
        interpolated: [],
        ...span
      };
      return { value, code: [] };
    }
    default:
      return { value: readCall(raw, span, contentBase, reader), code: [] };
  }
}

function readLineMagic(
  raw: RawEscape,
  span: Span,
  base: number,
  reader: Reader
): EscapeReading {
  const name = /^\S*/.exec(raw.content)?.[0] ?? '';
  if (name.startsWith('%')) {
    reader.report(span, `%${name} must stand on the first line of its cell`);
  }
  const magic = magicNamed(name);
  const line = raw.content.slice(name.length);
  const lineBase = base + name.length;
  const { rest, bound, read } = magicArguments(line, magic);
  const statements = magic.runs
    ? reader.cell(line.slice(rest), lineBase + rest)
    : [];
  const value: Escape = {
    kind: 'Escape',
    form: 'line-magic',
    name,
    argument: line.trim(),
    interpolated: argumentsRead(line, lineBase, magic, read, reader),
    ...(magic.runs === 'own scope' ? { body: statements } : {}),
    ...span
  };
  const code = magic.runs === 'here' ? statements : [];
  return { value, code: [...code, ...bindings(line, lineBase, bound, value)] };
}

/** The statements of a cell with a cell magic. */
export function readCellMagic(
  found: CellMagic,
  text: string,
  base: number,
  reader: Reader
): Statement[] {
  const magic = magicNamed(found.name);
  const line = text.slice(found.line.start, found.line.end);
  const lineBase = base + found.line.start;
  const body = text.slice(found.body);
  const { rest, bound, read } = magicArguments(line, magic);
  const runsHere = magic.runs === 'here';
  const end = base + (runsHere ? found.line.end : text.length);
  const setup = (): Statement[] =>
    reader.cell(line.slice(rest), lineBase + rest);
  const value: Escape = {
    kind: 'Escape',
    form: 'cell-magic',
    name: found.name,
    argument: line.trim(),
    interpolated: argumentsRead(line, lineBase, magic, read, reader),
    ...(magic.runs === 'own scope'
      ? { body: [...setup(), ...reader.cell(body, base + found.body)] }
      : runsHere
        ? {}
        : { text: body.replace(/^\f+/gm, '') }),
    start: base + found.start,
    end
  };
  const { start } = value;
  return [
    { kind: 'ExpressionStatement', value, start, end },
    ...(runsHere ? reader.cell(body, base + found.body) : []),
    // The name is bound when the cell is done.
    ...bindings(line, lineBase, bound, value)
  ];
}

/** What a magic's line reads: what IPython fills in, and the values of some options. */
function argumentsRead(
  line: string,
  base: number,
  magic: Magic,
  read: readonly Span[],
  reader: Reader
): Expression[] {
  return [
    ...(magic.verbatim ? [] : filledIn(line, base, reader)),
    ...(parsed(line, base, read, reader) ?? [])
  ];
}

function filledIn(line: string, base: number, reader: Reader): Expression[] {
  const spans = interpolations(line);
  return (spans && parsed(line, base, spans, reader)) ?? [];
}

/** All expressions, or nothing: IPython fills in a whole line or leaves it alone. */
function parsed(
  line: string,
  base: number,
  spans: readonly Span[],
  reader: Reader
): Expression[] | undefined {
  const values: Expression[] = [];
  for (const { start, end } of spans) {
    const value = reader.expression(line.slice(start, end), base + start);
    if (!value) {
      return undefined;
    }
    values.push(value);
  }
  return values;
}

function bindings(
  line: string,
  base: number,
  bound: readonly Span[],
  value: Escape
): Assign[] {
  return bound.map(({ start, end }) => {
    const span = { start: base + start, end: base + end };
    const id = line.slice(start, end);
    return {
      kind: 'Assign',
      targets: [{ kind: 'Name', id, ...span }],
      value,
      ...span
    };
  });
}

/** `/f a b` calls `f(a, b)`; with `,` and `;` the arguments are strings. */
function readCall(
  raw: RawEscape,
  span: Span,
  base: number,
  reader: Reader
): Expression {
  const words = [...raw.content.matchAll(/\S+/g)];
  const [callee, ...rest] = words.map(word => ({
    text: word[0],
    start: base + word.index,
    end: base + word.index + word[0].length
  }));
  const target = callee && reader.expression(callee.text, callee.start);
  if (!target) {
    reader.report(span, `'${raw.sign}' must be followed by a function's name`);
    return { kind: 'Missing', ...span };
  }
  const text = (start: number, end: number, value: string): Expression => ({
    kind: 'Constant',
    type: 'str',
    value,
    start,
    end
  });
  const behind = raw.content.slice(callee.end - base);
  const args =
    raw.sign === ';'
      ? [text(callee.end, span.end, behind.trim())]
      : rest.map(word =>
          raw.sign === ','
            ? text(word.start, word.end, word.text)
            : (reader.expression(word.text, word.start) ??
              text(word.start, word.end, word.text))
        );
  return { kind: 'Call', callee: target, args, keywords: [], ...span };
}
