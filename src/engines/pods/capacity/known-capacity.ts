import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';
import {
  readCapacity,
  type Capacity
} from '../../../kubernetes/capacity/read-capacity';

/** How long it is taken to be as it was, in ms: people ask at each change of a notebook. */
const FRESH = 20_000;

/** How long a cluster may take to tell, in ms: a run does not wait for what is only advice. */
const DEADLINE = 3_000;

interface Known {
  readonly since: number;
  readonly capacity: Promise<Capacity>;
}

/** What clusters have to give, read once in a while. */
export class KnownCapacity {
  private readonly _known = new WeakMap<KubernetesClient, Map<string, Known>>();

  /** Does not reject: of a cluster that does not answer nothing is known. */
  of(client: KubernetesClient, namespace: string): Promise<Capacity> {
    const places = this._known.get(client) ?? new Map<string, Known>();
    this._known.set(client, places);
    const known = places.get(namespace);
    if (known && performance.now() - known.since < FRESH) {
      return known.capacity;
    }
    const capacity = readCapacity(client, namespace, {
      deadline: DEADLINE
    }).catch(() => ({ namespace }));
    places.set(namespace, { since: performance.now(), capacity });
    return capacity;
  }
}
