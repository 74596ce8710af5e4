import { isJsonObject, type JsonObject, type JsonValue } from '../json/value';
import {
  SETTINGS_VERSION,
  type NotebookSettings,
  type StepSettings
} from '../settings';

const STEP_FIELDS: readonly (keyof StepSettings)[] = [
  'after',
  'exclude',
  'resources',
  'image',
  'environment',
  'secrets',
  'volumes',
  'retry',
  'timeout',
  'cache',
  'report',
  'nodeSelector',
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
 * The value of `cellway` for a step. Fields that are not ours stay as they
 * were in `previous`; undefined if nothing is left to be said.
 */
export function writeStepSettings(
  settings: StepSettings,
  previous?: JsonValue
): JsonObject | undefined {
  return write(settings, STEP_FIELDS, previous);
}

/** The value of `cellway` for the notebook; see `writeStepSettings`. */
export function writeNotebookSettings(
  settings: NotebookSettings,
  previous?: JsonValue
): JsonObject | undefined {
  return write(settings, NOTEBOOK_FIELDS, previous);
}

function write<T extends object>(
  settings: T,
  known: readonly (keyof T & string)[],
  previous: JsonValue | undefined
): JsonObject | undefined {
  const fields = new Map<string, JsonValue>(
    isJsonObject(previous) ? Object.entries(previous) : []
  );
  // A newer Cellway's number stays, or it would take its own fields for ours.
  const version = fields.get('version') ?? SETTINGS_VERSION;
  fields.delete('version');
  for (const field of known) {
    const value = toJson(settings[field]);
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

/** Settings are plain data, but optional fields may be there as undefined. */
function toJson(value: unknown): JsonValue | undefined {
  return value === undefined
    ? undefined
    : (JSON.parse(JSON.stringify(value)) as JsonValue);
}
