import type { Item } from './items';

/** Items below each other that are to stand upright: a trunk, or steps in a row. */
export interface Strand {
  readonly items: readonly Item[];
  /** What they are connected to beside each other. */
  readonly others: readonly Item[];
}

/** The strand of each item; one that belongs to no other has one of its own. */
export function strandsOf(
  layers: readonly (readonly Item[])[]
): ReadonlyMap<Item, Strand> {
  const groups = new Map<Item, Item[]>();
  // From above to below: what an item goes on from has its group already.
  for (const item of layers.flat()) {
    const last = item.up.find(other => goesOn(other, item));
    const group = (last && groups.get(last)) ?? [];
    group.push(item);
    groups.set(item, group);
  }
  const strands = new Map<readonly Item[], Strand>();
  return new Map(
    [...groups].map(([item, items]) => {
      const strand = strands.get(items) ?? { items, others: others(items) };
      strands.set(items, strand);
      return [item, strand];
    })
  );
}

/** Whether a line between two is to be upright before all others. */
function goesOn(upper: Item, lower: Item): boolean {
  if (!upper.isNode || !lower.isNode) {
    return !upper.isNode && upper.id === lower.id && !lower.isNode;
  }
  const isNode = (item: Item): boolean => item.isNode;
  return (
    upper.down.filter(isNode).length === 1 &&
    lower.up.filter(isNode).length === 1
  );
}

function others(items: readonly Item[]): readonly Item[] {
  return items.flatMap(item =>
    [...item.up, ...item.down].filter(other => !items.includes(other))
  );
}
