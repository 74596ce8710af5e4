import {
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
import { readNotebookSettings, readStepSettings } from './read-settings';

const STEP_FIELDS: readonly (keyof StepSettings)[] = [
  'after',
  'resources',
  'image',
  'environment',
  'secrets',
  'volumes',
  'retry',
  'timeout',
  'cache',
  'report',
  'labels',
  'annotations'
];

const NOTEBOOK_FIELDS: readonly (keyof NotebookSettings)[] = [
  'name',
  'description',
  'experiment',
  'defaults',
  'volumes',
  'engine'
];

/**
 * The value of `cellway` for a step; undefined if nothing is left to be said.
 * Fields that are not ours, and those that say what they said before, stay as
 * they stand in `previous`, with whatever is wrong or unknown in them.
 */
export function writeStepSettings(
  settings: StepSettings,
  previous?: JsonValue
): JsonObject | undefined {
  const said = readStepSettings(previous, 0).settings;
  return write(settings, STEP_FIELDS, previous, said);
}

/** The value of `cellway` for the notebook; see `writeStepSettings`. */
export function writeNotebookSettings(
  settings: NotebookSettings,
  previous?: JsonValue
): JsonObject | undefined {
  const said = readNotebookSettings(previous).settings;
  return write(settings, NOTEBOOK_FIELDS, previous, said);
}

function write<T extends object>(
  settings: T,
  known: readonly (keyof T & string)[],
  previous: JsonValue | undefined,
  said: T
): JsonObject | undefined {
  const fields = new Map<string, JsonValue>(
    isJsonObject(previous) ? Object.entries(previous) : []
  );
  // A newer Cellway's number stays, or it would take its own fields for ours.
  const version = fields.get('version') ?? SETTINGS_VERSION;
  fields.delete('version');
  for (const field of known) {
    const value = rewrite(
      toJson(settings[field]),
      toJson(said[field]),
      fields.get(field)
    );
    if (value === undefined) {
      fields.delete(field);
    } else {
      fields.set(field, value);
    }
  }
  return fields.size === 0
    ? undefined
    : { version, ...Object.fromEntries(fields) };
}

/**
 * What is to be written for `value`.
 *
 * @param said - what was read from `raw`: keys that are not in it are not ours
 */
function rewrite(
  value: JsonValue | undefined,
  said: JsonValue | undefined,
  raw: JsonValue | undefined
): JsonValue | undefined {
  if (isSame(value, said)) {
    return raw;
  }
  if (!isJsonObject(value) || !isJsonObject(raw)) {
    return value;
  }
  const before = isJsonObject(said) ? said : {};
  const keys = new Set([...Object.keys(raw), ...Object.keys(value)]);
  const entries = [...keys]
    .filter(key => Object.hasOwn(value, key) || !Object.hasOwn(before, key))
    .map(key => [
      key,
      rewrite(own(value, key), own(before, key), own(raw, key))
    ])
    .filter(([, item]) => item !== undefined);
  return Object.fromEntries(entries) as JsonObject;
}

function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function isSame(
  one: JsonValue | undefined,
  other: JsonValue | undefined
): boolean {
  return one === undefined || other === undefined
    ? one === other
    : sameValue(one, other);
}

/** Settings are plain data, but optional fields may be there as undefined. */
function toJson(value: unknown): JsonValue | undefined {
  return value === undefined
    ? undefined
    : (JSON.parse(JSON.stringify(value)) as JsonValue);
}
