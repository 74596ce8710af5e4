import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue
} from '../json/value';
import type { Fault } from '../dialect/faults';
import type { Problem } from '../problems';

/**
 * Reads the fields of an object in metadata. A field of the wrong type is told
 * as a problem with its path and read as absent; null counts as absent.
 */
export class FieldReader {
  private readonly _read = new Set<string>();

  constructor(
    private readonly _object: JsonObject,
    /** Path of the object, for messages: `cellway.resources`; empty for metadata. */
    readonly path: string,
    /** Index of the cell that holds it, null for the notebook. */
    readonly cell: number | null,
    private readonly _problems: Problem[]
  ) {}

  /** Any value, unchecked. */
  raw(key: string): JsonValue | undefined {
    this._read.add(key);
    return Object.hasOwn(this._object, key)
      ? (this._object[key] ?? undefined)
      : undefined;
  }

  /** Text; the empty text counts as absent. */
  text(key: string): string | undefined {
    const value = this.raw(key);
    if (value === undefined || value === '') {
      return undefined;
    }
    return typeof value === 'string' ? value : this._wrong(key, 'a text');
  }

  /** An amount such as `4Gi`, for which a bare number will do too. */
  amount(key: string): string | undefined {
    const value = this.raw(key);
    return typeof value === 'number' ? String(value) : this.text(key);
  }

  boolean(key: string): boolean | undefined {
    const value = this.raw(key);
    return value === undefined || typeof value === 'boolean'
      ? value
      : this._wrong(key, 'true or false');
  }

  /** A whole number, at least `least`. */
  integer(key: string, least: number): number | undefined {
    const value = this.raw(key);
    return value === undefined ||
      (typeof value === 'number' && Number.isInteger(value) && value >= least)
      ? value
      : this._wrong(key, `a whole number, at least ${least}`);
  }

  /** A finite number, at least 0. */
  number(key: string): number | undefined {
    const value = this.raw(key);
    return value === undefined ||
      (typeof value === 'number' && Number.isFinite(value) && value >= 0)
      ? value
      : this._wrong(key, 'a number, at least 0');
  }

  /** A finite number; an empty text counts as absent. */
  anyNumber(key: string): number | undefined {
    const value = this.raw(key);
    const given = value === '' ? undefined : value;
    return given === undefined ||
      (typeof given === 'number' && Number.isFinite(given))
      ? given
      : this._wrong(key, 'a number');
  }

  oneOf<T extends string>(key: string, words: readonly T[]): T | undefined {
    const value = this.raw(key);
    if (value === undefined || value === '') {
      return undefined;
    }
    return (
      words.find(word => word === value) ??
      this._wrong(key, `one of ${words.join(', ')}`)
    );
  }

  /** A list of texts; items that are none are told and left out. */
  texts(key: string): readonly string[] | undefined {
    return this.list(key)?.filter((item, i): item is string => {
      const isText = typeof item === 'string';
      if (!isText) {
        this._wrong(`${key}[${i}]`, 'a text');
      }
      return isText;
    });
  }

  /** An object whose values are texts; numbers and booleans are made texts. */
  map(key: string): { readonly [key: string]: string } | undefined {
    const entries = this.child(key);
    if (!entries) {
      return undefined;
    }
    const result: [string, string][] = [];
    for (const name of Object.keys(entries._object)) {
      const value = entries.raw(name);
      if (typeof value === 'number' || typeof value === 'boolean') {
        result.push([name, String(value)]);
      } else if (typeof value === 'string') {
        result.push([name, value]);
      } else if (value !== undefined) {
        entries._wrong(name, 'a text');
      }
    }
    return Object.fromEntries(result);
  }

  list(key: string): readonly JsonValue[] | undefined {
    const value = this.raw(key);
    return value === undefined || isJsonArray(value)
      ? value
      : this._wrong(key, 'a list');
  }

  /** A reader of the object under `key`. */
  child(key: string): FieldReader | undefined {
    const value = this.raw(key);
    return value === undefined ? undefined : this._open(key, value);
  }

  /** Readers of the objects in the list under `key`; others are told. */
  children(key: string): readonly FieldReader[] | undefined {
    return this.list(key)?.flatMap((item, i) => {
      return this._open(`${key}[${i}]`, item) ?? [];
    });
  }

  /** Tells that a field is not there; one of a wrong type was told already. */
  missing(key: string): undefined {
    return (this.raw(key) ?? '') !== ''
      ? undefined
      : this.tell(
          'setting-value',
          key,
          `${this._pathOf(key)} is missing`,
          'Give it, or remove what it belongs to.'
        );
  }

  /** Tells a problem with the value of a field. */
  tell(
    code: 'setting-type' | 'setting-value' | 'setting-unknown',
    key: string,
    message: string,
    suggestion: string
  ): undefined {
    this._problems.push({
      code,
      severity: code === 'setting-unknown' ? 'info' : 'warning',
      cell: this.cell,
      message,
      suggestion,
      path: this._pathOf(key)
    });
  }

  /** Tells a value that is kept all the same: a cluster may refuse it. */
  tellFault(key: string, fault: Fault | undefined): void {
    if (fault) {
      this.tell('setting-value', key, fault.message, fault.suggestion);
    }
  }

  /** Tells the fields that nothing has asked for. They are kept all the same. */
  tellUnknown(): void {
    for (const key of Object.keys(this._object)) {
      if (!this._read.has(key)) {
        this.tell(
          'setting-unknown',
          key,
          `${this._pathOf(key)} is not known and has no effect`,
          'Check how it is spelled.'
        );
      }
    }
  }

  private _open(key: string, value: JsonValue): FieldReader | undefined {
    return isJsonObject(value)
      ? new FieldReader(value, this._pathOf(key), this.cell, this._problems)
      : this._wrong(key, 'an object');
  }

  private _wrong(key: string, expected: string): undefined {
    return this.tell(
      'setting-type',
      key,
      `${this._pathOf(key)} is not ${expected}, so it has no effect`,
      `Make it ${expected}.`
    );
  }

  private _pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }
}
