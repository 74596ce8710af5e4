import { createHash } from 'node:crypto';
import { access, constants, mkdir, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isSubdomain } from '../../../notebook/dialect/kubernetes';
import type { VolumeSettings } from '../../../notebook/settings';

/** A volume of a notebook as it is on this machine. */
export interface VolumeFolder {
  readonly settings: VolumeSettings;
  /** Absolute. */
  readonly path: string;
  /** Whether this machine has the very path that pods see, so that it is used as it is. */
  readonly isAsMounted: boolean;
}

/**
 * Finds where the volumes of a notebook are. Makes nothing: see `makeFolders`.
 *
 * @param store - the folder of what is kept of runs
 */
export async function findFolders(
  store: string,
  volumes: readonly VolumeSettings[]
): Promise<VolumeFolder[]> {
  return Promise.all(
    volumes.map(async settings => {
      const isAsMounted = await isFolder(settings.path);
      const path = isAsMounted
        ? resolve(settings.path)
        : folderIn(store, settings);
      return { settings, path, isAsMounted };
    })
  );
}

/** @throws the error of the file system */
export async function makeFolders(
  folders: readonly VolumeFolder[]
): Promise<void> {
  for (const { path, isAsMounted } of folders) {
    if (!isAsMounted) {
      await mkdir(path, { recursive: true, mode: 0o700 });
    }
  }
}

export async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false
  );
}

/** Whether nothing is in a folder, or it is not there. */
export async function isEmpty(path: string): Promise<boolean> {
  return (await readdir(path).catch(() => [])).length === 0;
}

/** Volumes that are one claim on a cluster are one folder here. */
function folderIn(
  store: string,
  { name, source, subPath = '' }: VolumeSettings
): string {
  const own = source?.kind === 'claim' ? source.name : name;
  return join(
    store,
    'volumes',
    // A name that Kubernetes cannot have could lead anywhere.
    isSubdomain(own) ? own : createHash('sha256').update(own).digest('hex'),
    // From the root on, nothing leads further up.
    resolve('/', subPath).slice(1)
  );
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false
  );
}
