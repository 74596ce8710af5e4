import type { LayoutInput } from './layout';

/** How many lanes stand beside a list of steps at most: more could not be told apart. */
export const LANES = 10;

/**
 * The lines beside a list of steps, as those beside the history of a
 * repository: each step has a dot in a lane, and what it gives goes down from
 * there to all that take it, in a lane that is its own as far as it is used.
 */
export interface Lanes {
  /** By the step's id. */
  readonly rows: ReadonlyMap<string, LaneRow>;
  /** How many lanes there are. */
  readonly count: number;
  /**
   * The last lane, where there are more lines than lanes: those that go
   * furthest share it.
   */
  readonly bundle?: number;
}

/** What is drawn in one row. */
export interface LaneRow {
  /** The lane of its dot. */
  readonly dot: number;
  readonly lines: readonly LaneLine[];
}

export interface LaneLine {
  /** `past`: through the row; `in`: from above to its dot; `out`: from its dot downward. */
  readonly way: 'past' | 'in' | 'out';
  /** Where it meets the row above or below. */
  readonly lane: number;
  /** The id of the step that it comes from; absent where lines of several are one. */
  readonly from?: string;
  readonly isOrder: boolean;
  /** The edges that it is part of, as indices in the graph. */
  readonly edges: readonly number[];
}

/** The edges of one step and kind: one line, which branches at each taker. */
interface Trunk {
  readonly from: number;
  /** The row of the last that takes it. */
  readonly to: number;
  readonly isOrder: boolean;
  /** Whether it is in the lane of those that share one. */
  readonly isShared: boolean;
  readonly takers: readonly { readonly row: number; readonly edge: number }[];
}

/** @param limit - how many lanes there may be, at least three */
export function layOutLanes(input: LayoutInput, limit: number = LANES): Lanes {
  const { ids } = input;
  const whole = trunksOf(input);
  const isFull = cutsOf(whole, limit).size > 0;
  const bundle = isFull ? limit - 1 : undefined;
  const cuts = cutsOf(whole, bundle ?? limit);
  const begun = whole.map(trunks =>
    trunks.flatMap(each => partsOf(each, cuts))
  );
  const lanes = new Map<Trunk, number>();
  const laneOf = (trunk: Trunk): number =>
    (trunk.isShared ? bundle : lanes.get(trunk)) ?? 0;
  const lineOf = (
    trunk: Trunk,
    way: LaneLine['way'],
    row: number
  ): LaneLine => ({
    way,
    lane: laneOf(trunk),
    from: ids[trunk.from],
    isOrder: trunk.isOrder,
    edges: trunk.takers
      .filter(taker => (way === 'in' ? taker.row === row : taker.row > row))
      .map(taker => taker.edge)
  });
  const rows = new Map<string, LaneRow>();
  let open: readonly Trunk[] = [];
  ids.forEach((id, row) => {
    const coming = open.filter(each => each.takers.some(to => to.row === row));
    const past = open.filter(each => each.to > row);
    const taken = new Set([bundle, ...past.map(laneOf)]);
    const last = nearest(
      coming.filter(each => each.to === row && !each.isShared)
    );
    // Where a line ends the next goes on: so a chain is straight.
    const dot = last ? laneOf(last) : firstFree(taken);
    let lane = dot;
    for (const trunk of begun[row].filter(each => !each.isShared)) {
      lanes.set(trunk, lane);
      lane = firstFree(taken.add(dot));
    }
    const lines = [
      ...past.map(trunk => lineOf(trunk, 'past', row)),
      ...coming.map(trunk => lineOf(trunk, 'in', row)),
      ...begun[row].map(trunk => lineOf(trunk, 'out', row))
    ];
    rows.set(id, { dot, lines: bundled(lines, bundle) });
    open = [...past, ...begun[row]];
  });
  const used = [...rows.values()].flatMap(({ dot, lines }) => [
    dot,
    ...lines.map(line => line.lane)
  ]);
  return {
    rows,
    count: Math.max(-1, ...used) + 1,
    ...(bundle !== undefined && { bundle })
  };
}

/** The trunks that begin in each row, flows before orders. */
function trunksOf({ ids, edges }: LayoutInput): Trunk[][] {
  const rows = new Map(ids.map((id, row) => [id, row]));
  const starting = ids.map((): Trunk[] => []);
  for (const isOrder of [false, true]) {
    ids.forEach((id, from) => {
      const takers = edges
        .filter(each => each.from === id && each.isOrder === isOrder)
        .map(({ to, edge }) => ({ row: rows.get(to) ?? -1, edge }))
        .filter(({ row }) => row > from)
        .sort((a, b) => a.row - b.row);
      const last = takers.at(-1);
      if (last) {
        starting[from].push({
          from,
          to: last.row,
          isOrder,
          isShared: false,
          takers
        });
      }
    });
  }
  return starting;
}

/**
 * Which trunks have to share a lane, and below which row, so that no row needs
 * more lanes than there are: those that go furthest. What is near keeps its own.
 */
function cutsOf(
  begun: readonly (readonly Trunk[])[],
  limit: number
): ReadonlyMap<Trunk, number> {
  const cuts = new Map<Trunk, number>();
  let open: Trunk[] = [];
  begun.forEach((starting, row) => {
    const shrinkTo = (most: number): void => {
      open.sort((a, b) => a.to - b.to);
      open.splice(most).forEach(trunk => cuts.set(trunk, row));
    };
    open = open.filter(trunk => trunk.to > row);
    // The dot of the row needs a lane too.
    shrinkTo(limit - 1);
    open.push(...starting);
    shrinkTo(limit);
  });
  return cuts;
}

/** What of a trunk has a lane of its own, and what shares one. */
function partsOf(trunk: Trunk, cuts: ReadonlyMap<Trunk, number>): Trunk[] {
  const cut = cuts.get(trunk) ?? trunk.to;
  const isNear = (taker: Trunk['takers'][number]): boolean => taker.row <= cut;
  const near = trunk.takers.filter(isNear);
  const far = trunk.takers.filter(taker => !isNear(taker));
  return [
    { ...trunk, takers: near, to: near.at(-1)?.row ?? -1 },
    { ...trunk, takers: far, isShared: true }
  ].filter(({ takers }) => takers.length > 0);
}

/** A flow before an order, and what comes from the nearest step. */
function nearest(trunks: readonly Trunk[]): Trunk | undefined {
  return [...trunks].sort(
    (a, b) => Number(a.isOrder) - Number(b.isOrder) || b.from - a.from
  )[0];
}

function firstFree(taken: ReadonlySet<number | undefined>): number {
  let lane = 0;
  while (taken.has(lane)) {
    lane++;
  }
  return lane;
}

/** What goes past in the shared lane is one line. */
function bundled(
  lines: readonly LaneLine[],
  bundle: number | undefined
): readonly LaneLine[] {
  const isShared = ({ way, lane }: LaneLine): boolean =>
    way === 'past' && lane === bundle;
  const shared = lines.filter(isShared);
  return shared.length < 2
    ? lines
    : [
        {
          way: 'past',
          lane: shared[0].lane,
          isOrder: shared.every(line => line.isOrder),
          edges: shared.flatMap(line => line.edges)
        },
        ...lines.filter(line => !isShared(line))
      ];
}
