import type { Item } from './items';

/** How often each layer is drawn towards those above and below it. */
const ROUNDS = 16;

/**
 * How much each kind insists on its place: trunks are to be straight, before
 * nodes are to be in the middle of what they read.
 */
const WEIGHT = { node: 1, passage: 4 } as const;

/** How much the ends of a trunk draw it to themselves, to one passage's 1. */
const END_PULL = 0.5;

export interface Spacing {
  /** Between nodes, in px. */
  readonly node: number;
  /** Beside passages. */
  readonly passage: number;
}

/** Gives every item its `x`, in the order of its layer, near to what it is connected to. */
export function placeItems(
  layers: readonly (readonly Item[])[],
  spacing: Spacing
): void {
  const trunks = trunksOf(layers);
  for (const layer of layers) {
    settle(layer, () => 0, spacing);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const isDown = round % 2 === 0;
    const isLast = round >= ROUNDS / 2;
    for (const layer of isDown ? layers : [...layers].reverse()) {
      settle(
        layer,
        item =>
          item.isNode
            ? middleOf(item, isLast ? undefined : isDown)
            : trunkX(trunks.get(item.id) ?? [], item),
        spacing
      );
    }
  }
}

/** The passages of each source, from above to below. */
function trunksOf(
  layers: readonly (readonly Item[])[]
): ReadonlyMap<string, readonly Item[]> {
  const trunks = new Map<string, Item[]>();
  for (const item of layers.flat()) {
    if (!item.isNode) {
      const trunk = trunks.get(item.id);
      if (trunk) {
        trunk.push(item);
      } else {
        trunks.set(item.id, [item]);
      }
    }
  }
  return trunks;
}

/** Where a whole trunk would stand, if it were straight. */
function trunkX(trunk: readonly Item[], { x }: Item): number {
  let sum = 0;
  let weights = 0;
  for (const passage of trunk) {
    sum += passage.x;
    weights += 1;
    for (const end of [...passage.up, ...passage.down]) {
      if (end.isNode) {
        sum += END_PULL * end.x;
        weights += END_PULL;
      }
    }
  }
  return weights > 0 ? sum / weights : x;
}

/** The middle of what a node is connected to: below, above, or both. */
function middleOf(item: Item, isDown: boolean | undefined): number {
  const near =
    isDown === undefined
      ? [...item.up, ...item.down]
      : isDown
        ? item.up
        : item.down;
  let sum = 0;
  let weights = 0;
  for (const other of near) {
    // What only these two share is a line that should be straight.
    const isOnly =
      other.isNode &&
      (other.layer < item.layer ? other.down : other.up).length === 1;
    const weight = isOnly ? 3 : other.isNode ? 1 : 0.3;
    sum += weight * other.x;
    weights += weight;
  }
  return weights > 0 ? sum / weights : item.x;
}

/** Items with the same offset from their wishes, which cannot be parted. */
interface Block {
  readonly first: number;
  sum: number;
  weight: number;
}

/**
 * Puts each item as near as possible to where it wants to be: the least sum of
 * weighted squares, by pooling neighbours that want to pass each other
 * (isotonic regression).
 */
function settle(
  layer: readonly Item[],
  wish: (item: Item) => number,
  spacing: Spacing
): void {
  const offsets: number[] = [];
  layer.forEach((item, index) => {
    const last = layer[index - 1];
    offsets.push(last ? offsets[index - 1] + apart(last, item, spacing) : 0);
  });
  const blocks: Block[] = [];
  layer.forEach((item, first) => {
    const weight = item.isNode ? WEIGHT.node : WEIGHT.passage;
    blocks.push({ first, weight, sum: weight * (wish(item) - offsets[first]) });
    for (;;) {
      const last = blocks.at(-1);
      const before = blocks.at(-2);
      if (!last || !before || meanOf(before) < meanOf(last)) {
        break;
      }
      before.sum += last.sum;
      before.weight += last.weight;
      blocks.pop();
    }
  });
  blocks.forEach((block, index) => {
    const end = blocks[index + 1]?.first ?? layer.length;
    for (let i = block.first; i < end; i++) {
      layer[i].x = meanOf(block) + offsets[i];
    }
  });
}

function meanOf({ sum, weight }: Block): number {
  return sum / weight;
}

function apart(left: Item, right: Item, spacing: Spacing): number {
  const gap = left.isNode && right.isNode ? spacing.node : spacing.passage;
  return (left.width + right.width) / 2 + gap;
}
