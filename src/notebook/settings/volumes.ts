import { isQuantity } from '../dialect/kubernetes';
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
      env: fields.text('env')
    };
    fields.tellUnknown();
    return name && path ? [compact({ name, path, ...rest })] : [];
  });
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
  if (size !== undefined && !isQuantity(size)) {
    return fields.tell(
      'setting-value',
      'size',
      `"${size}" is not a size, so ${fields.path}.size has no effect`,
      'Write a number with a unit: 10Gi.'
    );
  }
  return size;
}
