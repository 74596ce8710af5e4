import { itemsOf, type Item, type Items } from './items';
import { placeLabels, type Lane } from './labels';
import type { Box, DrawnEdge, Layout, LayoutInput } from './layout';
import { orderLayers } from './order';
import { placeItems } from './place';
import { ranksOf } from './ranks';

export const NODE = { width: 188, height: 48 } as const;

const MARGIN = 16;
const SPACING = { node: 24, passage: 18 } as const;

/** Between layers, in px: more where lines go far to the side. */
const GAP = { least: 48, most: 110 } as const;

/** How far apart lines end at a node, at most. */
const PORT = 20;

/**
 * The steps in layers, each below those that it waits for, as wide as it is
 * high or so. Milliseconds at 200 steps, and the same for the same.
 */
export function layOutLayers(input: LayoutInput): Layout {
  const limit = 4 + Math.ceil(Math.sqrt(input.ids.length));
  const items = itemsOf(input, ranksOf(input, limit), NODE.width);
  orderLayers(items.layers);
  placeItems(items.layers, SPACING);
  moveToMargin(items.layers.flat());
  const tops = topsOf(items.layers);
  const boxes = new Map(
    [...items.nodes].map(([id, { x, layer }]): [string, Box] => [
      id,
      { ...NODE, x: x - NODE.width / 2, y: tops[layer] }
    ])
  );
  const lanes = lanesOf(input.edges, items, tops);
  const labels = placeLabels(lanes);
  const right = Math.max(
    ...[...items.layers.flat()].map(({ x, width }) => x + width / 2),
    ...labels.map(label => (label ? label.x + label.width / 2 : 0))
  );
  return {
    width: Math.max(0, right) + MARGIN,
    height: (tops.at(-1) ?? 0) + NODE.height + MARGIN,
    boxes,
    routes: lanes.map(({ edge, points }, index) => ({
      edge: edge.edge,
      path: pathOf(points),
      ...(labels[index] && { label: labels[index] })
    })),
    layers: items.layers.map(layer =>
      layer.filter(item => item.isNode).map(item => item.id)
    )
  };
}

function moveToMargin(items: readonly Item[]): void {
  const left = Math.min(0, ...items.map(({ x, width }) => x - width / 2));
  const least = Math.min(...items.map(({ x, width }) => x - width / 2));
  for (const item of items) {
    item.x += MARGIN - (Number.isFinite(least) ? least : left);
  }
}

function topsOf(layers: readonly (readonly Item[])[]): number[] {
  const tops: number[] = [];
  let top = MARGIN;
  for (const layer of layers) {
    tops.push(top);
    const far = Math.max(
      0,
      ...layer.flatMap(item =>
        item.down.map(below => Math.abs(below.x - item.x))
      )
    );
    const gap = Math.min(GAP.most, Math.max(GAP.least, far / 8));
    top += NODE.height + gap;
  }
  return tops;
}

/** The way of each edge: from its source through passages to its target. */
function lanesOf(
  edges: readonly DrawnEdge[],
  { nodes, passage }: Items,
  tops: readonly number[]
): Lane[] {
  const ports = portsOf(edges, nodes, passage);
  return edges.flatMap(edge => {
    const source = nodes.get(edge.from);
    const target = nodes.get(edge.to);
    if (!source || !target || source.layer >= target.layer) {
      return [];
    }
    const points = [{ x: source.x, y: tops[source.layer] + NODE.height }];
    for (let layer = source.layer + 1; layer < target.layer; layer++) {
      const x = passage(edge.from, layer)?.x ?? source.x;
      points.push({ x, y: tops[layer] }, { x, y: tops[layer] + NODE.height });
    }
    points.push({ x: ports.get(edge) ?? target.x, y: tops[target.layer] });
    return [{ edge, points, layer: target.layer }];
  });
}

/** Where edges end at their targets: beside each other, in the order in which they come. */
function portsOf(
  edges: readonly DrawnEdge[],
  nodes: ReadonlyMap<string, Item>,
  passage: Items['passage']
): ReadonlyMap<DrawnEdge, number> {
  const byTarget = new Map<string, DrawnEdge[]>();
  for (const edge of edges) {
    byTarget.set(edge.to, [...(byTarget.get(edge.to) ?? []), edge]);
  }
  const ports = new Map<DrawnEdge, number>();
  for (const [to, coming] of byTarget) {
    const target = nodes.get(to);
    if (!target) {
      continue;
    }
    const xOf = ({ from }: DrawnEdge): number =>
      passage(from, target.layer - 1)?.x ?? nodes.get(from)?.x ?? 0;
    const sorted = [...coming].sort((a, b) => xOf(a) - xOf(b));
    const apart = Math.min(PORT, (NODE.width * 0.8) / sorted.length);
    sorted.forEach((edge, index) => {
      const place = index - (sorted.length - 1) / 2;
      ports.set(edge, target.x + place * apart);
    });
  }
  return ports;
}

/** Curves between layers, straight lines beside them. */
function pathOf(points: Lane['points']): string {
  const [first, ...rest] = points.map(({ x, y }) => ({
    x: Math.round(x * 10) / 10,
    y: Math.round(y * 10) / 10
  }));
  let path = `M${first.x} ${first.y}`;
  rest.forEach(({ x, y }, index) => {
    const last = index === 0 ? first : rest[index - 1];
    const middle = (last.y + y) / 2;
    path +=
      last.x === x ? `V${y}` : `C${last.x} ${middle} ${x} ${middle} ${x} ${y}`;
  });
  return path;
}
