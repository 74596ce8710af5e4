import type { Box, DrawnEdge, Layout, LayoutInput, Route } from './layout';

/** Heights of rows, in px, without and with a second line. */
export const ROW = { low: 28, high: 42 } as const;

const MARGIN = 6;
const ROW_GAP = 4;

/** From lane to lane, and beside the lanes. */
const LANE = { most: 8, least: 3, edge: 7 } as const;

/** The part of the width that lanes may take. */
const LANES_SHARE = 0.35;

/** How far from the middle of a row lines leave it and come to it. */
const PORT = 5;

/** The lines of one source and kind: they share a lane. */
interface Trunk {
  readonly from: number;
  to: number;
  readonly edges: DrawnEdge[];
  lane: number;
}

/**
 * The steps below each other in the order of the notebook, with lines in lanes
 * beside them: it fits where there is no room to the side, and scrolls in one
 * direction only.
 *
 * @param width - that is there, in px
 */
export function layOutColumn(
  { ids, edges }: LayoutInput,
  width: number
): Layout {
  const rows = new Map(ids.map((id, index) => [id, index]));
  const trunks = trunksOf(edges, rows);
  const count = giveLanes(trunks);
  const room = width * LANES_SHARE - 2 * LANE.edge;
  const step = Math.max(LANE.least, Math.min(LANE.most, room / count));
  const left = 2 * LANE.edge + Math.max(0, count - 1) * step;
  const boxes = boxesOf(ids, edges, left, width);
  const bottom = Math.max(0, ...[...boxes.values()].map(b => b.y + b.height));
  const routes = trunks.flatMap(({ lane, edges: shared }) =>
    shared.map((edge): Route => {
      const x = left - LANE.edge - lane * step;
      return {
        edge: edge.edge,
        path: pathOf(boxes.get(edge.from), boxes.get(edge.to), x)
      };
    })
  );
  return {
    width,
    height: bottom + MARGIN,
    boxes,
    routes: routes.sort((a, b) => a.edge - b.edge),
    layers: ids.map(id => [id])
  };
}

function trunksOf(
  edges: readonly DrawnEdge[],
  rows: ReadonlyMap<string, number>
): Trunk[] {
  const trunks = new Map<string, Trunk>();
  for (const edge of edges) {
    const from = rows.get(edge.from);
    const to = rows.get(edge.to);
    if (from === undefined || to === undefined || from >= to) {
      continue;
    }
    const key = `${edge.isOrder} ${edge.from}`;
    const trunk = trunks.get(key) ?? { from, to, edges: [], lane: 0 };
    trunk.to = Math.max(trunk.to, to);
    trunk.edges.push(edge);
    trunks.set(key, trunk);
  }
  return [...trunks.values()];
}

/** Short ones stand nearest to the steps. Returns how many lanes there are. */
function giveLanes(trunks: readonly Trunk[]): number {
  const lanes: Trunk[][] = [];
  const sorted = [...trunks].sort(
    (a, b) => a.to - a.from - (b.to - b.from) || a.from - b.from
  );
  for (const trunk of sorted) {
    const isFree = (lane: readonly Trunk[]): boolean =>
      lane.every(other => other.to <= trunk.from || trunk.to <= other.from);
    const found = lanes.findIndex(isFree);
    trunk.lane = found < 0 ? lanes.length : found;
    (lanes[trunk.lane] ??= []).push(trunk);
  }
  return Math.max(1, lanes.length);
}

function boxesOf(
  ids: readonly string[],
  edges: readonly DrawnEdge[],
  x: number,
  right: number
): Map<string, Box> {
  const reading = new Set(
    edges.filter(edge => edge.text !== '').map(edge => edge.to)
  );
  const boxes = new Map<string, Box>();
  let y = MARGIN;
  for (const id of ids) {
    const height = reading.has(id) ? ROW.high : ROW.low;
    boxes.set(id, { x, y, width: Math.max(60, right - x - MARGIN), height });
    y += height + ROW_GAP;
  }
  return boxes;
}

function pathOf(
  from: Box | undefined,
  to: Box | undefined,
  lane: number
): string {
  if (!from || !to) {
    return '';
  }
  const begin = from.y + ROW.low / 2 + PORT;
  const end = to.y + ROW.low / 2 - PORT;
  const bend = Math.min(8, (end - begin) / 2);
  return (
    `M${from.x} ${begin}H${lane + bend}` +
    `Q${lane} ${begin} ${lane} ${begin + bend}` +
    `V${end - bend}` +
    `Q${lane} ${end} ${lane + bend} ${end}H${to.x}`
  );
}
