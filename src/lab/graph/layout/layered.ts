import { itemsOf, type Item, type Items } from './items';
import { BESIDE, LABEL, placeLabels, widthOf, type Lane } from './labels';
import type {
  Box,
  Direction,
  DrawnEdge,
  Layout,
  LayoutInput,
  Point
} from './layout';
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
 * The steps in layers, each behind those that it waits for, as wide as it is
 * high or so. Milliseconds at 200 steps, and the same for the same.
 *
 * All is placed as if it went down; what goes right is turned at the end.
 */
export function layOutLayers(
  input: LayoutInput,
  direction: Direction = 'down'
): Layout {
  const isDown = direction === 'down';
  // Of a node: along its layer, and in the direction.
  const [breadth, depth] = isDown
    ? [NODE.width, NODE.height]
    : [NODE.height, NODE.width];
  const turn = ({ x, y }: Point): Point => (isDown ? { x, y } : { x: y, y: x });
  const limit = 4 + Math.ceil(Math.sqrt(input.ids.length));
  const items = itemsOf(input, ranksOf(input, limit), breadth);
  orderLayers(items.layers);
  placeItems(items.layers, SPACING);
  moveToMargin(items.layers.flat());
  const texts = isDown ? undefined : textRoom(input.edges, items);
  const tops = topsOf(items.layers, depth, texts);
  const boxes = new Map(
    [...items.nodes].map(([id, { x, layer }]): [string, Box] => [
      id,
      { ...NODE, ...turn({ x: x - breadth / 2, y: tops[layer] }) }
    ])
  );
  const lanes = lanesOf(input.edges, items, tops, { breadth, depth });
  const labels = placeLabels(lanes, direction);
  const corners = [...boxes.values()].map(({ x, y, width, height }) => ({
    x: x + width,
    y: y + height
  }));
  const trunks = items.layers
    .flat()
    .map(({ x, width, layer }) => turn({ x: x + width / 2, y: tops[layer] }));
  const ends = labels.flatMap(label =>
    label
      ? [{ x: label.x + label.width / 2, y: label.y + LABEL.height / 2 }]
      : []
  );
  const all = [...corners, ...trunks, ...ends];
  return {
    direction,
    width: Math.max(0, ...all.map(({ x }) => x)) + MARGIN,
    height: Math.max(0, ...all.map(({ y }) => y)) + MARGIN,
    boxes,
    routes: lanes.map(({ edge, points }, index) => ({
      edge: edge.edge,
      path: isDown ? pathDown(points) : pathRight(points),
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

/** Where layers begin. */
function topsOf(
  layers: readonly (readonly Item[])[],
  depth: number,
  texts: readonly number[] = []
): number[] {
  const tops: number[] = [];
  let top = MARGIN;
  layers.forEach((layer, index) => {
    tops.push(top);
    const far = Math.max(
      0,
      ...layer.flatMap(item =>
        item.down.map(below => Math.abs(below.x - item.x))
      )
    );
    const gap = Math.min(GAP.most, Math.max(GAP.least, far / 8));
    top += depth + Math.max(gap, texts[index] ?? 0);
  });
  return tops;
}

/** How wide the texts are that stand behind each layer, where lines go right. */
function textRoom(
  edges: readonly DrawnEdge[],
  { nodes }: Items
): readonly number[] {
  const room: number[] = [];
  for (const { from, to, text } of edges) {
    const [first, last] = [nodes.get(from)?.layer, nodes.get(to)?.layer];
    // What a source gives to several stands at its begin, all else at its end.
    for (const layer of [first, last === undefined ? last : last - 1]) {
      if (layer !== undefined) {
        room[layer] = Math.max(room[layer] ?? 0, widthOf(text) + 2 * BESIDE);
      }
    }
  }
  return room;
}

/** The way of each edge: from its source through passages to its target. */
function lanesOf(
  edges: readonly DrawnEdge[],
  { nodes, passage }: Items,
  tops: readonly number[],
  { breadth, depth }: { readonly breadth: number; readonly depth: number }
): Lane[] {
  const ports = portsOf(edges, nodes, passage, breadth);
  return edges.flatMap(edge => {
    const source = nodes.get(edge.from);
    const target = nodes.get(edge.to);
    if (!source || !target || source.layer >= target.layer) {
      return [];
    }
    const points = [{ x: source.x, y: tops[source.layer] + depth }];
    for (let layer = source.layer + 1; layer < target.layer; layer++) {
      const x = passage(edge.from, layer)?.x ?? source.x;
      points.push({ x, y: tops[layer] }, { x, y: tops[layer] + depth });
    }
    points.push({ x: ports.get(edge) ?? target.x, y: tops[target.layer] });
    return [{ edge, points, layer: target.layer }];
  });
}

/** Where edges end at their targets: beside each other, in the order in which they come. */
function portsOf(
  edges: readonly DrawnEdge[],
  nodes: ReadonlyMap<string, Item>,
  passage: Items['passage'],
  breadth: number
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
    const apart = Math.min(PORT, (breadth * 0.8) / sorted.length);
    sorted.forEach((edge, index) => {
      const place = index - (sorted.length - 1) / 2;
      ports.set(edge, target.x + place * apart);
    });
  }
  return ports;
}

/** Curves between layers, straight lines beside them. */
function pathDown(points: Lane['points']): string {
  const [first, ...rest] = points.map(rounded);
  let path = `M${first.x} ${first.y}`;
  rest.forEach(({ x, y }, index) => {
    const last = index === 0 ? first : rest[index - 1];
    const middle = (last.y + y) / 2;
    path +=
      last.x === x ? `V${y}` : `C${last.x} ${middle} ${x} ${middle} ${x} ${y}`;
  });
  return path;
}

/** As `pathDown`, turned. */
function pathRight(points: Lane['points']): string {
  const [first, ...rest] = points.map(rounded);
  let path = `M${first.y} ${first.x}`;
  rest.forEach(({ x, y }, index) => {
    const last = index === 0 ? first : rest[index - 1];
    const middle = (last.y + y) / 2;
    path +=
      last.x === x ? `H${y}` : `C${middle} ${last.x} ${middle} ${x} ${y} ${x}`;
  });
  return path;
}

function rounded({ x, y }: Point): Point {
  return { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 };
}
