import {
  LETTER,
  type Direction,
  type DrawnEdge,
  type Label,
  type Point
} from './layout';

/** The way of an edge through the layers; only the last part is its alone. */
export interface Lane {
  readonly edge: DrawnEdge;
  readonly points: readonly Point[];
  /** That of its target. */
  readonly layer: number;
}

export const LABEL = { font: 11, height: 15, padding: 3 } as const;

/** Between a text and the nodes to its left and right, in px. */
export const BESIDE = 8;

/** The room that a text takes, in px. */
export function widthOf(text: string): number {
  return text.length * LABEL.font * LETTER + 2 * LABEL.padding;
}

/** Where on a part of the way a text may stand, the best first. */
const PLACES = { shared: [0.2, 0.3], own: [0.5, 0.66, 0.34, 0.78, 0.22] };

/**
 * Puts the texts of edges where they do not cover each other, as far as there
 * is room. What a source gives to several is written once, where it leaves.
 *
 * @param lanes - as if they went down
 */
export function placeLabels(
  lanes: readonly Lane[],
  direction: Direction
): (Label | undefined)[] {
  const taken: Label[] = [];
  const sharing = new Map<string, number>();
  for (const { edge } of lanes) {
    sharing.set(keyOf(edge), (sharing.get(keyOf(edge)) ?? 0) + 1);
  }
  const written = new Set<string>();
  return lanes.map(lane => {
    const { text } = lane.edge;
    const key = keyOf(lane.edge);
    if (text === '' || written.has(key)) {
      return undefined;
    }
    const isShared = (sharing.get(key) ?? 0) > 1;
    if (isShared) {
      written.add(key);
    }
    const [from, to] = isShared ? lane.points : lane.points.slice(-2);
    const width = widthOf(text);
    const places = (isShared ? PLACES.shared : PLACES.own).map(part => {
      // A shared text stands behind the middle of its source, where all lines begin.
      const place = isShared ? below(from, to, part) : pointAt(from, to, part);
      return {
        ...(direction === 'down' ? place : beside(place, from, to, width)),
        text,
        width,
        isCrowded: false
      };
    });
    const free = places.find(place =>
      taken.every(other => !covers(place, other))
    );
    if (free) {
      taken.push(free);
    }
    return free ?? { ...places[0], isCrowded: true };
  });
}

function keyOf({ from, text }: DrawnEdge): string {
  return `${from} ${text}`;
}

function below(from: Point, to: Point, part: number): Point {
  return { x: from.x, y: from.y + (to.y - from.y) * part };
}

/** A place of a line that goes right, between the nodes at its ends. */
function beside(place: Point, from: Point, to: Point, width: number): Point {
  const most = to.y - BESIDE - width / 2;
  const least = from.y + BESIDE + width / 2;
  return { x: Math.max(least, Math.min(place.y, most)), y: place.x };
}

/** A point of the curve between two points, which begins and ends upright. */
function pointAt(from: Point, to: Point, t: number): Point {
  const near = (1 - t) ** 3 + 3 * (1 - t) ** 2 * t;
  const middle = (from.y + to.y) / 2;
  const y = (1 - t) ** 3 * from.y + 3 * (1 - t) * t * middle + t ** 3 * to.y;
  return { x: near * from.x + (1 - near) * to.x, y };
}

function covers(one: Label, other: Label): boolean {
  return (
    Math.abs(one.y - other.y) < LABEL.height &&
    Math.abs(one.x - other.x) < (one.width + other.width) / 2
  );
}
