import {
  amountFault,
  keyFault,
  mountPathFault,
  objectNameFault,
  subPathFault,
  variableFault,
  volumeNameFault,
  type Fault
} from '../../dialect/faults';
import type {
  AccessMode,
  NotebookSettings,
  VolumeSettings,
  VolumeSource
} from '../../settings';
import { compact } from '../compact';
import type { Faults, FieldRule, FormFault } from './field-rule';
import {
  checkPairs,
  eachRow,
  isBlank,
  missing,
  pairsField,
  twice,
  type Pair
} from './row-fields';
import { unknownNames } from './unknown-names';

/** A volume as it stands in the form. */
export interface VolumeForm {
  readonly name: string;
  readonly path: string;
  /** The empty word: made anew for each run, as `new`. */
  readonly kind: VolumeSource['kind'] | '';
  /** Name of the claim, PersistentVolume or snapshot. */
  readonly source: string;
  readonly size: string;
  readonly storageClass: string;
  readonly accessMode: AccessMode | '';
  readonly env: string;
  readonly subPath: string;
  readonly readOnly: boolean;
  /** The empty word: all steps that do not say otherwise. */
  readonly which: 'some' | '';
  readonly steps: readonly string[];
  readonly snapshot: boolean;
  readonly annotations: readonly Pair[];
}

export const volumesField: FieldRule<NotebookSettings, readonly VolumeForm[]> =
  {
    read: ({ volumes = [] }) => volumes.map(toForm),
    write: (settings, rows) => {
      const volumes = rows.filter(row => !isUntouched(row)).map(fromForm);
      return compact({
        ...settings,
        volumes: volumes.length > 0 ? volumes : undefined
      });
    },
    check: (rows, { steps }) => {
      const above: VolumeForm[] = [];
      const faults = eachRow(
        rows,
        row => {
          const found = checkVolume(row, above, steps);
          above.push(row);
          return found;
        },
        isUntouched
      );
      return rows.reduce<Faults>(
        (all, row, index) => ({
          ...all,
          ...within(`${index}.annotations`, checkAnnotations(row))
        }),
        faults
      );
    }
  };

const annotationsField = pairsField<
  'annotations',
  Pick<VolumeSettings, 'annotations'>
>('annotations', { key: keyFault });

function toForm(volume: VolumeSettings): VolumeForm {
  const { source } = volume;
  return {
    name: volume.name,
    path: volume.path,
    kind: source?.kind ?? '',
    source: source && source.kind !== 'new' ? source.name : '',
    size: volume.size ?? '',
    storageClass: volume.storageClass ?? '',
    accessMode: volume.accessMode ?? '',
    env: volume.env ?? '',
    subPath: volume.subPath ?? '',
    readOnly: volume.readOnly ?? false,
    which: volume.steps ? 'some' : '',
    steps: volume.steps ?? [],
    snapshot: volume.snapshot ?? false,
    annotations: annotationsField.read(volume)
  };
}

function fromForm(form: VolumeForm): VolumeSettings {
  const { kind, accessMode } = form;
  return compact({
    name: form.name.trim(),
    path: form.path.trim(),
    source: sourceOf(kind, form.source.trim()),
    size: form.size.trim() || undefined,
    storageClass: form.storageClass.trim() || undefined,
    accessMode: accessMode === '' ? undefined : accessMode,
    annotations: annotationsField.write({}, form.annotations).annotations,
    snapshot: form.snapshot || undefined,
    env: form.env.trim() || undefined,
    subPath: form.subPath.trim() || undefined,
    readOnly: form.readOnly || undefined,
    steps: form.which === 'some' ? form.steps : undefined
  });
}

function sourceOf(
  kind: VolumeForm['kind'],
  name: string
): VolumeSource | undefined {
  if (kind === '') {
    return undefined;
  }
  return kind === 'new' ? { kind } : { kind, name };
}

function checkVolume(
  row: VolumeForm,
  above: readonly VolumeForm[],
  steps: readonly string[]
): Readonly<Record<string, FormFault | undefined>> {
  const name = row.name.trim();
  const path = row.path.trim();
  const source = row.source.trim();
  const hasSource = row.kind !== '' && row.kind !== 'new';
  const isNameTaken = above.some(each => each.name.trim() === name);
  const isPathTaken = above.some(
    each => each.path.trim() === path && haveStepInCommon(each, row)
  );
  return {
    name:
      name === ''
        ? missing('Name the volume')
        : (volumeNameFault(name) ?? (isNameTaken ? twice(name) : undefined)),
    path:
      path === ''
        ? missing('Say where steps find it')
        : (mountPathFault(path) ?? (isPathTaken ? twice(path) : undefined)),
    source: !hasSource
      ? undefined
      : source === ''
        ? missing('Say which one it is')
        : objectNameFault(source),
    size: optional(row.size, size => amountFault('storage', size)),
    storageClass: optional(row.storageClass, objectNameFault),
    env: optional(row.env, variableFault),
    subPath: optional(row.subPath, subPathFault),
    steps:
      row.which === 'some' ? unknownNames(row.steps, steps, 'step') : undefined
  };
}

/** Another volume can be at the same place for other steps. */
function haveStepInCommon(one: VolumeForm, other: VolumeForm): boolean {
  return (
    one.which === '' ||
    other.which === '' ||
    one.steps.some(each => other.steps.includes(each))
  );
}

function checkAnnotations({ annotations }: VolumeForm): Faults {
  return checkPairs(annotations, { key: keyFault });
}

function optional(
  text: string,
  find: (text: string) => Fault | undefined
): Fault | undefined {
  return text.trim() === '' ? undefined : find(text.trim());
}

function within(path: string, faults: Faults): Faults {
  return Object.fromEntries(
    Object.entries(faults).map(([part, fault]) => [`${path}.${part}`, fault])
  );
}

/** A row that was added and not filled in yet. */
function isUntouched({ annotations, ...row }: VolumeForm): boolean {
  return isBlank(row) && annotations.every(isBlank);
}
