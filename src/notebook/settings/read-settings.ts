import {
  isLabelValue,
  isQualifiedName,
  isQuantity,
  isVariableName
} from '../dialect/kubernetes';
import type { JsonObject, JsonValue } from '../json/value';
import type { Problem } from '../problems';
import { compact } from './compact';
import { FieldReader } from './field-reader';
import {
  CELLWAY_KEY,
  SETTINGS_VERSION,
  type Gpu,
  type NotebookSettings,
  type Resources,
  type Retry,
  type SecretVariable,
  type StepSettings,
  type Texts
} from '../settings';
import { readVolumes } from './volumes';

/** Settings and what is wrong in what they were read from. */
export interface SettingsResult<T> {
  readonly settings: T;
  readonly problems: readonly Problem[];
}

/** Reads the value of `cellway` in the metadata of cell `cell`. */
export function readStepSettings(
  value: JsonValue | undefined,
  cell: number
): SettingsResult<StepSettings> {
  return read(value, cell, readStepFields);
}

/** Reads the value of `cellway` in the metadata of the notebook. */
export function readNotebookSettings(
  value: JsonValue | undefined
): SettingsResult<NotebookSettings> {
  return read(value, null, fields => {
    const defaults = fields.child('defaults');
    return compact({
      name: fields.text('name'),
      description: fields.text('description'),
      experiment: fields.text('experiment'),
      engine: fields.text('engine'),
      defaults: defaults && readStepFields(defaults),
      volumes: readVolumes(fields)
    });
  });
}

function read<T extends object>(
  value: JsonValue | undefined,
  cell: number | null,
  readFields: (fields: FieldReader) => T
): SettingsResult<T> {
  const problems: Problem[] = [];
  const metadata: JsonObject =
    value === undefined ? {} : { [CELLWAY_KEY]: value };
  const fields =
    new FieldReader(metadata, '', cell, problems).child(CELLWAY_KEY) ??
    new FieldReader({}, CELLWAY_KEY, cell, problems);
  const version = fields.integer('version', 1) ?? SETTINGS_VERSION;
  const settings = readFields(fields);
  if (version > SETTINGS_VERSION) {
    problems.push({
      code: 'settings-newer',
      severity: 'warning',
      cell,
      message: `The settings were written by a newer Cellway (version ${version} of their shape)`,
      suggestion: 'Update Cellway; what it does not know yet has no effect.',
      path: 'cellway.version'
    });
  } else {
    fields.tellUnknown();
  }
  return { settings, problems };
}

function readStepFields(fields: FieldReader): StepSettings {
  return compact({
    after: fields.texts('after'),
    resources: readResources(fields),
    image: fields.text('image'),
    environment: readEnvironment(fields),
    secrets: readSecrets(fields),
    volumes: fields.texts('volumes'),
    retry: readRetry(fields),
    timeout: fields.number('timeout'),
    cache: fields.oneOf('cache', ['enabled', 'disabled']),
    report: fields.oneOf('report', ['enabled', 'disabled']),
    labels: readLabels(fields),
    annotations: readKeyed(fields, 'annotations')
  });
}

function readResources(parent: FieldReader): Resources | undefined {
  const fields = parent.child('resources');
  if (!fields) {
    return undefined;
  }
  const resources = compact({
    cpu: readQuantity(fields, 'cpu'),
    memory: readQuantity(fields, 'memory'),
    gpu: readGpu(fields),
    limits: readKeyed(fields, 'limits')
  });
  fields.tellUnknown();
  return resources;
}

function readQuantity(fields: FieldReader, key: string): string | undefined {
  const amount = fields.amount(key);
  if (amount !== undefined && !isQuantity(amount)) {
    return fields.tell(
      'setting-value',
      key,
      `"${amount}" is not an amount, so ${fields.path}.${key} has no effect`,
      'Write a number with a unit or without: 500m, 2, 4Gi.'
    );
  }
  return amount;
}

function readGpu(parent: FieldReader): Gpu | undefined {
  const fields = parent.child('gpu');
  if (!fields) {
    return undefined;
  }
  const vendor = fields.text('vendor') ?? 'nvidia.com';
  const count = fields.integer('count', 0) ?? 1;
  fields.tellUnknown();
  return { vendor, count };
}

function readEnvironment(fields: FieldReader): Texts | undefined {
  const variables = fields.map('environment');
  for (const name of Object.keys(variables ?? {})) {
    if (!isVariableName(name)) {
      fields.tell(
        'setting-value',
        `environment.${name}`,
        `"${name}" is not the name of an environment variable`,
        'Use letters, digits and "_", and no digit in front.'
      );
    }
  }
  return variables;
}

function readSecrets(parent: FieldReader): SecretVariable[] | undefined {
  return parent.children('secrets')?.flatMap(fields => {
    const secret = fields.text('secret') ?? fields.missing('secret');
    const key = fields.text('key') ?? fields.missing('key');
    const env = fields.text('env') ?? fields.missing('env');
    fields.tellUnknown();
    return secret && key && env ? [{ secret, key, env }] : [];
  });
}

function readRetry(parent: FieldReader): Retry | undefined {
  const fields = parent.child('retry');
  if (!fields) {
    return undefined;
  }
  const limit = fields.integer('limit', 0);
  const delay = fields.number('delay');
  fields.tellUnknown();
  return limit === undefined
    ? fields.missing('limit')
    : compact({ limit, delay });
}

function readLabels(fields: FieldReader): Texts | undefined {
  const labels = readKeyed(fields, 'labels');
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (!isLabelValue(value)) {
      fields.tell(
        'setting-value',
        `labels.${key}`,
        `"${value}" cannot be the value of a Kubernetes label`,
        'Use at most 63 letters, digits, ".", "_" and "-".'
      );
    }
  }
  return labels;
}

/** Texts whose keys are names in Kubernetes. */
function readKeyed(fields: FieldReader, field: string): Texts | undefined {
  const texts = fields.map(field);
  for (const key of Object.keys(texts ?? {})) {
    if (!isQualifiedName(key)) {
      fields.tell(
        'setting-value',
        `${field}.${key}`,
        `"${key}" cannot be a key in Kubernetes`,
        'Use at most 63 letters, digits, ".", "_" and "-", after a domain and "/" or alone.'
      );
    }
  }
  return texts;
}
