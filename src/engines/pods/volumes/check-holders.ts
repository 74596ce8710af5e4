import type { VolumeUser } from '../../../data/volumes/volume';
import type { Diagnostic } from '../../../pipeline/diagnostic';
import type { Step } from '../../../pipeline/model';
import { obstacleAt } from '../capacity/node-fit';
import type { ClaimsOnCluster } from './check-claims';
import { copyFix, nameOfUse, type KnownUse } from './claim-uses';

const HOSTNAME = 'kubernetes.io/hostname';

/** Tells the steps that wait for a volume which another pod has, or another of them. */
export function checkHolders(
  use: KnownUse,
  cluster: ClaimsOnCluster
): Diagnostic[] {
  const { accessModes, users = [] } = use.facts.volume;
  // Pods of runs end by themselves.
  const holder = users.find(each => !each.isOurs);
  if (accessModes.includes('ReadWriteOncePod')) {
    return holder
      ? [heldByPod(use, holder, cluster.own)]
      : checkAtOnce(use, cluster.steps);
  }
  const isOfOneNode =
    accessModes.length > 0 &&
    accessModes.every(each => each === 'ReadWriteOnce');
  const held = users.find(each => !each.isOurs && each.node !== undefined);
  return isOfOneNode && held
    ? checkNode(use, held.pod, held.node ?? '', cluster)
    : [];
}

function checkNode(
  use: KnownUse,
  pod: string,
  node: string,
  {
    nodes = [],
    own,
    needsOf
  }: Pick<ClaimsOnCluster, 'nodes' | 'own' | 'needsOf'>
): Diagnostic[] {
  const who = nameOfPod(pod, own);
  const start = `${nameOfUse(use)} can be on one node at a time, and ${who} has it on ${node}.`;
  const there = nodes.find(each => each.metadata.name === node);
  const label = there?.metadata.labels?.[HOSTNAME] ?? node;
  const undecided: Step[] = [];
  const told = use.steps.flatMap((step): Diagnostic[] => {
    const needs = needsOf(step);
    const asked = needs.nodeSelector?.[HOSTNAME];
    const obstacle = there
      ? obstacleAt(needs, there)
      : asked !== undefined && asked !== label
        ? `is to go to ${asked}`
        : undefined;
    if (obstacle === undefined) {
      // Where nodes are made when they are needed, there may be none yet.
      const mayGoElsewhere =
        nodes.length === 0 ||
        nodes.some(
          each => each !== there && obstacleAt(needs, each) === undefined
        );
      if (asked === undefined && mayGoElsewhere) {
        undecided.push(step);
      }
      return [];
    }
    return [
      {
        severity: 'warning',
        code: 'volume-on-other-node',
        message: `${start} Step '${step.id}' ${obstacle}, so it waits until that pod ends. ${waysOut(use, pod, `let the step ask for what ${node} has`)}`,
        cell: step.cells[0]?.cell,
        fixes: copyFix(use)
      }
    ];
  });
  if (undecided.length === 0 || told.length > 0) {
    return told;
  }
  return [
    {
      severity: 'warning',
      code: 'volume-in-use',
      message: `${start} A step that comes to another node waits until that pod ends. ${waysOut(use, pod, `let the run be on ${node} (label of nodes ${HOSTNAME}=${label})`)}`,
      cell: use.volume?.steps ? undecided[0].cells[0]?.cell : undefined,
      fixes: copyFix(use)
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
    message: `${nameOfUse(use)} can be in one pod at a time (ReadWriteOncePod), and ${nameOfPod(pod, own)}${node === undefined ? '' : ` on ${node}`} has it: steps wait until that ends. ${waysOut(use, pod)}`,
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
  { volume, claim }: KnownUse,
  pod: string,
  beside?: string
): string {
  const ways = [
    ...(volume ? [`take a copy of the claim '${claim}' for each run`] : []),
    ...(beside === undefined ? [] : [beside]),
    `end pod '${pod}' (pause the notebook, if it is one)`,
    'use a volume of a class with ReadWriteMany'
  ];
  const last = ways.pop();
  const text = `${ways.join(', ')}, or ${last}.`;
  return text[0].toUpperCase() + text.slice(1);
}
