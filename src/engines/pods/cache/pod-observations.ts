import { posix } from 'node:path';
import type { CacheRecord } from '../../../runs/cache/cache-record';
import type { Observed, SeenFile } from '../../../runs/observed';
import type { StepSettings } from '../../../notebook/settings';

/** Where things are in the pods of a run. */
export interface PodFolders {
  /** The folder in which its steps run. */
  readonly work: string;
  /** Where the notebook's volumes are. */
  readonly volumes: readonly string[];
}

/** What a step saw can be looked for here, with paths below the notebook's folder; or why not. */
export type PodObservations =
  { readonly read: CacheRecord['read'] } | { readonly reason: string };

/**
 * Puts what a step has observed in its pod so that it can be compared with the
 * notebook's folder, of which each run gets a copy. The rest of what it saw is
 * that of its image.
 */
export function podObservations(
  { read, written, environment }: Observed,
  { secrets = [] }: StepSettings,
  folders: PodFolders
): PodObservations {
  const seen = [...read, ...written].find(each => isOnVolume(each, folders));
  if (seen) {
    return { reason: `it uses ${seen.path}, which is on a volume` };
  }
  const secret = secrets.find(
    each => typeof environment[each.env] === 'string'
  );
  if (secret) {
    return { reason: `it reads ${secret.env}, which is a secret` };
  }
  const left = written.find(each => below(each, folders) !== undefined);
  if (left) {
    const path = below(left, folders);
    return {
      reason: `it writes '${path}', which only lasts as long as the run`
    };
  }
  const found: CacheRecord['read'] = [];
  for (const each of read) {
    const path = below(each, folders);
    if (path !== undefined) {
      const state = stateOf(each);
      if (!state) {
        return { reason: `'${path}', which it read, is not what it was` };
      }
      found.push({ path, state });
    }
  }
  return { read: found };
}

/** Whether a step has left anything in the folder of its run. */
export function writesInFolder(
  observed: Observed | undefined,
  folders: PodFolders
): boolean {
  return (
    observed?.written.some(each => below(each, folders) !== undefined) ?? true
  );
}

function stateOf({
  kind,
  stamp,
  hash
}: SeenFile): CacheRecord['read'][number]['state'] | undefined {
  switch (kind) {
    case 'absent':
      return { kind };
    case 'folder':
      return { kind, stamp };
    case 'file':
      return hash === undefined ? undefined : { kind, hash };
  }
}

function isOnVolume({ path }: SeenFile, { volumes }: PodFolders): boolean {
  return volumes.some(each => isWithin(path, each));
}

/** @returns the path below the folder of the run; undefined where it is elsewhere */
function below({ path }: SeenFile, { work }: PodFolders): string | undefined {
  return isWithin(path, work) ? posix.relative(work, path) : undefined;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
