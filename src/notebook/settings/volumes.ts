import {
  amountFault,
  keyFault,
  mountPathFault,
  subPathFault,
  objectNameFault,
  variableFault,
  volumeNameFault,
  type Fault
} from '../dialect/faults';
import { compact } from './compact';
import type { FieldReader } from './field-reader';
import {
  ACCESS_MODES,
  type VolumeSettings,
  type VolumeSource
} from '../settings';

/** Reads the list `volumes`; one without name or path is told and left out. */
export function readVolumes(
  parent: FieldReader
): readonly VolumeSettings[] | undefined {
  return parent.children('volumes')?.flatMap(fields => {
    const name = fields.text('name') ?? fields.missing('name');
    const path = fields.text('path') ?? fields.missing('path');
    const rest = {
      source: readSource(fields),
      size: readSize(fields),
      storageClass: fields.text('storageClass'),
      accessMode: fields.oneOf('accessMode', ACCESS_MODES),
      annotations: fields.map('annotations'),
      snapshot: fields.boolean('snapshot'),
      env: fields.text('env'),
      subPath: fields.text('subPath'),
      readOnly: fields.boolean('readOnly'),
      steps: fields.texts('steps')
    };
    fields.tellUnknown();
    if (!name || !path) {
      return [];
    }
    const volume = compact({ name, path, ...rest });
    tellFaults(fields, volume);
    return [volume];
  });
}

function tellFaults(fields: FieldReader, volume: VolumeSettings): void {
  const { name, path, source, storageClass, env, subPath } = volume;
  const tell = (
    key: string,
    find: (value: string) => Fault | undefined,
    value: string | undefined
  ): void =>
    fields.tellFault(key, value === undefined ? undefined : find(value));
  tell('name', volumeNameFault, name);
  tell('path', mountPathFault, path);
  if (source && source.kind !== 'new') {
    tell('source.name', objectNameFault, source.name);
  }
  tell('storageClass', objectNameFault, storageClass);
  tell('env', variableFault, env);
  tell('subPath', subPathFault, subPath);
  for (const key of Object.keys(volume.annotations ?? {})) {
    tell(`annotations.${key}`, keyFault, key);
  }
}

function readSource(parent: FieldReader): VolumeSource | undefined {
  const fields = parent.child('source');
  if (!fields) {
    return undefined;
  }
  const kind = fields.oneOf('kind', [
    'new',
    'claim',
    'volume',
    'clone',
    'snapshot'
  ]);
  const name = fields.text('name');
  fields.tellUnknown();
  if (kind === undefined || kind === 'new') {
    return kind && { kind };
  }
  return name === undefined ? fields.missing('name') : { kind, name };
}

function readSize(fields: FieldReader): string | undefined {
  const size = fields.amount('size');
  if (size !== undefined && amountFault('storage', size)) {
    return fields.tell(
      'setting-value',
      'size',
      `"${size}" is not a size, so ${fields.path}.size has no effect`,
      'Write a number with a unit: 10Gi.'
    );
  }
  return size;
}
