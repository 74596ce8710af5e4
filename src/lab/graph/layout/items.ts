import type { LayoutInput } from './layout';

/**
 * What takes room in a layer: a node, or a place where edges of one source
 * pass through on their way further down. They share it, as a trunk that
 * branches: a value that all steps read is one line beside them, not one each.
 */
export interface Item {
  /** The node's id; of a passage, that of the source. */
  readonly id: string;
  readonly isNode: boolean;
  readonly layer: number;
  readonly width: number;
  /** Items in the layer above that a line comes from. */
  readonly up: Item[];
  readonly down: Item[];
  /** The place in its layer. */
  index: number;
  /** Its middle. */
  x: number;
}

const PASSAGE_WIDTH = 8;

export interface Items {
  readonly layers: readonly Item[][];
  readonly nodes: ReadonlyMap<string, Item>;
  /** The passage for the edges of a source in a layer. */
  passage(source: string, layer: number): Item | undefined;
}

/** @param ranks - the layer of each node, higher below */
export function itemsOf(
  { ids, edges }: LayoutInput,
  ranks: ReadonlyMap<string, number>,
  nodeWidth: number
): Items {
  const layers: Item[][] = [];
  const add = (id: string, isNode: boolean, layer: number): Item => {
    const row = (layers[layer] ??= []);
    const width = isNode ? nodeWidth : PASSAGE_WIDTH;
    const index = row.length;
    const item = { id, isNode, layer, width, up: [], down: [], index, x: 0 };
    row.push(item);
    return item;
  };
  const nodes = new Map(ids.map(id => [id, add(id, true, ranks.get(id) ?? 0)]));
  const passages = new Map<string, Item>();
  for (const { from, to } of edges) {
    const source = nodes.get(from);
    const target = nodes.get(to);
    if (!source || !target || source.layer >= target.layer) {
      continue;
    }
    let last = source;
    for (let layer = source.layer + 1; layer < target.layer; layer++) {
      const key = `${layer} ${from}`;
      let passage = passages.get(key);
      if (!passage) {
        passage = add(from, false, layer);
        passages.set(key, passage);
        link(last, passage);
      }
      last = passage;
    }
    link(last, target);
  }
  return {
    layers,
    nodes,
    passage: (source, layer) => passages.get(`${layer} ${source}`)
  };
}

function link(upper: Item, lower: Item): void {
  if (!upper.down.includes(lower)) {
    upper.down.push(lower);
    lower.up.push(upper);
  }
}
