import type {
  JsonFragment,
  JsonMember,
  JsonNode,
  JsonOpaqueNode
} from './node';

/** Nesting that Python's own reader gives up at. */
const MAX_DEPTH = 1000;

/** Members that are checked but not opened: they can be most of the bytes. */
const OPAQUE_KEYS: ReadonlySet<string> = new Set([
  'outputs',
  'attachments',
  'widgets'
]);

const NONE: ReadonlySet<string> = new Set();

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const MINUS = 0x2d;
const BYTE_ORDER_MARK = 0xfeff;

/** Why a text is not JSON. `offset` is in UTF-16 code units. */
export class JsonSyntaxError extends Error {
  constructor(
    readonly reason: 'empty' | 'truncated' | 'unexpected' | 'too-deep',
    readonly offset: number,
    message: string
  ) {
    super(message);
    this.name = 'JsonSyntaxError';
  }
}

/**
 * Checks all of `text` and returns its root. A byte order mark before and
 * white space around it are accepted, as are NaN and infinities.
 *
 * @throws JsonSyntaxError
 */
export function parseFragment(text: string): JsonFragment {
  const scanner = new Scanner(text, OPAQUE_KEYS);
  if (text.charCodeAt(0) === BYTE_ORDER_MARK) {
    scanner.position = 1;
  }
  return { text, node: scanner.document() };
}

/** Opens a node that was left opaque; nodes inside keep absolute offsets. */
export function expandNode(text: string, node: JsonOpaqueNode): JsonNode {
  const scanner = new Scanner(text, NONE);
  scanner.position = node.start;
  return scanner.value(0);
}

class Scanner {
  position = 0;

  /** Whether the string that was read last has escapes. */
  private _escaped = false;

  constructor(
    private readonly _text: string,
    private readonly _opaque: ReadonlySet<string>
  ) {}

  document(): JsonNode {
    this._space();
    if (this.position === this._text.length) {
      throw new JsonSyntaxError('empty', this.position, 'The text is empty');
    }
    const node = this.value(0);
    this._space();
    if (this.position < this._text.length) {
      throw this._unexpected('the end of the text');
    }
    return node;
  }

  value(depth: number): JsonNode {
    const start = this.position;
    switch (this._text.charCodeAt(start)) {
      case OPEN_BRACE: {
        const members: JsonMember[] = [];
        this._object(depth, members);
        return { kind: 'object', start, end: this.position, members };
      }
      case OPEN_BRACKET: {
        const items: JsonNode[] = [];
        this._array(depth, items);
        return { kind: 'array', start, end: this.position, items };
      }
      case QUOTE:
        this._string();
        return { kind: 'string', start, end: this.position };
      default:
        this._literal();
        return { kind: 'literal', start, end: this.position };
    }
  }

  /** As `value`, but makes no nodes. */
  private _skip(depth: number): void {
    switch (this._text.charCodeAt(this.position)) {
      case OPEN_BRACE:
        this._object(depth, null);
        break;
      case OPEN_BRACKET:
        this._array(depth, null);
        break;
      case QUOTE:
        this._string();
        break;
      default:
        this._literal();
    }
  }

  private _object(depth: number, members: JsonMember[] | null): void {
    this._enter(depth);
    if (this._text.charCodeAt(this.position) === CLOSE_BRACE) {
      this.position++;
      return;
    }
    for (;;) {
      const keyStart = this.position;
      if (this._text.charCodeAt(keyStart) !== QUOTE) {
        throw this._unexpected('a key in double quotes');
      }
      this._string();
      const keyEnd = this.position;
      const escaped = this._escaped;
      this._space();
      if (this._text.charCodeAt(this.position) !== COLON) {
        throw this._unexpected("':'");
      }
      this.position++;
      this._space();
      if (members === null) {
        this._skip(depth + 1);
      } else {
        const key = escaped
          ? (JSON.parse(this._text.slice(keyStart, keyEnd)) as string)
          : this._text.slice(keyStart + 1, keyEnd - 1);
        const value = this._opaque.has(key)
          ? this._opaqueValue(depth + 1)
          : this.value(depth + 1);
        members.push({ key, keyStart, keyEnd, value });
      }
      if (this._separator(CLOSE_BRACE, "',' or '}'")) {
        return;
      }
    }
  }

  private _array(depth: number, items: JsonNode[] | null): void {
    this._enter(depth);
    if (this._text.charCodeAt(this.position) === CLOSE_BRACKET) {
      this.position++;
      return;
    }
    for (;;) {
      if (items === null) {
        this._skip(depth + 1);
      } else {
        items.push(this.value(depth + 1));
      }
      if (this._separator(CLOSE_BRACKET, "',' or ']'")) {
        return;
      }
    }
  }

