import {
  isEmpty,
  isWritable,
  type VolumeFolder
} from '../../../data/volumes/local/folders';
import type { VolumeSettings, VolumeSource } from '../../../notebook/settings';
import { volumesOfStep } from '../../../notebook/settings/volumes-of-step';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import type { Step } from '../../../pipeline/model';
import { readOnlyFix } from '../../volume-fixes';

/** Says where the volumes of a notebook are on this machine, and what comes out otherwise there. */
export async function checkFolders(
  folders: readonly VolumeFolder[],
  steps: readonly Step[]
): Promise<Diagnostic[]> {
  const found = await Promise.all(
    folders.map(async each =>
      each.isAsMounted
        ? checkMounted(each)
        : [await tellFolder(each), ...checkPath(each.settings, steps)]
    )
  );
  return found.flat();
}

/** A folder of this machine is used as it is. */
async function checkMounted({
  settings,
  path
}: VolumeFolder): Promise<Diagnostic[]> {
  const { name, readOnly } = settings;
  return readOnly || (await isWritable(path))
    ? []
    : [
        {
          severity: 'warning',
          code: 'volume-not-writable',
          message: `The volume '${name}' is ${path} on this machine, where you may not write. Steps that write there fail: give it another folder, or let it be read only.`,
          fixes: [readOnlyFix(settings)]
        }
      ];
}

/** What is on the cluster is not here. */
async function tellFolder({
  settings: { name, source },
  path
}: VolumeFolder): Promise<Diagnostic> {
  const what = (await isEmpty(path)) ? `${path}, which is empty` : path;
  return {
    severity: 'info',
    code: 'volume-is-folder',
    message: `The volume '${name}' is the folder ${what}. ${contentOf(source)}`,
    fixes: []
  };
}

function contentOf(source: VolumeSource | undefined): string {
  switch (source?.kind) {
    case 'claim':
      return `What is on the claim '${source.name}' is not in it: copy what steps need.`;
    case 'volume':
      return `What is on the volume '${source.name}' of the cluster is not in it: copy what steps need.`;
    case 'clone':
    case 'snapshot':
      return `On a cluster it begins as a copy of '${source.name}'; here it is as the last run has left it.`;
    case 'new':
    case undefined:
      return 'On a cluster it is empty when a run begins; here it is as the last run has left it.';
  }
}

/** Steps that look where pods have it find nothing. */
function checkPath(
  volume: VolumeSettings,
  steps: readonly Step[]
): Diagnostic[] {
  const { name, path, env } = volume;
  const wayOut =
    env === undefined
      ? "Give the volume a variable in the pipeline's settings, and let the code read it: it says here and there where the volume is."
      : `Let the code read the variable ${env} instead: it says here and there where the volume is.`;
  const told = steps
    .filter(step => volumesOfStep([volume], step).length > 0)
    .flatMap(({ id, cells }) =>
      cells
        .filter(({ code }) => names(code, path))
        .map(({ cell }): Diagnostic => ({
          severity: 'warning',
          code: 'volume-path-not-here',
          message: `Step '${id}' names ${path}, where the volume '${name}' is on a cluster; this machine has no such folder. ${wayOut}`,
          cell,
          fixes: []
        }))
    );
  return told;
}

/** Whether a path, or one below it, stands in quotes in some code. */
function names(code: string, path: string): boolean {
  const text = path.replace(/\/+$/, '').replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(['"])${text}(/|\\1)`).test(code);
}
