import type { Item } from './items';
import { strandsOf, type Strand } from './strands';

/** How often each layer is drawn towards those above and below it; the last time downwards. */
const ROUNDS = 21;

/**
 * How much each kind insists on its place: trunks are to be straight, before
 * nodes are to be in the middle of what they read.
 */
const WEIGHT = { node: 1, passage: 4 } as const;

/** What of a strand's wish is where it is; the rest is what it is connected to. */
const INERTIA = 0.3;

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
  const strands = strandsOf(layers);
  for (const layer of layers) {
    settle(layer, () => 0, spacing);
  }
  for (let round = 0; round < ROUNDS; round++) {
    const isDown = round % 2 === 0;
    const isLast = round >= ROUNDS / 2;
    for (const layer of isDown ? layers : [...layers].reverse()) {
      settle(
        layer,
        item => {
          const { items, others } = strands.get(item) ?? EMPTY;
          return items.length > 1 || !item.isNode
            ? strandMiddle(items, others)
            : middleOf(item, isLast ? undefined : isDown);
        },
        spacing
      );
    }
  }
}

const EMPTY: Strand = { items: [], others: [] };

/** Where a whole strand would stand, if it were upright. */
function strandMiddle(items: readonly Item[], others: readonly Item[]): number {
  const here = meanX(items);
  const nodes = others.filter(other => other.isNode);
  const there = meanX(nodes.length > 0 ? nodes : others);
  return there === undefined || here === undefined
    ? (here ?? 0)
    : INERTIA * here + (1 - INERTIA) * there;
}

function meanX(items: readonly Item[]): number | undefined {
  return items.length > 0
    ? items.reduce((sum, item) => sum + item.x, 0) / items.length
    : undefined;
}

/** The middle of what a node is connected to: above, below, or both. */
function middleOf({ up, down, x }: Item, isDown: boolean | undefined): number {
  // A trunk begins where there is room: its source need not follow.
  const nodes = down.filter(other => other.isNode);
  const below = nodes.length > 0 ? nodes : down;
  const near = isDown === undefined ? [...up, ...below] : isDown ? up : below;
  return meanX(near) ?? x;
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
