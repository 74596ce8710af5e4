import type { Capacity } from '../../../kubernetes/capacity/read-capacity';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import type { Step } from '../../../pipeline/model';
import { checkDefaults, checkLimitRanges, withDefaults } from './limit-ranges';
import { checkNodes } from './node-room';
import type { PodNeeds } from './pod-needs';
import { checkQuotas } from './quotas';
import type { RoomFinding } from './room-finding';

/**
 * Says which steps a cluster would refuse or never find a node for. Of what it
 * does not tell, nothing is said.
 *
 * @param needsOf - what the pod of a step asks for
 */
export function checkCapacity(
  steps: readonly Step[],
  needsOf: (step: Step) => PodNeeds,
  capacity: Capacity
): Diagnostic[] {
  const found = steps.map(step => findingsOf(needsOf(step), capacity));
  const [first = []] = found;
  const isOfAll = ({ message }: RoomFinding): boolean =>
    found.length > 1 &&
    found.every(each => each.some(other => other.message === message));
  return [
    // Most often it is the options of the run that keep all of them away.
    ...first.filter(isOfAll).map(each => ({
      ...each,
      message: `Each step ${each.message}`,
      fixes: []
    })),
    ...steps.flatMap(({ id, cells }, index) =>
      found[index]
        .filter(each => !isOfAll(each))
        .map(each => ({
          ...each,
          message: `Step '${id}' ${each.message}`,
          cell: cells[0]?.cell,
          fixes: []
        }))
    )
  ];
}

function findingsOf(
  needs: PodNeeds,
  { nodes, quotas = [], limitRanges = [] }: Capacity
): RoomFinding[] {
  const filled = withDefaults(needs, limitRanges);
  const found = [
    ...checkDefaults(needs, filled),
    ...checkLimitRanges(filled, limitRanges),
    ...checkQuotas(filled, quotas),
    ...checkNodes(filled, nodes ?? [])
  ];
  return [...new Map(found.map(each => [each.message, each])).values()];
}
