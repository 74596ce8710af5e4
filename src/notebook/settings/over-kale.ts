import {
  isJsonObject,
  sameValue,
  type JsonObject,
  type JsonValue
} from '../json/value';

/**
 * Kale's settings are read and never written: ours, over them, say what is
 * other. As in a JSON merge patch (RFC 7396), null takes away what is below.
 */

/** Objects that are merged key by key; all others are taken as a whole. */
const MERGED: ReadonlySet<string> = new Set([
  'defaults',
  'resources',
  'limits',
  'nodeSelector',
  'labels',
  'annotations'
]);

/** What has to be said over `below` so that `asked` is read. */
export function settingsOver(
  key: string,
  below: JsonValue | undefined,
  asked: JsonValue | undefined
): JsonValue | undefined {
  if (below === undefined || asked === undefined) {
    return below === undefined ? asked : null;
  }
  if (sameValue(below, asked)) {
    return undefined;
  }
  if (!MERGED.has(key) || !isJsonObject(below) || !isJsonObject(asked)) {
    return asked;
  }
  const keys = new Set([...Object.keys(below), ...Object.keys(asked)]);
  return Object.fromEntries(
    [...keys].flatMap(each => {
      const value = settingsOver(each, below[each], asked[each]);
      return value === undefined ? [] : [[each, value]];
    })
  );
}

/** `below` without what `over` takes away. */
export function withoutUnset<T extends object>(
  below: T,
  over: JsonValue | undefined
): T {
  return isJsonObject(over) ? (remove(below as JsonObject, over) as T) : below;
}

function remove(below: JsonObject, over: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(below).flatMap(([key, value]) => {
      const ours = Object.hasOwn(over, key) ? over[key] : undefined;
      if (ours === null) {
        return [];
      }
      return MERGED.has(key) && isJsonObject(value) && isJsonObject(ours)
        ? [[key, remove(value, ours)]]
        : [[key, value]];
    })
  );
}
