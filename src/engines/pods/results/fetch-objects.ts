import type { ObjectStore } from '../../../runs/object-store';
import { cannotRead } from './cannot-read';
import type { DataAccess } from './data-access';
import { readData } from './read-data';

/** An object that a step has stored. */
export interface RemoteObject {
  readonly hash: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * Brings objects of a run into a store of this machine.
 *
 * @param extra - objects that may be brought too, and may be lacking
 * @throws EngineError `cannot-show`; KubernetesError; the reason of the signal
 */
export async function fetchObjects(
  access: DataAccess,
  store: ObjectStore,
  objects: readonly RemoteObject[],
  extra: readonly RemoteObject[],
  signal: AbortSignal
): Promise<void> {
  const all = [...objects, ...extra];
  const files = all.map(({ hash, size }) => ({
    path: `objects/${hash.slice(0, 2)}/${hash}`,
    to: store.path(hash),
    size,
    hash
  }));
  const unread = await readData(access, files, signal);
  const lacking = new Map(unread.map(each => [each.file.hash, each.reason]));
  for (const { hash, size } of all.filter(each => !lacking.has(each.hash))) {
    await store.accept(hash, size);
  }
  for (const { hash } of objects) {
    const reason = lacking.get(hash);
    if (reason !== undefined) {
      throw cannotRead(
        access,
        `the stored object ${hash.slice(0, 12)}: ${reason}`,
        'Run the notebook again.'
      );
    }
  }
}
