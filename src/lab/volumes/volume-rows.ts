import { toVariableName } from '../../notebook/dialect/faults';
import { toStepName } from '../../notebook/dialect/step-names';
import type { VolumeForm } from '../../notebook/settings/form/volume-fields';
import type { ClusterVolumes } from '../../service/api/volumes';

type OwnMount = NonNullable<ClusterVolumes['own']>['mounts'][number];

const BLANK: VolumeForm = {
  name: '',
  path: '',
  kind: 'claim',
  source: '',
  size: '',
  storageClass: '',
  accessMode: '',
  env: '',
  subPath: '',
  readOnly: false,
  which: '',
  steps: [],
  snapshot: false,
  annotations: []
};

/** A claim as a volume of the notebook, at a place that no other has. */
export function rowOfClaim(
  claim: string,
  others: readonly VolumeForm[]
): VolumeForm {
  const name = freeName(claim, others);
  return {
    ...BLANK,
    name,
    path: `/${name}`,
    source: claim,
    // Not the name alone: HOME and PATH are something else.
    env: `${toVariableName(name)}_FOLDER`
  };
}

/** What the notebook's own pod has, as a volume that steps find where the notebook does. */
export function rowOfMount(
  { claim, path, subPath = '', isReadOnly }: OwnMount,
  others: readonly VolumeForm[]
): VolumeForm {
  const name = freeName(claim, others);
  return {
    ...BLANK,
    name,
    path,
    source: claim,
    subPath,
    readOnly: isReadOnly
  };
}

/** Whether a claim is one of the notebook's volumes; of a mount, at its path. */
export function isUsed(
  { claim, path }: Pick<OwnMount, 'claim'> & Partial<OwnMount>,
  rows: readonly VolumeForm[]
): boolean {
  return rows.some(
    each =>
      each.kind === 'claim' &&
      each.source.trim() === claim &&
      (path === undefined || each.path.trim() === path)
  );
}

function freeName(claim: string, others: readonly VolumeForm[]): string {
  const taken = new Set(
    others.flatMap(each => [each.name.trim(), each.path.trim().slice(1)])
  );
  const name =
    toStepName(claim).replace(/_/g, '-').slice(0, 60).replace(/-+$/, '') ||
    'data';
  let free = name;
  for (let count = 2; taken.has(free); count++) {
    free = `${name}-${count}`;
  }
  return free;
}
