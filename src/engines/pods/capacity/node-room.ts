import { gpusOf, isGpu } from '../../../kubernetes/capacity/gpus';
import {
  isSelected,
  untolerated
} from '../../../kubernetes/capacity/node-wishes';
import type { Node, Taint } from '../../../kubernetes/objects';
import { quantityValue } from '../../../notebook/dialect/kubernetes';
import { describeAmount, largestAmount } from '../reasons/amounts';
import { enumerate } from '../reasons/wording';
import { resourcesIn, sumOf, type PodNeeds } from './pod-needs';
import type { RoomFinding } from './room-finding';

/**
 * What no node would have room for that is empty. A warning at most: a cluster
 * may add nodes that are not there now.
 *
 * @param needs - with the defaults of the namespace
 */
export function checkNodes(
  needs: PodNeeds,
  nodes: readonly Node[]
): RoomFinding[] {
  // Where nodes are made when they are needed there may be none yet.
  if (nodes.length === 0) {
    return [];
  }
  const chosen = nodes.filter(each => isSelected(each, needs));
  if (chosen.length === 0) {
    return [notSelected(needs, nodes)];
  }
  const names = resourcesIn(needs, 'requests');
  const lacking = names.filter(name => !chosen.some(hasRoom(needs, [name])));
  if (lacking.length > 0) {
    return lacking.map(name => tooLittle(name, needs, chosen, nodes));
  }
  const large = chosen.filter(hasRoom(needs, names));
  if (large.length === 0) {
    return [notTogether(names, needs)];
  }
  const kept = large.map(each => untolerated(each, needs));
  return kept.some(each => each.length === 0) ? [] : [tainted(kept)];
}

function hasRoom(
  needs: PodNeeds,
  names: readonly string[]
): (node: Node) => boolean {
  return ({ status }) =>
    names.every(name => {
      const asked = sumOf(needs, 'requests', name);
      const there = quantityValue(status?.allocatable?.[name] ?? '0');
      // What cannot be read is no reason to warn.
      return !(asked > there);
    });
}

function notSelected(
  { nodeSelector = {}, product }: PodNeeds,
  nodes: readonly Node[]
): RoomFinding {
  const products = nodes.flatMap(node =>
    gpusOf(node).flatMap(each => each.product ?? [])
  );
  if (product !== undefined && !products.includes(product)) {
    const there = [...new Set(products)].sort().slice(0, NAMED);
    return {
      severity: 'warning',
      code: 'device-not-there',
      message: `asks for the GPU '${product}', which no node of the cluster has now${there.length > 0 ? `: there are ${enumerate(there)}` : ''}. Choose one that is there, unless the cluster adds such nodes.`
    };
  }
  const wanted = Object.entries(nodeSelector);
  const missing = wanted.find(
    ([key, value]) =>
      !nodes.some(({ metadata: { labels } }) => labels?.[key] === value)
  );
  if (missing) {
    const [key, value] = missing;
    const there = valuesOf(nodes, key);
    return {
      severity: 'warning',
      code: 'no-matching-node',
      message: `is to go to a node labelled ${key}=${value}, and the cluster has none now${there.length > 0 ? `: there are ${enumerate(there.map(each => `${key}=${each}`))}` : ''}. Choose labels that nodes have.`
    };
  }
  return {
    severity: 'warning',
    code: 'no-matching-node',
    message: `is to go to a node that the cluster does not have now: none has all that its labels and its affinity ask for. Choose labels that nodes have.`
  };
}

/** At most so many are named. */
const NAMED = 5;

function valuesOf(nodes: readonly Node[], label: string): string[] {
  const values = nodes.flatMap(({ metadata: { labels } }) =>
    labels?.[label] === undefined ? [] : [labels[label]]
  );
  return [...new Set(values)].sort().slice(0, NAMED);
}

function tooLittle(
  resource: string,
  needs: PodNeeds,
  chosen: readonly Node[],
  nodes: readonly Node[]
): RoomFinding {
  const [own] = needs.containers;
  const alone = own.requests[resource] ?? '0';
  const asked = sumOf(needs, 'requests', resource);
  const most = largestAmount(chosen, resource);
  if (most === undefined || most.value === 0) {
    return notThere(resource, alone, chosen, nodes);
  }
  const isTogether = quantityValue(alone) <= most.value;
  const what = describeAmount(resource, isTogether ? String(asked) : alone);
  const which = chosen.length < nodes.length ? ' that it may run on' : '';
  return {
    severity: 'warning',
    code: 'larger-than-nodes',
    message: `asks for ${what}${isTogether ? `, with ${needs.engine}'s own part,` : ''} and the largest node${which} has ${most.text}. Let it ask for less, unless the cluster adds larger nodes.`
  };
}

/** Devices, most often GPUs, that are misspelt or of another kind. */
function notThere(
  resource: string,
  amount: string,
  chosen: readonly Node[],
  nodes: readonly Node[]
): RoomFinding {
  const elsewhere = nodes.some(
    ({ status }) => quantityValue(status?.allocatable?.[resource] ?? '0') > 0
  );
  const there = kindsOf(chosen);
  const what = elsewhere
    ? 'which only nodes have that it may not run on'
    : 'which no node of the cluster has now';
  const instead =
    !isGpu(resource) || elsewhere
      ? ''
      : there.length === 0
        ? ': there are no GPUs'
        : `: there are ${enumerate(there)}`;
  return {
    severity: 'warning',
    code: 'device-not-there',
    message: `asks for ${describeAmount(resource, amount)}, ${what}${instead}. ${elsewhere ? 'Correct its labels of nodes' : 'Let it ask for what is there'}, unless the cluster adds such nodes.`
  };
}

function kindsOf(nodes: readonly Node[]): string[] {
  const kinds = nodes.flatMap(node => gpusOf(node).map(each => each.resource));
  return [...new Set(kinds)].sort().slice(0, NAMED);
}

function notTogether(names: readonly string[], needs: PodNeeds): RoomFinding {
  const amounts = names
    .filter(name => sumOf(needs, 'requests', name) > 0)
    .map(name => describeAmount(name, String(sumOf(needs, 'requests', name))));
  return {
    severity: 'warning',
    code: 'larger-than-nodes',
    message: `asks for ${enumerate(amounts)}, and no single node has all of that. Let it ask for less, unless the cluster adds larger nodes.`
  };
}

/** @param kept - of each node that has room, what keeps the step away */
function tainted(kept: readonly (readonly Taint[])[]): RoomFinding {
  // The nearest way in.
  const [fewest] = [...kept].sort((a, b) => a.length - b.length);
  const written = fewest.map(
    ({ key, value = '', effect }) =>
      `${key}${value === '' ? '' : `=${value}`}:${effect}`
  );
  const tolerations = fewest.map(({ key, value = '', effect }) =>
    JSON.stringify(
      value === ''
        ? { key, operator: 'Exists', effect }
        : { key, operator: 'Equal', value, effect }
    )
  );
  return {
    severity: 'warning',
    code: 'taint-not-tolerated',
    message: `finds every node that is large enough kept for others by a taint (${enumerate(written)}). If it may use such nodes, add to the tolerations: ${tolerations.join(', ')}.`
  };
}
