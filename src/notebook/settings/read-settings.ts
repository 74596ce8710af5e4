import {
  amountFault,
  imageFault,
  keyFault,
  labelValueFault,
  resourceFault,
  secretKeyFault,
  secretNameFault,
  variableFault
} from '../dialect/faults';
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
  return value === undefined ? UNSET : read(value, cell, readStepFields);
}

/** Most cells have no settings: what they say is read once. */
const UNSET: SettingsResult<StepSettings> = { settings: {}, problems: [] };

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
    exclude: fields.texts('exclude'),
    resources: readResources(fields),
    image: readImage(fields),
    environment: readEnvironment(fields),
    secrets: readSecrets(fields),
    volumes: fields.texts('volumes'),
    retry: readRetry(fields),
    timeout: fields.number('timeout'),
    cache: fields.oneOf('cache', ['enabled', 'disabled']),
    report: fields.oneOf('report', ['enabled', 'disabled']),
    nodeSelector: readLabels(fields, 'nodeSelector'),
    labels: readLabels(fields, 'labels'),
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
    sharedMemory: readQuantity(fields, 'sharedMemory', 'memory'),
    limits: readLimits(fields)
  });
  fields.tellUnknown();
  return resources;
}

/** @param resource - what it is an amount of, where the key does not say that */
function readQuantity(
  fields: FieldReader,
  key: string,
  resource = key
): string | undefined {
  const amount = fields.amount(key);
  const fault =
    amount === undefined ? undefined : amountFault(resource, amount);
  return fault
    ? fields.tell(
        'setting-value',
        key,
        `${fault.message}, so ${fields.path}.${key} has no effect`,
        fault.suggestion
      )
    : amount;
}

function readLimits(fields: FieldReader): Texts | undefined {
  const limits = fields.map('limits');
  for (const [name, amount] of Object.entries(limits ?? {})) {
    fields.tellFault(`limits.${name}`, resourceFault(name));
    fields.tellFault(`limits.${name}`, amountFault(name, amount));
  }
  return limits;
}

function readImage(fields: FieldReader): string | undefined {
  const image = fields.text('image');
  if (image !== undefined) {
    fields.tellFault('image', imageFault(image));
  }
  return image;
}

function readGpu(parent: FieldReader): Gpu | undefined {
  const fields = parent.child('gpu');
  if (!fields) {
    return undefined;
  }
  const vendor = fields.text('vendor') ?? 'nvidia.com';
  fields.tellFault('vendor', resourceFault(`${vendor}/gpu`));
  const kind = fields.text('kind');
  if (kind !== undefined) {
    fields.tellFault('kind', resourceFault(`${vendor}/${kind}`));
  }
  const product = fields.text('product');
  if (product !== undefined) {
    fields.tellFault('product', labelValueFault(product));
  }
  const count = fields.integer('count', 0) ?? 1;
  fields.tellUnknown();
  return compact({ vendor, count, kind, product });
}

function readEnvironment(fields: FieldReader): Texts | undefined {
  const variables = fields.map('environment');
  for (const name of Object.keys(variables ?? {})) {
    fields.tellFault(`environment.${name}`, variableFault(name));
  }
  return variables;
}

function readSecrets(parent: FieldReader): SecretVariable[] | undefined {
  return parent.children('secrets')?.flatMap(fields => {
    const secret = fields.text('secret') ?? fields.missing('secret');
    const key = fields.text('key') ?? fields.missing('key');
    const env = fields.text('env') ?? fields.missing('env');
    fields.tellUnknown();
    if (!secret || !key || !env) {
      return [];
    }
    fields.tellFault('secret', secretNameFault(secret));
    fields.tellFault('key', secretKeyFault(key));
    fields.tellFault('env', variableFault(env));
    return [{ secret, key, env }];
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

function readLabels(fields: FieldReader, field: string): Texts | undefined {
  const labels = readKeyed(fields, field);
  for (const [key, value] of Object.entries(labels ?? {})) {
    fields.tellFault(`${field}.${key}`, labelValueFault(value));
  }
  return labels;
}

/** Texts whose keys are names in Kubernetes. */
function readKeyed(fields: FieldReader, field: string): Texts | undefined {
  const texts = fields.map(field);
  for (const key of Object.keys(texts ?? {})) {
    fields.tellFault(`${field}.${key}`, keyFault(key));
  }
  return texts;
}
