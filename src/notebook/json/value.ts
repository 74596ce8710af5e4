import { expandNode } from './scan';
import type { JsonNode } from './node';

/** A JSON value; numbers include NaN and infinities, as Python writes them. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Whether `value` is an object, neither null nor a list. */
export function isJsonObject(
  value: JsonValue | undefined
): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether `value` is a list. `Array.isArray` alone loses the item type. */
export function isJsonArray(
  value: JsonValue | undefined
): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The characters of the string literal at `start`..`end`, quotes included. */
export function decodeString(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes('\\')) {
    return inner;
  }
  return JSON.parse(text.slice(start, end)) as string;
}

/**
 * The value of a node. Integers beyond 2^53 are rounded in what is returned;
 * the text, which alone is ever saved, keeps every digit.
 */
export function readValue(text: string, node: JsonNode): JsonValue {
  switch (node.kind) {
    case 'string':
      return decodeString(text, node.start, node.end);
    case 'literal':
      return readLiteral(text.slice(node.start, node.end));
    case 'array':
      return node.items.map(item => readValue(text, item));
    case 'opaque':
      return readValue(text, expandNode(text, node));
    case 'object': {
      const result: { [key: string]: JsonValue } = {};
      for (const member of node.members) {
        setOwn(result, member.key, readValue(text, member.value));
      }
      return result;
    }
  }
}

/** Equality of values; the order of keys does not count, NaN equals NaN. */
export function sameValue(a: JsonValue, b: JsonValue): boolean {
  if (Object.is(a, b) || a === b) {
    return true;
  }
  if (isJsonArray(a) && isJsonArray(b)) {
    return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every(key => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
    );
  }
  return false;
}

/** Plain assignment would set the prototype where the key is `__proto__`. */
function setOwn(
  target: { [key: string]: JsonValue },
  key: string,
  value: JsonValue
): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, {
      value,
      configurable: true,
      enumerable: true,
      writable: true
    });
  } else {
    target[key] = value;
  }
}

function readLiteral(literal: string): JsonValue {
  switch (literal) {
    case 'null':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return Number(literal);
  }
}
