import {
  isJsonArray,
  isJsonObject,
  sameValue,
  type JsonObject,
  type JsonValue
} from '../json/value';
import {
  SETTINGS_VERSION,
  type NotebookSettings,
  type StepSettings
} from '../settings';

/** Fields in which an empty list or object says nothing; no volumes are something else than all. */
const NOTHING_WHERE_EMPTY: ReadonlySet<string> = new Set([
  'after',
  'exclude',
  'resources',
  'limits',
  'environment',
  'secrets',
  'nodeSelector',
  'labels',
  'annotations',
  'defaults'
]);

/** Settings as JSON, without fields that say nothing. */
export function tidy(settings: StepSettings | NotebookSettings): JsonObject {
  return tidyObject(JSON.parse(JSON.stringify(settings)) as JsonObject);
}

function tidyObject(settings: JsonObject): JsonObject {
  const entries = Object.entries(settings).flatMap(
    ([key, value]): [string, JsonValue][] => {
      const isNested = key === 'defaults' || key === 'resources';
      const inner = isNested && isJsonObject(value) ? tidyObject(value) : value;
      return isNothing(key, inner) ? [] : [[key, inner]];
    }
  );
  return Object.fromEntries(entries);
}

/** The names of the fields in which two settings differ. */
export function differingFields(
  one: JsonObject,
  other: JsonObject
): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
    key => !sameField(one[key], other[key])
  );
}

export function sameField(
  one: JsonValue | undefined,
  other: JsonValue | undefined
): boolean {
  return one === undefined || other === undefined
    ? one === other
    : sameValue(one, other);
}

/**
 * The value of `cellway` with other values in some fields; undefined takes one
 * away. All else stays as it stands, and a version alone says nothing.
 */
export function writeFields(
  previous: JsonValue | undefined,
  changes: ReadonlyMap<string, JsonValue | undefined>
): JsonObject | undefined {
  const fields = new Map<string, JsonValue>(
    isJsonObject(previous) ? Object.entries(previous) : []
  );
  // A newer Cellway's number stays, or it would take its own fields for ours.
  const version = fields.get('version') ?? SETTINGS_VERSION;
  fields.delete('version');
  for (const [key, value] of changes) {
    if (value === undefined) {
      fields.delete(key);
    } else {
      fields.set(key, value);
    }
  }
  return fields.size === 0
    ? undefined
    : { version, ...Object.fromEntries(fields) };
}

function isNothing(key: string, value: JsonValue): boolean {
  const isEmpty =
    (isJsonArray(value) && value.length === 0) ||
    (isJsonObject(value) && Object.keys(value).length === 0);
  return (
    value === null || value === '' || (isEmpty && NOTHING_WHERE_EMPTY.has(key))
  );
}
