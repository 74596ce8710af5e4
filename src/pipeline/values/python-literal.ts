import type { Parameter } from '../model';

export type LiteralType = Parameter['type'];

/** A text is no literal; the message says where and why. */
export class LiteralError extends Error {
  constructor(
    message: string,
    /** In UTF-16 code units. */
    readonly offset: number
  ) {
    super(message);
    this.name = 'LiteralError';
  }
}

interface Literal {
  readonly type: LiteralType;
  /** Whether Python can use it as the key of a dict. */
  readonly hashable: boolean;
}

const DIGITS = String.raw`\d(?:_?\d)*`;
const EXPONENT = `[eE][+-]?${DIGITS}`;
const FLOAT = new RegExp(
  `(?:(?:${DIGITS})?\\.${DIGITS}|${DIGITS}\\.)(?:${EXPONENT})?|${DIGITS}${EXPONENT}`,
  'y'
);
const INT =
  /0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|[1-9](?:_?\d)*|0(?:_?0)*/y;
const WORD = /True|False|None/y;
const STRING_START = /[rRuU]?(?:'''|"""|'|")/y;
const ESCAPE =
  /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U(?:000[0-9a-fA-F]|0010)[0-9a-fA-F]{4}|N\{[A-Za-z0-9 -]+\}|\r\n|[^xuUN])/y;
/** A backslash joins a line with the next one; without it a line may end only within brackets. */
const SPACE = /(?:[ \t\f]|\\\r?\n(?!$))*/y;
const SPACE_IN_BRACKETS = /(?:[ \t\f\r\n]|\\\r?\n(?!$))*/y;
const AFTER_TOKEN = /[\w.]/y;

/** More digits than this Python refuses to read (`sys.int_info.default_max_str_digits`). */
const MAX_DIGITS = 4300;

/** Deep enough for any value; Python's own parser stops at 200. */
const MAX_DEPTH = 100;

/**
 * Checks that a text is one Python literal: a number with or without a sign,
 * a string, True, False, None, or a list, tuple, set or dict of these.
 *
 * @returns its type
 * @throws LiteralError
 */
export function literalType(text: string): LiteralType {
  const impossible = /\0|\p{Surrogate}/u.exec(text);
  if (impossible) {
    throw new LiteralError('a character that no text has', impossible.index);
  }
  return new Reader(text).whole();
}

/** As `literalType`; undefined where it is no single literal. */
export function literalTypeOf(text: string): LiteralType | undefined {
  try {
    return literalType(text);
  } catch (error) {
    if (error instanceof LiteralError) {
      return undefined;
    }
    throw error;
  }
}

class Reader {
  private _at = 0;
  private _depth = 0;

  constructor(private readonly _text: string) {}

  whole(): LiteralType {
    this._space();
    const { type } = this._value();
    this._space();
    if (this._at < this._text.length) {
      throw this._error('the end of the value');
    }
    return type;
  }

  private _value(): Literal {
    switch (this._text[this._at]) {
      case '[':
        return this._bracket(']', () => this._list());
      case '(':
        return this._bracket(')', () => this._tuple());
      case '{':
        return this._bracket('}', () => this._dictOrSet());
      case '+':
      case '-':
        this._at++;
        this._space();
        return this._number();
    }
    if (this._look(STRING_START)) {
      return this._strings();
    }
    const word = this._take(WORD);
    if (word !== undefined) {
      this._endOfToken();
      return { type: word === 'None' ? 'None' : 'bool', hashable: true };
    }
    return this._number();
  }

  private _number(): Literal {
    if (this._take(FLOAT) !== undefined) {
      this._endOfToken();
      return { type: 'float', hashable: true };
    }
    const start = this._at;
    const digits = this._take(INT);
    if (digits === undefined) {
      throw this._error('a value');
    }
    this._endOfToken();
    if (/^\d/.test(digits) && digits.replaceAll('_', '').length > MAX_DIGITS) {
      throw new LiteralError(`more than ${MAX_DIGITS} digits`, start);
    }
    return { type: 'int', hashable: true };
  }

  /** One string, or several beside each other, which Python joins. */
  private _strings(): Literal {
    do {
      this._string();
      this._space();
    } while (this._look(STRING_START));
    return { type: 'str', hashable: true };
  }

  private _string(): void {
    const start = this._at;
    const opening = this._take(STRING_START) ?? '';
    const quote = opening.replace(/^[rRuU]/, '');
    const raw = /^[rR]/.test(opening);
    while (!this._text.startsWith(quote, this._at)) {
      const character = this._text[this._at];
      const isLineEnd = character === '\n' || character === '\r';
      if (character === undefined || (isLineEnd && quote.length === 1)) {
        throw new LiteralError(`a string that ${quote} does not end`, start);
      }
      if (character !== '\\') {
        this._at++;
      } else if (raw) {
        this._at += 2;
      } else if (this._take(ESCAPE) === undefined) {
        throw this._error('an escape that Python knows');
      }
    }
    this._at += quote.length;
  }

  private _bracket(close: string, inside: () => Literal): Literal {
    if (this._depth === MAX_DEPTH) {
      throw new LiteralError('too many brackets in each other', this._at);
    }
    this._depth++;
    this._at++;
    this._space();
    const literal = inside();
    if (this._text[this._at] !== close) {
      throw this._error(`'${close}' or ','`);
    }
    this._at++;
    this._depth--;
    return literal;
  }

  private _list(): Literal {
    this._items(']', () => this._value());
    return { type: 'list', hashable: false };
  }

  /** `(1)` is no tuple but the value itself. */
  private _tuple(): Literal {
    const { items, comma } = this._items(')', () => this._value());
    const [only] = items;
    return items.length === 1 && only && !comma
      ? only
      : { type: 'tuple', hashable: items.every(each => each.hashable) };
  }

  private _dictOrSet(): Literal {
    let isDict = this._text[this._at] === '}';
    let isFirst = true;
    this._items('}', () => {
      const key = this._key();
      this._space();
      const isPair = this._text[this._at] === ':';
      isDict = isFirst ? isPair : isDict;
      isFirst = false;
      if (isPair !== isDict) {
        throw this._error(isDict ? "':'" : "',' or '}'");
      }
      if (isPair) {
        this._at++;
        this._space();
        this._value();
      }
      return key;
    });
    return { type: isDict ? 'dict' : 'set', hashable: false };
  }

  private _key(): Literal {
    const start = this._at;
    const key = this._value();
    if (!key.hashable) {
      throw new LiteralError(`a ${key.type} cannot be a key`, start);
    }
    return key;
  }

  /** Values with commas between, and perhaps one behind the last. */
  private _items(
    close: string,
    item: () => Literal
  ): { items: Literal[]; comma: boolean } {
    const items: Literal[] = [];
    let comma = true;
    while (comma && this._text[this._at] !== close) {
      items.push(item());
      this._space();
      comma = this._text[this._at] === ',';
      if (comma) {
        this._at++;
        this._space();
      }
    }
    return { items, comma };
  }

  private _space(): void {
    const space = this._depth > 0 ? SPACE_IN_BRACKETS : SPACE;
    space.lastIndex = this._at;
    space.test(this._text);
    this._at = space.lastIndex;
  }

  private _endOfToken(): void {
    if (this._look(AFTER_TOKEN)) {
      throw this._error('the end of the value');
    }
  }

  private _look(pattern: RegExp): boolean {
    pattern.lastIndex = this._at;
    return pattern.test(this._text);
  }

  private _take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this._at;
    const found = pattern.exec(this._text)?.[0];
    this._at += found?.length ?? 0;
    return found;
  }

  private _error(expected: string): LiteralError {
    const found = this._text.slice(this._at, this._at + 10) || 'the end';
    return new LiteralError(
      `expected ${expected}, found ${found === 'the end' ? found : `'${found}'`}`,
      this._at
    );
  }
}
