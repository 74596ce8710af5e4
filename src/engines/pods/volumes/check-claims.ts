import type { ClaimFacts } from '../../../data/volumes/kubernetes/read-claims';
import type { Node } from '../../../kubernetes/objects';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import type { Step } from '../../../pipeline/model';
import type { PodNeeds } from '../capacity/pod-needs';
import { checkHolders } from './check-holders';
import { checkReach } from './check-reach';
import { readOnlyFix } from '../../volume-fixes';
import { nameOfUse, type ClaimUse, type KnownUse } from './claim-uses';

export interface ClaimsOnCluster {
  /** All of the pipeline. */
  readonly steps: readonly Step[];
  /** By the names of the claims; of those that are not there nothing is known. */
  readonly facts: ReadonlyMap<string, ClaimFacts>;
  /** Undefined where they may not be listed. */
  readonly nodes?: readonly Node[];
  /** The name of the pod that the notebook is in; undefined where it is in none of this cluster. */
  readonly own?: string;
  /** What the pod of a step asks for. */
  needsOf(step: Step): PodNeeds;
}

/**
 * Says which claims steps would not get, or wait for: as far as the cluster
 * tells. Of what may not be read nothing is said.
 */
export function checkClaims(
  uses: readonly ClaimUse[],
  cluster: ClaimsOnCluster
): Diagnostic[] {
  const known = new Map(
    uses.flatMap((use): [ClaimUse, KnownUse][] => {
      const { volume, ...facts } = cluster.facts.get(use.claim) ?? {};
      return volume ? [[use, { ...use, facts: { ...facts, volume } }]] : [];
    })
  );
  const all = [...known.values()];
  return uses.flatMap(use => {
    if (!cluster.facts.has(use.claim)) {
      return [];
    }
    const found = known.get(use);
    if (!found) {
      return [
        {
          severity: 'error',
          code: 'claim-not-there',
          message: `${nameOfUse(use)} is not there in the namespace. Make it, or choose another one.`,
          cell: cellOf(use),
          fixes: []
        }
      ];
    }
    const lost = checkState(found);
    return lost.length > 0
      ? lost
      : [
          ...checkMode(found),
          ...checkReach(found, cluster),
          ...checkHolders(found, cluster, all)
        ];
  });
}

function checkState(use: KnownUse): Diagnostic[] {
  const { isBeingDeleted, phase } = use.facts.volume;
  return isBeingDeleted || phase === 'Lost'
    ? [
        {
          severity: 'error',
          code: 'claim-lost',
          message: `${nameOfUse(use)} ${isBeingDeleted ? 'is being deleted' : 'has lost its storage'}: no step gets it. Choose another one.`,
          cell: cellOf(use),
          fixes: []
        }
      ]
    : [];
}

/** What can only be read is not to be written. */
function checkMode(use: KnownUse): Diagnostic[] {
  const { accessModes } = use.facts.volume;
  const canOnlyRead =
    accessModes.length > 0 &&
    accessModes.every(each => each === 'ReadOnlyMany');
  return canOnlyRead && !use.volume?.readOnly
    ? [
        {
          severity: use.volume ? 'warning' : 'error',
          code: 'claim-read-only',
          message: `${nameOfUse(use)} can only be read (ReadOnlyMany), and ${use.volume ? 'steps are to write it. Let it be read only' : 'steps store their results on it. Choose another one'}.`,
          cell: cellOf(use),
          fixes: use.volume ? [readOnlyFix(use.volume)] : []
        }
      ]
    : [];
}

/** That of the first step where not all have it. */
function cellOf({ volume, steps }: ClaimUse): number | undefined {
  return volume?.steps ? steps[0].cells[0]?.cell : undefined;
}