  /** Only containers are worth leaving closed. */
  private _opaqueValue(depth: number): JsonNode {
    const start = this.position;
    const code = this._text.charCodeAt(start);
    if (code !== OPEN_BRACE && code !== OPEN_BRACKET) {
      return this.value(depth);
    }
    this._skip(depth);
    return { kind: 'opaque', start, end: this.position };
  }

  private _enter(depth: number): void {
    if (depth >= MAX_DEPTH) {
      throw new JsonSyntaxError(
        'too-deep',
        this.position,
        `Values are nested more than ${MAX_DEPTH} deep`
      );
    }
    this.position++;
    this._space();
  }

  /** Steps over `,` (false) or the closing bracket (true). */
  private _separator(close: number, expected: string): boolean {
    this._space();
    const code = this._text.charCodeAt(this.position);
    if (code === close) {
      this.position++;
      return true;
    }
    if (code !== COMMA) {
      throw this._unexpected(expected);
    }
    this.position++;
    this._space();
    return false;
  }

  private _space(): void {
    const text = this._text;
    let i = this.position;
    for (;;) {
      const code = text.charCodeAt(i);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) {
        break;
      }
      i++;
    }
    this.position = i;
  }

  private _string(): void {
    const text = this._text;
    const length = text.length;
    let i = this.position + 1;
    this._escaped = false;
    for (; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code === QUOTE) {
        this.position = i + 1;
        return;
      }
      if (code === BACKSLASH) {
        this._escaped = true;
        i = this._escape(i);
      } else if (code < 0x20) {
        this.position = i;
        throw this._unexpected('no control character inside a string');
      }
    }
    this.position = length;
    throw this._unexpected("a closing '\"'");
  }

  /** Checks the escape at `i` and returns the offset of its last character. */
  private _escape(i: number): number {
    const next = this._text.charAt(i + 1);
    if (next === 'u') {
      for (let k = i + 2; k < i + 6; k++) {
        if (!/^[0-9a-fA-F]$/.test(this._text.charAt(k))) {
          this.position = k;
          throw this._unexpected('four hexadecimal digits after \\u');
        }
      }
      return i + 5;
    }
    if (next === '' || !'"\\/bfnrt'.includes(next)) {
      this.position = i + 1;
      throw this._unexpected('one of " \\ / b f n r t u after \\');
    }
    return i + 1;
  }

  private _literal(): void {
    const text = this._text;
    const first = text.charCodeAt(this.position);
    const negative = first === MINUS;
    const at = negative ? this.position + 1 : this.position;
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) {
      this.position = this._number(at);
      return;
    }
    const words = negative
      ? ['Infinity']
      : ['true', 'false', 'null', 'NaN', 'Infinity'];
    for (const word of words) {
      if (text.startsWith(word, at)) {
        this.position = at + word.length;
        return;
      }
      if (word.startsWith(text.slice(at))) {
        this.position = text.length;
        break;
      }
    }
    throw this._unexpected('a value');
  }

  /** The end of the number whose first digit is at `i`. */
  private _number(i: number): number {
    const text = this._text;
    const leadingZero = text.charCodeAt(i) === 0x30;
    let end = leadingZero ? i + 1 : this._digits(i);
    if (text.charCodeAt(end) === 0x2e) {
      end = this._digits(end + 1);
    }
    const exponent = text.charCodeAt(end);
    if (exponent === 0x65 || exponent === 0x45) {
      const sign = text.charCodeAt(end + 1);
      end = this._digits(sign === 0x2b || sign === MINUS ? end + 2 : end + 1);
    }
    return end;
  }

  /** Steps over one or more digits. */
  private _digits(start: number): number {
    let i = start;
    for (;;) {
      const code = this._text.charCodeAt(i);
      if (!(code >= 0x30 && code <= 0x39)) {
        break;
      }
      i++;
    }
    if (i === start) {
      this.position = i;
      throw this._unexpected('a digit');
    }
    return i;
  }

  private _unexpected(expected: string): JsonSyntaxError {
    const { position } = this;
    if (position >= this._text.length) {
      const message = `The text ends where ${expected} was expected`;
      return new JsonSyntaxError('truncated', this._text.length, message);
    }
    const found = JSON.stringify(this._text.charAt(position));
    const message = `Found ${found} where ${expected} was expected`;
    return new JsonSyntaxError('unexpected', position, message);
  }
}
