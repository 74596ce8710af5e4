import { decodeString, readPrefix } from '../../analysis/syntax/literals';
import type { JsonValue } from '../../notebook/json/value';
import { literalType } from './python-literal';

const STRING = /([rRuU]?)('''|"""|'|")/y;
const NUMBER = /[+-]?\s*(?:0[xXoObB]\w+|[\d._]+(?:[eE][+-]?[\d_]+)?)/y;
const WORD = /True|False|None/y;
const SPACE = /(?:\s|\\\r?\n)*/y;
const WORDS = { True: true, False: false, None: null } as const;

/**
 * The value of a Python literal, where JSON as Kubeflow knows it says the same:
 * all of its numbers are doubles, and a whole one is taken for an int.
 *
 * @param literal - as `literalType` takes it
 * @returns undefined where JSON has no such value
 */
export function literalJson(literal: string): JsonValue | undefined {
  if (literalType(literal) === 'float') {
    const value = Number(literal.replaceAll(/[_\s]/g, ''));
    return Number.isFinite(value) ? value : undefined;
  }
  try {
    return new Reader(literal).value();
  } catch (error) {
    if (error instanceof NoJson) {
      return undefined;
    }
    throw error;
  }
}

class NoJson extends Error {}

/** Reads what is known to be a literal. */
class Reader {
  private _at = 0;

  constructor(private readonly _text: string) {}

  value(): JsonValue {
    this._take(SPACE);
    const first = this._text[this._at];
    const value =
      first === '['
        ? this._items(']', () => this.value())
        : first === '{'
          ? this._dict()
          : this._simple();
    this._take(SPACE);
    return value;
  }

  private _simple(): JsonValue {
    const word = this._take(WORD);
    if (word !== undefined) {
      return WORDS[word as keyof typeof WORDS];
    }
    if (this._look(STRING)) {
      return this._strings();
    }
    const number = this._take(NUMBER);
    if (number === undefined) {
      throw new NoJson(); // a tuple
    }
    const [, sign, digits] = /^([+-]?)\s*(.*)$/.exec(
      number.replaceAll('_', '')
    ) as RegExpExecArray;
    const value = Number(digits) * (sign === '-' ? -1 : 1);
    const isWhole = /^(0[xXoObB].*|\d+)$/.test(digits);
    if (isWhole ? !Number.isSafeInteger(value) : Number.isInteger(value)) {
      throw new NoJson();
    }
    if (!Number.isFinite(value)) {
      throw new NoJson();
    }
    return value === 0 ? 0 : value;
  }

  private _items<T>(end: string, read: () => T): T[] {
    const items: T[] = [];
    this._at++;
    for (;;) {
      this._take(SPACE);
      if (this._text[this._at] === end) {
        this._at++;
        return items;
      }
      items.push(read());
      this._take(SPACE);
      if (this._text[this._at] === ',') {
        this._at++;
      }
    }
  }

  private _dict(): JsonValue {
    const pairs = this._items('}', (): [string, JsonValue] => {
      const key = this._look(STRING) ? this._strings() : undefined;
      this._take(SPACE);
      if (key === undefined || this._text[this._at] !== ':') {
        throw new NoJson(); // another key than a text, or a set
      }
      this._at++;
      return [key, this.value()];
    });
    return Object.fromEntries(pairs);
  }

  private _strings(): string {
    let text = '';
    while (this._look(STRING)) {
      text += this._string();
      this._take(SPACE);
    }
    return text;
  }

  private _string(): string {
    const opening = this._take(STRING) ?? '';
    const quote = opening.replace(/^[rRuU]/, '');
    const begin = this._at;
    while (!this._text.startsWith(quote, this._at)) {
      this._at += this._text[this._at] === '\\' ? 2 : 1;
    }
    const inside = this._text.slice(begin, this._at);
    this._at += quote.length;
    const text = decodeString(inside, readPrefix(opening));
    if (text === undefined) {
      throw new NoJson(); // the name of a character
    }
    return text;
  }

  private _look(pattern: RegExp): boolean {
    pattern.lastIndex = this._at;
    return pattern.test(this._text);
  }

  private _take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this._at;
    const [found] = pattern.exec(this._text) ?? [];
    this._at += found?.length ?? 0;
    return found;
  }
}
