/**
 * Notebooks for property tests, written in every way that JSON allows: any
 * white space, escape, order of keys, duplicate keys, byte order mark.
 */
import * as fc from 'fast-check';

export interface Written {
  readonly text: string;
  /** Spans of objects by path: `cells.0`, `cells.0.metadata`, `metadata`. */
  readonly spans: ReadonlyMap<string, readonly [number, number]>;
}

export type Plain =
  null | boolean | number | string | Plain[] | { [key: string]: Plain };

export interface PlainCell {
  cell_type: string;
  source: string | string[];
  metadata?: { [key: string]: Plain };
  [key: string]: Plain | undefined;
}

/** Makes the choices of a writer, one after the other. */
class Chooser {
  private _next = 0;

  constructor(private readonly _choices: readonly number[]) {}

  among<T>(options: readonly T[]): T {
    const choice = this._choices[this._next++ % this._choices.length];
    return options[choice % options.length];
  }
}

class Writer {
  readonly spans = new Map<string, readonly [number, number]>();
  text: string;
  private readonly _newline: string;
  private readonly _unit: string;
  private readonly _colon: string;

  constructor(private readonly _choose: Chooser) {
    this.text = _choose.among(['', '\ufeff', '']);
    this._newline = _choose.among(['\n', '\r\n', '', '\n']);
    this._unit = _choose.among([' ', '  ', '\t', '']);
    this._colon = _choose.among([': ', ':', ' : ', ': ']);
  }

  value(value: Plain, path: string, indent: string): void {
    const start = this.text.length;
    if (Array.isArray(value)) {
      this.container('[', ']', value.length, indent, (i, inner) =>
        this.value(value[i], `${path}.${i}`, inner)
      );
    } else if (typeof value === 'object' && value !== null) {
      const members = this.order(Object.entries(value));
      this.container('{', '}', members.length, indent, (i, inner) => {
        const [key, item] = members[i];
        this.text += this.string(key) + this._colon;
        this.value(item, path ? `${path}.${key}` : key, inner);
      });
    } else if (typeof value === 'number') {
      this.text += this.number(value);
    } else if (typeof value === 'string') {
      this.text += this.string(value);
    } else {
      this.text += String(value);
    }
    this.spans.set(path, [start, this.text.length]);
  }

  private container(
    open: string,
    close: string,
    count: number,
    indent: string,
    child: (index: number, indent: string) => void
  ): void {
    const oneLine = this._newline === '' || this._choose.among([0, 0, 1]) === 1;
    const inner = indent + this._unit;
    const lead = oneLine ? '' : this._newline + inner;
    const stray = this._choose.among(['', '', '', ' ', ' \t']);
    this.text += open;
    for (let i = 0; i < count; i++) {
      this.text += (i > 0 ? `,${oneLine ? stray : ''}` : '') + lead;
      child(i, inner);
    }
    this.text += count > 0 && !oneLine ? this._newline + indent : stray;
    this.text += close;
  }

  private order<T>(items: readonly T[]): readonly T[] {
    return this._choose.among([0, 0, 1]) === 1 ? [...items].reverse() : items;
  }

  private number(value: number): string {
    const text = JSON.stringify(value);
    return Number.isInteger(value) && !text.includes('e')
      ? text + this._choose.among(['', '.0', 'e0', '.00E+0'])
      : text;
  }

  private string(value: string): string {
    const style = this._choose.among([0, 0, 0, 1, 2]);
    const plain = JSON.stringify(value);
    if (style === 0) {
      return plain;
    }
    const escaped = [...Array(value.length).keys()].map(i => {
      const code = value.charCodeAt(i);
      return style === 1 && code > 0x20 && code < 0x7f
        ? JSON.stringify(value[i]).slice(1, -1).replace('/', '\\/')
        : `\\u${code.toString(16).padStart(4, '0')}`;
    });
    return `"${escaped.join('')}"`;
  }
}

/** Writes a value in a way that `choices` decide. */
export function write(value: Plain, choices: readonly number[]): Written {
  const chooser = new Chooser(choices);
  const writer = new Writer(chooser);
  writer.value(value, '', '');
  writer.text += chooser.among(['\n', '', '\r\n', '\n\n']);
  return { text: writer.text, spans: writer.spans };
}

export const choices = fc.array(fc.nat(59), { minLength: 1, maxLength: 40 });

const key = fc.constantFrom(
  'a',
  'collapsed',
  'é',
  'tags2',
  '__proto__x',
  'zz',
  'with "quotes"',
  ''
);

const leaf: fc.Arbitrary<Plain> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(n => n + 0),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 8 })
);

/** Any JSON value, not deep. */
export const plain: fc.Arbitrary<Plain> = fc.letrec<{ value: Plain }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    object(tie('value'))
  )
})).value;

function object(
  value: fc.Arbitrary<Plain>
): fc.Arbitrary<{ [key: string]: Plain }> {
  return fc
    .array(fc.tuple(key, value), { maxLength: 3 })
    .map(pairs => Object.fromEntries(pairs));
}

const tag = fc.constantFrom('step:a', 'skip', 'é tag', 'x', 'prev:a', '');

const cell: fc.Arbitrary<PlainCell> = fc.record(
  {
    cell_type: fc.constantFrom('code', 'markdown', 'raw'),
    id: fc.constantFrom('c1', 'c2'),
    metadata: fc
      .tuple(object(plain), fc.option(fc.array(tag, { maxLength: 4 })))
      .map(([rest, tags]) => (tags ? { ...rest, tags } : rest)),
    outputs: fc.array(plain, { maxLength: 3 }),
    execution_count: fc.option(fc.nat(99)),
    source: fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.array(fc.constantFrom('x = 1\n', 'é\n', 'y', '\n'), { maxLength: 4 })
    ),
    unknown: plain
  },
  { requiredKeys: ['cell_type', 'source'] }
) as fc.Arbitrary<PlainCell>;

export interface PlainNotebook {
  cells: PlainCell[];
  metadata?: { [key: string]: Plain };
  nbformat: number;
  nbformat_minor: number;
}

export const notebook: fc.Arbitrary<PlainNotebook> = fc.record(
  {
    cells: fc.array(cell, { maxLength: 4 }),
    metadata: object(plain),
    nbformat: fc.constant(4),
    nbformat_minor: fc.integer({ min: 0, max: 5 })
  },
  { requiredKeys: ['cells', 'nbformat', 'nbformat_minor'] }
);

/** A notebook, what it says, and how it is written. */
export const writtenNotebook = fc
  .tuple(notebook, choices)
  .map(([value, how]) => ({ value, ...write(value as unknown as Plain, how) }));

/** The text without a byte order mark, which JSON.parse refuses. */
export function reference(text: string): PlainNotebook {
  return JSON.parse(text.replace(/^\ufeff/, '')) as PlainNotebook;
}
