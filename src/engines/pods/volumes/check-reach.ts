import { isSelected, REQUIRED } from '../../../kubernetes/capacity/node-wishes';
import type { Node } from '../../../kubernetes/objects';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import { obstacleAt } from '../capacity/node-fit';
import { enumerate } from '../reasons/wording';
import type { ClaimsOnCluster } from './check-claims';
import { nameOfUse, type KnownUse } from './claim-uses';

/** At most so many nodes are named. */
const NAMED = 3;

/** Tells the steps that can only run where a volume of a node or a zone cannot be reached. */
export function checkReach(
  use: KnownUse,
  { nodes = [], needsOf }: Pick<ClaimsOnCluster, 'nodes' | 'needsOf'>
): Diagnostic[] {
  const { reach } = use.facts;
  if (!reach) {
    return [];
  }
  const affinity = { nodeAffinity: { [REQUIRED]: reach } };
  const near = nodes.filter(each => isSelected(each, { affinity }));
  return use.steps.flatMap(step => {
    const needs = needsOf(step);
    const fits = (node: Node): boolean => obstacleAt(needs, node) === undefined;
    // Where it can run nowhere, that is told elsewhere.
    if (near.some(fits) || !nodes.some(fits)) {
      return [];
    }
    const obstacle = near[0] && obstacleAt(needs, near[0]);
    const names = near.slice(0, NAMED).map(each => each.metadata.name);
    const where =
      names.length === 0
        ? 'can be reached from no node that is there now'
        : `can only be reached from ${enumerate(names)}${near.length > NAMED ? ' and others' : ''}`;
    return [
      {
        severity: 'warning',
        code: 'volume-out-of-reach',
        message: `${nameOfUse(use)} ${where}${obstacle ? `, and step '${step.id}' ${obstacle}` : `, and step '${step.id}' runs elsewhere`}. Let the step ask for what these nodes have, or use a volume that other nodes can reach.`,
        cell: step.cells[0]?.cell,
        fixes: []
      }
    ];
  });
}
