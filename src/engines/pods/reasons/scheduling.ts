import type { ClusterEvent, Node, Pod } from '../../../kubernetes/objects';
import { explainClaims } from './claims';
import { explainNode, type NodeObstacle } from './node-obstacles';
import { quote } from './wording';
import type { WaitReason } from './wait-reason';

/** What a cluster says that makes nodes as they are needed: cluster-autoscaler, Karpenter. */
const NODE_COMES = ['TriggeredScaleUp', 'Nominated'];

/** Why a pod has no node yet. */
export function explainScheduling(
  pod: Pod,
  events: readonly ClusterEvent[],
  nodes: readonly Node[]
): WaitReason | undefined {
  const condition = (pod.status?.conditions ?? []).find(
    each => each.type === 'PodScheduled'
  );
  if (condition?.reason === 'SchedulingGated') {
    return {
      code: 'queued',
      message: 'The step stands in a queue of the cluster',
      hint: 'It begins when it is its turn; who runs the cluster knows the queue.',
      isHopeless: false
    };
  }
  const said =
    condition?.message ??
    events.find(each => each.reason === 'FailedScheduling')?.message;
  if (said === undefined) {
    return undefined;
  }
  const claims = explainClaims(pod, events, said);
  if (claims) {
    return claims;
  }
  if (events.some(({ reason = '' }) => NODE_COMES.includes(reason))) {
    return {
      code: 'node-comes',
      message: 'No node has room for the step; the cluster is adding one',
      hint: 'That takes some minutes.',
      isHopeless: false
    };
  }
  return explainNodes(pod, said, nodes);
}

/** `0/3 nodes are available: 1 Insufficient cpu, 2 …. preemption: …` */
function explainNodes(
  pod: Pod,
  said: string,
  nodes: readonly Node[]
): WaitReason {
  const [, all, list] =
    /^0\/(\d+) nodes are available:?\s*(.*)$/s.exec(said) ?? [];
  if (all === '0') {
    return {
      code: 'no-nodes',
      message: 'The cluster has no nodes',
      hint: 'Ask who runs the cluster to add one.',
      isHopeless: true
    };
  }
  const counted = [
    ...untilPreemption(list ?? '').matchAll(/(\d+) (.+?)(?=, \d+ |$)/gs)
  ];
  if (counted.length === 0) {
    return {
      code: 'not-scheduled',
      message: `No node can take the step: ${quote(said)}`,
      hint: 'Ask who runs the cluster.',
      isHopeless: false
    };
  }
  const obstacles = counted.map(([, count, text]) => ({
    count: Number(count),
    ...explainNode(text, pod, nodes)
  }));
  const passing = obstacles.find(each => !each.isHopeless);
  const { code } = passing ?? obstacles[0];
  const hints = obstacles.flatMap(({ hint, isHopeless }) =>
    // What may pass is the nearer way out.
    passing && isHopeless ? [] : [hint]
  );
  return {
    code,
    message: sentence(Number(all), obstacles),
    hint: [...new Set(hints)].slice(0, 2).join(' '),
    isHopeless: passing === undefined
  };
}

/** What the scheduler says of the nodes: behind it follows what evicting others would do. */
function untilPreemption(list: string): string {
  return list
    .replace(/\.?\s*(no new claims to deallocate|preemption:).*$/s, '')
    .replace(/\.\s*$/, '');
}

function sentence(
  all: number,
  obstacles: readonly (NodeObstacle & { count: number })[]
): string {
  if (all === 1) {
    return `The only node of the cluster cannot take the step: it ${obstacles[0].singular}`;
  }
  const parts = obstacles.map(
    ({ count, singular, plural }) =>
      `${count} ${count === 1 ? singular : plural}`
  );
  return `None of the ${all} nodes can take the step: ${parts.join('; ')}`;
}
