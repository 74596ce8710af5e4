import { hostname } from 'node:os';
import type { KubernetesClient } from '../../kubernetes/client/kubernetes-client';
import { KubernetesError } from '../../kubernetes/kubernetes-error';
import type { Diagnostic } from '../../pipeline/diagnostic';
import type { Step } from '../../pipeline/model';
import { EngineError } from '../engine-error';
import { checkCapacity } from './capacity/check-capacity';
import { KnownCapacity } from './capacity/known-capacity';
import type { PodNeeds } from './capacity/pod-needs';
import { checkClaims } from './volumes/check-claims';
import type { ClaimUse } from './volumes/claim-uses';
import { KnownClaims } from './volumes/known-claims';

/** Where a run is to be. */
export interface CheckedPlace {
  readonly client: KubernetesClient;
  readonly namespace: string;
  /** Whether this process is in a pod there. */
  readonly isAround?: boolean;
}

/** What the pods of a run are to have. */
export interface CheckedPods {
  readonly steps: readonly Step[];
  readonly uses: readonly ClaimUse[];
  needsOf(step: Step): PodNeeds;
}

/** Tells what clusters would refuse, or find no node or volume for, as far as they tell. */
export class ClusterCheck {
  private readonly _capacity = new KnownCapacity();
  private readonly _claims = new KnownClaims();

  /** @param findPlace - gives undefined where nobody has said how it is reached */
  async check(
    { steps, uses, needsOf }: CheckedPods,
    findPlace: () => Promise<CheckedPlace | undefined>
  ): Promise<Diagnostic[]> {
    const names = [...new Set(uses.map(each => each.claim))];
    try {
      const place = await findPlace();
      if (!place) {
        return [];
      }
      const { client, namespace, isAround } = place;
      const [capacity, facts] = await Promise.all([
        this._capacity.of(client, namespace),
        this._claims.of(client, namespace, names)
      ]);
      const { nodes } = capacity;
      const own = isAround ? hostname() : undefined;
      return [
        ...checkCapacity(steps, needsOf, capacity),
        ...checkClaims(uses, { steps, facts, nodes, own, needsOf })
      ];
    } catch (error) {
      // Whoever submits the run is told why its cluster cannot be reached.
      if (error instanceof EngineError || error instanceof KubernetesError) {
        return [];
      }
      throw error;
    }
  }
}
