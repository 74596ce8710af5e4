import {
  isSelected,
  untolerated
} from '../../../kubernetes/capacity/node-wishes';
import type { Node, Pod } from '../../../kubernetes/objects';
import { quantityValue } from '../../../notebook/dialect/kubernetes';
import { amountAsked, describeAmount } from '../reasons/amounts';
import { resourcesIn, sumOf, type PodNeeds } from './pod-needs';

/**
 * What keeps a pod from ever going to a node, empty as that may be, as the
 * rest of a sentence that begins with the step; undefined where nothing does.
 *
 * @param beside - a pod that stays there
 */
export function obstacleAt(
  needs: PodNeeds,
  node: Node,
  beside?: Pod
): string | undefined {
  const { name } = node.metadata;
  const isMore = (resource: string, taken: number): boolean =>
    sumOf(needs, 'requests', resource) + taken >
    quantityValue(node.status?.allocatable?.[resource] ?? '0');
  const asked = resourcesIn(needs, 'requests');
  const lacking = asked.find(each => isMore(each, 0));
  if (lacking !== undefined) {
    return `asks for ${amountOf(needs, lacking)}, which ${name} does not have`;
  }
  const taken =
    beside &&
    asked.find(each => isMore(each, amountAsked(beside, each)?.value ?? 0));
  if (taken !== undefined) {
    return `asks for ${amountOf(needs, taken)}, which ${name} does not have beside that pod`;
  }
  if (!isSelected(node, needs)) {
    return `is to go to nodes with other labels than ${name} has`;
  }
  const [taint] = untolerated(node, needs);
  return taint && `does not tolerate the taint ${taint.key} of ${name}`;
}

function amountOf(needs: PodNeeds, resource: string): string {
  return describeAmount(resource, String(sumOf(needs, 'requests', resource)));
}
