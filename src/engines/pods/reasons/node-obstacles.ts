import type { Node, Pod } from '../../../kubernetes/objects';
import { amountAsked, describeAmount, largestAmount } from './amounts';
import { firstMatch, quote } from './wording';
import { SHARE_WAYS } from './volume-ways';

/** Why a node cannot take a pod, as the rest of `1 node …` and `2 nodes …`. */
export interface NodeObstacle {
  readonly code: string;
  readonly singular: string;
  readonly plural: string;
  readonly hint: string;
  readonly isHopeless: boolean;
}

/** What the scheduler says of a node, word for word (pkg/scheduler/framework/plugins). */
export function explainNode(
  said: string,
  pod: Pod,
  nodes: readonly Node[]
): NodeObstacle {
  return (
    firstMatch<NodeObstacle>(said, [
      [/^Insufficient (\S+)/, ([, name]) => tooLittle(name, pod, nodes)],
      [/^Too many pods/, () => passing('has', 'have', 'as many pods as fit')],
      [
        /taints?\b.*\{([^:}]+?)(?:: *([^}]*))?\}/,
        ([, key, value]) => tainted(key, value)
      ],
      [/taint/, () => tainted()],
      [/node affinity\/selector/, () => notSelected(pod)],
      [
        /volume node affinity|no available volume zone|persistent volumes to bind/,
        () => ({
          code: 'volume-elsewhere',
          singular: 'does not reach the volume of the step',
          plural: 'do not reach the volume of the step',
          hint: 'The volume is bound to a node or zone: let the step ask for what those have, or use a volume that all reach.',
          isHopeless: true
        })
      ],
      [
        /ReadWriteOncePod/,
        () => ({
          ...passing(
            'has',
            'have',
            'a pod that shares the volume of the step with no other'
          ),
          code: 'volume-in-use',
          hint: SHARE_WAYS
        })
      ],
      [/unschedulable/, () => CLOSED],
      [
        /not ready|unreachable/,
        () => passing('takes', 'take', 'no new pods at the moment')
      ]
    ]) ?? {
      ...passing('says', 'say', `'${quote(said)}'`),
      code: 'not-scheduled',
      hint: 'Ask who runs the cluster.'
    }
  );
}

/** @param rest - what is behind the verb */
function passing(singular: string, plural: string, rest: string): NodeObstacle {
  return {
    code: 'no-room',
    singular: `${singular} ${rest}`,
    plural: `${plural} ${rest}`,
    hint: 'Wait until others end, or ask who runs the cluster for more nodes.',
    isHopeless: false
  };
}

function tooLittle(
  resource: string,
  pod: Pod,
  nodes: readonly Node[]
): NodeObstacle {
  const asked = amountAsked(pod, resource);
  const largest = largestAmount(nodes, resource);
  const what = describeAmount(resource, asked?.text);
  if (asked && largest && largest.value < asked.value) {
    const most = largest.value === 0 ? 'none' : `${largest.text} at most`;
    return {
      code: 'too-large',
      singular: `has less than ${what}`,
      plural: `have less than ${what}`,
      hint: `Let it ask for less: the nodes of this cluster have ${most}.`,
      isHopeless: true
    };
  }
  return {
    ...passing('has', 'have', `less than ${what} free`),
    hint: 'Wait until others end, let the step ask for less, or ask who runs the cluster for larger nodes.'
  };
}

/** Taints that Kubernetes itself puts on nodes, and takes away again. */
const PASSING_TAINTS: Readonly<Record<string, string>> = {
  'not-ready': 'not ready',
  unreachable: 'out of reach',
  'disk-pressure': 'short of disk',
  'memory-pressure': 'short of memory',
  'pid-pressure': 'short of process numbers',
  'network-unavailable': 'without a network'
};

/** As somebody has made it who empties it (`kubectl cordon`, `kubectl drain`). */
const CLOSED: NodeObstacle = {
  code: 'node-closed',
  singular: 'is closed for new pods, as somebody does to empty it',
  plural: 'are closed for new pods, as somebody does to empty them',
  hint: "Wait until it is open again, or ask who runs the cluster: 'kubectl uncordon' opens it.",
  isHopeless: false
};

function tainted(key?: string, value = ''): NodeObstacle {
  if (key === 'node.kubernetes.io/unschedulable') {
    return CLOSED;
  }
  const state = PASSING_TAINTS[key?.replace('node.kubernetes.io/', '') ?? ''];
  if (state) {
    return {
      ...passing('is', 'are', state),
      hint: 'Wait, or ask who runs the cluster to look at its nodes.'
    };
  }
  const which =
    key === undefined ? '' : ` '${value === '' ? key : `${key}=${value}`}'`;
  return {
    code: 'no-fitting-node',
    singular: `is kept for others by a taint${which}`,
    plural: `are kept for others by a taint${which}`,
    hint: 'Give the run a toleration for it in the options, if it may use such nodes.',
    isHopeless: true
  };
}

function notSelected({ spec: { nodeSelector } }: Pod): NodeObstacle {
  const labels = Object.entries(nodeSelector ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
  const how =
    labels === '' ? 'as the affinity of the step asks' : `with ${labels}`;
  return {
    code: 'no-fitting-node',
    singular: `is not labelled ${how}`,
    plural: `are not labelled ${how}`,
    hint: 'Correct the node selector or the affinity in the options.',
    isHopeless: true
  };
}
