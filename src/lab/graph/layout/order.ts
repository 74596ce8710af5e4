import type { Item } from './items';

/** How often the layers are gone through, up and down. */
const SWEEPS = 8;

/**
 * Orders the items of each layer such that few lines cross: each goes to the
 * middle of what it is connected to, again and again; the best order counts.
 * Begins with the order of the notebook, so that the same comes to the same.
 */
export function orderLayers(layers: readonly Item[][]): void {
  layers.forEach((layer, index) => {
    if (index > 0) {
      // Where nothing else is known, a passage stands below what it comes from.
      arrange(layer, item => (item.isNode ? undefined : meanOf(item.up)));
    }
  });
  let best = countCrossings(layers);
  let kept = layers.map(layer => [...layer]);
  for (let sweep = 0; sweep < SWEEPS && best > 0; sweep++) {
    const isDown = sweep % 2 === 0;
    for (const layer of isDown ? layers : [...layers].reverse()) {
      arrange(layer, item => meanOf(isDown ? item.up : item.down));
    }
    const crossings = countCrossings(layers);
    if (crossings < best) {
      best = crossings;
      kept = layers.map(layer => [...layer]);
    }
  }
  kept.forEach((layer, index) => {
    layers[index].splice(0, layer.length, ...layer);
    renumber(layer);
  });
}

/** Sorts by where each wants to be; who does not care stays. */
function arrange(
  layer: Item[],
  wish: (item: Item) => number | undefined
): void {
  const wishes = new Map(layer.map(item => [item, wish(item) ?? item.index]));
  layer.sort((a, b) => (wishes.get(a) ?? 0) - (wishes.get(b) ?? 0));
  renumber(layer);
}

function renumber(layer: readonly Item[]): void {
  layer.forEach((item, index) => {
    item.index = index;
  });
}

function meanOf(items: readonly Item[]): number | undefined {
  return items.length > 0
    ? items.reduce((sum, item) => sum + item.index, 0) / items.length
    : undefined;
}

export function countCrossings(layers: readonly (readonly Item[])[]): number {
  return layers.reduce(
    (sum, layer, index) => sum + countBelow(layer, layers[index + 1] ?? []),
    0
  );
}

/** Crossings of the lines between two layers: pairs that stand the other way round below. */
function countBelow(upper: readonly Item[], lower: readonly Item[]): number {
  // A Fenwick tree of how many lines end at each place so far.
  const tree = new Array<number>(lower.length + 1).fill(0);
  let crossings = 0;
  let lines = 0;
  for (const item of upper) {
    const ends = item.down.map(each => each.index);
    for (const end of ends) {
      let upTo = 0;
      for (let i = end + 1; i > 0; i -= i & -i) {
        upTo += tree[i];
      }
      crossings += lines - upTo;
    }
    for (const end of ends) {
      for (let i = end + 1; i <= lower.length; i += i & -i) {
        tree[i]++;
      }
      lines++;
    }
  }
  return crossings;
}
