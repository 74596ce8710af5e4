import type { VolumeUser } from '../../../data/volumes/volume';
import { HOSTNAME } from '../../../notebook/settings/node-labels';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import type { Step } from '../../../pipeline/model';
import { obstacleAt } from '../capacity/node-fit';
import type { ClaimsOnCluster } from './check-claims';
import { canBeCopied, copyFix, nameOfUse, type KnownUse } from './claim-uses';
import {
  holderOfNode,
  labelOf,
  movable,
  nodeFix,
  type NodeHolder
} from './to-holder';

/** Tells the steps that wait for a volume which another pod has, or another of them. */
export function checkHolders(
  use: KnownUse,
  cluster: ClaimsOnCluster,
  uses: readonly KnownUse[]
): Diagnostic[] {
  const { accessModes, users = [] } = use.facts.volume;
  // Pods of runs end by themselves.
  const holder = users.find(each => !each.isOurs);
  if (accessModes.includes('ReadWriteOncePod')) {
    return holder
      ? [heldByPod(use, holder, cluster.own)]
      : checkAtOnce(use, cluster.steps);
  }
  const held = holderOfNode(use);
  return held ? checkNode(use, held, cluster, uses) : [];
}

function checkNode(
  use: KnownUse,
  { pod, node }: NodeHolder,
  cluster: ClaimsOnCluster,
  uses: readonly KnownUse[]
): Diagnostic[] {
  const { nodes = [], own, steps, needsOf } = cluster;
  const who = nameOfPod(pod, own);
  const start = `${nameOfUse(use)} can be on one node at a time, and ${who} has it on ${node}.`;
  const there = nodes.find(each => each.metadata.name === node);
  const label = there ? labelOf(there) : node;
  const beside = use.facts.pods?.find(each => each.metadata.name === pod);
  const obstacleOf = (step: Step): string | undefined => {
    const needs = needsOf(step);
    const asked = needs.nodeSelector?.[HOSTNAME];
    return there
      ? obstacleAt(needs, there, beside)
      : asked !== undefined && asked !== label
        ? `is to go to ${asked}`
        : undefined;
  };
  const kept = use.steps.filter(each => obstacleOf(each) !== undefined);
  if (kept.length > 0) {
    const moved = there ? movable(kept, there, beside, needsOf, uses) : [];
    return kept.map(step => ({
      severity: 'warning',
      code: 'volume-on-other-node',
      message: `${start} Step '${step.id}' ${obstacleOf(step)}, so it waits until that pod ends. ${waysOut(use, pod, own, moved.includes(step) ? `let it run on ${node}` : `let the step ask for what ${node} has`)}`,
      cell: step.cells[0]?.cell,
      fixes: [
        ...copyFix(use),
        ...(moved.includes(step) ? nodeFix(moved, label, steps) : [])
      ]
    }));
  }
  // Where nodes are made when they are needed, there may be none yet.
  const mayGoElsewhere = (step: Step): boolean =>
    nodes.length === 0 ||
    nodes.some(
      each => each !== there && obstacleAt(needsOf(step), each) === undefined
    );
  const undecided = use.steps.filter(
    each =>
      needsOf(each).nodeSelector?.[HOSTNAME] === undefined &&
      mayGoElsewhere(each)
  );
  if (undecided.length === 0) {
    return [];
  }
  // Steps that are added later are to have it, too.
  const wanted = use.steps.length === steps.length ? steps : undecided;
  const moved = there ? movable(wanted, there, beside, needsOf, uses) : [];
  return [
    {
      severity: 'warning',
      code: 'volume-in-use',
      message: `${start} A step that comes to another node waits until that pod ends. ${waysOut(use, pod, own, `let the run be on ${node} (label of nodes ${HOSTNAME}=${label})`)}`,
      cell: use.volume?.steps ? undecided[0].cells[0]?.cell : undefined,
      fixes: [...copyFix(use), ...nodeFix(moved, label, steps)]
    }
  ];
}

function heldByPod(
  use: KnownUse,
  { pod, node }: VolumeUser,
  own: string | undefined
): Diagnostic {
  const [step] = use.steps;
  return {
    severity: 'warning',
    code: 'volume-of-one-pod',
    message: `${nameOfUse(use)} can be in one pod at a time (ReadWriteOncePod), and ${nameOfPod(pod, own)}${node === undefined ? '' : ` on ${node}`} has it: steps wait until that ends. ${waysOut(use, pod, own)}`,
    cell: use.volume?.steps ? step.cells[0]?.cell : undefined,
    fixes: copyFix(use)
  };
}

function nameOfPod(pod: string, own: string | undefined): string {
  return pod === own ? `the pod of this notebook, '${pod}',` : `pod '${pod}'`;
}

/** Two steps of which neither waits for the other do not have it at once. */
function checkAtOnce(use: KnownUse, steps: readonly Step[]): Diagnostic[] {
  const waits = waitingFor(steps);
  for (const [index, below] of use.steps.entries()) {
    const above = use.steps
      .slice(0, index)
      .find(each => !waits.get(below.id)?.has(each.id));
    if (above) {
      return [
        {
          severity: 'info',
          code: 'volume-of-one-pod',
          message: `${nameOfUse(use)} can be in one pod at a time (ReadWriteOncePod): steps that have it, such as '${above.id}' and '${below.id}', run one after the other. Give it to fewer steps, or use a volume with ReadWriteMany, to have them run at once.`,
          cell: below.cells[0]?.cell,
          fixes: []
        }
      ];
    }
  }
  return [];
}

/** For each step, all that it waits for, also over others. */
function waitingFor(steps: readonly Step[]): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const { id, after } of steps) {
    const own = new Set(after);
    after.forEach(each => all.get(each)?.forEach(other => own.add(other)));
    all.set(id, own);
  }
  return all;
}

/** @param beside - how the run could be where the volume is */
function waysOut(
  use: KnownUse,
  pod: string,
  own: string | undefined,
  beside?: string
): string {
  const ways = [
    ...(canBeCopied(use)
      ? [`take a copy of the claim '${use.claim}' for each run`]
      : []),
    ...(beside === undefined ? [] : [beside]),
    pod === own
      ? 'pause this notebook once the run has begun, which goes on without it'
      : `end pod '${pod}' (pause the notebook, if it is one)`,
    'use a volume of a class with ReadWriteMany'
  ];
  const last = ways.pop();
  const text = `${ways.join(', ')}, or ${last}.`;
  return text[0].toUpperCase() + text.slice(1);
}
