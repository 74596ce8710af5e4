import type { KubernetesObject } from '../objects';
import { isLater } from './resource-version';

export type Change<T> = {
  readonly type: 'added' | 'modified' | 'deleted';
  readonly object: T;
};

/**
 * The objects that a watch has told of. Tells what is new in a list or an event,
 * and passes over what is older than what was told.
 */
export class KnownObjects<T extends KubernetesObject> {
  private readonly _objects = new Map<string, T>();
  private _version = '';

  /** What has been seen of the cluster: where a watch goes on. */
  get version(): string {
    return this._version;
  }

  /** Nothing changed up to this version (a bookmark). */
  bookmark(version: string): void {
    if (this._version === '' || isLater(version, this._version)) {
      this._version = version;
    }
  }

  /** All that is there at a version: what is not among it has vanished. */
  *replace(objects: readonly T[], version: string): Generator<Change<T>> {
    // A cluster restored from a backup begins again at an earlier version.
    const isRestored = this._version !== '' && isLater(this._version, version);
    this._version = version;
    const gone = new Map(this._objects);
    for (const object of objects) {
      const key = keyOf(object);
      const known = this._objects.get(key);
      gone.delete(key);
      if (known && isRestored && isLater(versionOf(known), versionOf(object))) {
        yield* this._remove(key, known);
        yield* this._put(key, object);
      } else {
        yield* this._put(key, object);
      }
    }
    for (const [key, object] of gone) {
      yield* this._remove(key, object);
    }
  }

  *put(object: T): Generator<Change<T>> {
    const version = versionOf(object);
    if (isLater(version, this._version)) {
      this._version = version;
      yield* this._put(keyOf(object), object);
    }
  }

  *remove(object: T): Generator<Change<T>> {
    const key = keyOf(object);
    const known = this._objects.get(key);
    this.bookmark(versionOf(object));
    // One that was made anew since, or that was there again, is not meant.
    if (
      known?.metadata.uid === object.metadata.uid &&
      !isLater(versionOf(known), versionOf(object))
    ) {
      yield* this._remove(key, object);
    }
  }

  private *_put(key: string, object: T): Generator<Change<T>> {
    const known = this._objects.get(key);
    if (known && known.metadata.uid !== object.metadata.uid) {
      yield* this._remove(key, known);
      yield* this._put(key, object);
    } else if (!known) {
      this._objects.set(key, object);
      yield { type: 'added', object };
    } else if (isLater(versionOf(object), versionOf(known))) {
      this._objects.set(key, object);
      yield { type: 'modified', object };
    }
  }

  private *_remove(key: string, object: T): Generator<Change<T>> {
    this._objects.delete(key);
    yield { type: 'deleted', object };
  }
}

function keyOf({
  metadata: { namespace = '', name }
}: KubernetesObject): string {
  return `${namespace}/${name}`;
}

function versionOf(object: KubernetesObject): string {
  return object.metadata.resourceVersion;
}
