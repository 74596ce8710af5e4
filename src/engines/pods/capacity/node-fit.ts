import {
  isSelected,
  untolerated
} from '../../../kubernetes/capacity/node-wishes';
import type { Node } from '../../../kubernetes/objects';
import { quantityValue } from '../../../notebook/dialect/kubernetes';
import { describeAmount } from '../reasons/amounts';
import { resourcesIn, sumOf, type PodNeeds } from './pod-needs';

/**
 * What keeps a pod from ever going to a node, empty as that may be, as the
 * rest of a sentence that begins with the step; undefined where nothing does.
 */
export function obstacleAt(needs: PodNeeds, node: Node): string | undefined {
  const { name } = node.metadata;
  const lacking = resourcesIn(needs, 'requests').find(
    resource =>
      sumOf(needs, 'requests', resource) >
      quantityValue(node.status?.allocatable?.[resource] ?? '0')
  );
  if (lacking !== undefined) {
    const amount = String(sumOf(needs, 'requests', lacking));
    return `asks for ${describeAmount(lacking, amount)}, which ${name} does not have`;
  }
  if (!isSelected(node, needs)) {
    return `is to go to nodes with other labels than ${name} has`;
  }
  const [taint] = untolerated(node, needs);
  return taint && `does not tolerate the taint ${taint.key} of ${name}`;
}
