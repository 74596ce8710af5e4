import type { KubernetesObject } from '../objects';

/**
 * An object without the notes of who has set which of its fields: two fifths
 * of a pod that Argo has made, and nobody here reads them.
 */
export function bare<T extends KubernetesObject>(object: T): T {
  const { managedFields, ...metadata } = object.metadata as T['metadata'] & {
    readonly managedFields?: unknown;
  };
  return managedFields === undefined ? object : { ...object, metadata };
}
