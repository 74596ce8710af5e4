import {
  readClaims,
  type ClaimFacts
} from '../../../data/volumes/kubernetes/read-claims';
import type { KubernetesClient } from '../../../kubernetes/client/kubernetes-client';

/** How long it is taken to be as it was, in ms: people ask at each change of a notebook. */
const FRESH = 5_000;

/** How long a cluster may take to tell, in ms: a run does not wait for what is only advice. */
const DEADLINE = 3_000;

type Facts = ReadonlyMap<string, ClaimFacts>;

interface Known {
  readonly since: number;
  readonly facts: Promise<Facts>;
}

/** What clusters tell of claims, read once in a while. */
export class KnownClaims {
  private readonly _known = new WeakMap<KubernetesClient, Map<string, Known>>();

  /** Does not reject: of a cluster that does not answer nothing is known. */
  of(
    client: KubernetesClient,
    namespace: string,
    names: readonly string[]
  ): Promise<Facts> {
    const asked = this._known.get(client) ?? new Map<string, Known>();
    this._known.set(client, asked);
    const key = JSON.stringify([namespace, ...names]);
    const known = asked.get(key);
    if (known && performance.now() - known.since < FRESH) {
      return known.facts;
    }
    const facts = readClaims(client, namespace, names, {
      deadline: DEADLINE
    }).catch(() => new Map());
    // What was asked with other names is of no use any more.
    asked.clear();
    asked.set(key, { since: performance.now(), facts });
    return facts;
  }
}
