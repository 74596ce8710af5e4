import { EngineError } from '../engine-error';
import { namedBucket } from '../pods/storage/bucket-options';
import type { DataPlace } from '../pods/storage/bucket';
import type { ArgoOptions } from './options';

/**
 * Where the steps of a run store what they hand on.
 *
 * @throws EngineError `invalid-options` where only the cluster knows
 */
export function dataPlace(
  run: string,
  { storage, namespace }: ArgoOptions
): DataPlace {
  if (storage.s3 === undefined) {
    return { claim: storage.claim ?? `cellway-${run}-data` };
  }
  const bucket = namedBucket(storage.s3, namespace);
  if (!bucket) {
    throw new EngineError(
      'invalid-options',
      'Which bucket the artifact repository of the cluster is, only the cluster knows, which is not asked here',
      "Name the bucket and its secret in 'storage.s3'."
    );
  }
  return { bucket };
}

/** Whether later runs find what a run leaves. */
export function keepsResults({ storage }: ArgoOptions): boolean {
  return storage.claim !== undefined || storage.s3 !== undefined;
}
