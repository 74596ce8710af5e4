/** How steps come to the node where a pod has their volume. */
import { isSelected, REQUIRED } from '../../../kubernetes/capacity/node-wishes';
import type { Node, Pod } from '../../../kubernetes/objects';
import { HOSTNAME } from '../../../notebook/settings/node-labels';
import type { Fix } from '../../../pipeline/diagnostic';
import type { Step } from '../../../pipeline/model';
import { obstacleAt } from '../capacity/node-fit';
import type { PodNeeds } from '../capacity/pod-needs';
import { enumerate } from '../reasons/wording';
import type { KnownUse } from './claim-uses';

/** A pod that keeps a volume on its node. */
export interface NodeHolder {
  readonly pod: string;
  readonly node: string;
}

/** Undefined where no other pod keeps it, or other nodes can have it all the same. */
export function holderOfNode({ facts }: KnownUse): NodeHolder | undefined {
  const { accessModes, users = [] } = facts.volume;
  const isOfOneNode =
    accessModes.length > 0 &&
    accessModes.every(each => each === 'ReadWriteOnce');
  // Pods of runs end by themselves.
  return isOfOneNode
    ? users.flatMap(({ pod, node, isOurs }) =>
        isOurs || node === undefined ? [] : [{ pod, node }]
      )[0]
    : undefined;
}

/**
 * The steps that a node takes once they are told to go there: it has what they
 * ask for beside the pod that stays, and all their other volumes can be there.
 *
 * @param uses - of all volumes
 */
export function movable(
  steps: readonly Step[],
  node: Node,
  beside: Pod | undefined,
  needsOf: (step: Step) => PodNeeds,
  uses: readonly KnownUse[]
): readonly Step[] {
  return steps.filter(step => {
    const needs = needsOf(step);
    const nodeSelector = { ...needs.nodeSelector, [HOSTNAME]: labelOf(node) };
    return (
      obstacleAt({ ...needs, nodeSelector }, node, beside) === undefined &&
      uses.every(use => !use.steps.includes(step) || canBeAt(use, node))
    );
  });
}

/** The node as its label has it. */
export function labelOf({ metadata: { name, labels } }: Node): string {
  return labels?.[HOSTNAME] ?? name;
}

function canBeAt(use: KnownUse, node: Node): boolean {
  const { reach } = use.facts;
  const affinity = reach && { nodeAffinity: { [REQUIRED]: reach } };
  const holder = holderOfNode(use);
  return (
    isSelected(node, { affinity }) &&
    (holder === undefined || holder.node === node.metadata.name)
  );
}

/**
 * Lets steps go to one node only.
 *
 * @param label - the node, as its label has it
 * @param all - the steps of the pipeline: where it is all of them that go, so do those that are added later
 */
export function nodeFix(
  steps: readonly Step[],
  label: string,
  all: readonly Step[]
): Fix[] {
  const names = [...new Set(steps.map(each => each.name))];
  if (names.length === 0) {
    return [];
  }
  const isWhole = steps.length === all.length && names.length > 1;
  const quoted = names.map(each => `'${each}'`);
  const who = isWhole
    ? 'all steps'
    : `${names.length === 1 ? 'step' : 'steps'} ${enumerate(quoted)}`;
  return [
    {
      title: `Let ${who} run on ${label}`,
      edits: [
        {
          kind: 'select-nodes',
          steps: isWhole ? 'all' : names,
          labels: { [HOSTNAME]: label }
        }
      ]
    }
  ];
}
