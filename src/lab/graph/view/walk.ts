import type { Box, Layout } from '../layout/layout';
import type { Lines } from '../model/lines';

/** The keys of a graph that goes right, as those of one that goes down. */
const TURNED: Readonly<Record<string, string>> = {
  ArrowRight: 'ArrowDown',
  ArrowLeft: 'ArrowUp',
  ArrowDown: 'ArrowRight',
  ArrowUp: 'ArrowLeft'
};

/** Where an arrow key leads from a step; undefined where it leads nowhere. */
export function walk(
  { direction, layers, boxes }: Layout,
  lines: Lines,
  from: string,
  key: string
): string | undefined {
  const layer = layers.findIndex(each => each.includes(from));
  const place = layers[layer]?.indexOf(from) ?? -1;
  const nearest = (ids: readonly string[] | undefined): string | undefined =>
    nearestTo(boxes.get(from), ids ?? [], boxes);
  switch (direction === 'down' ? key : (TURNED[key] ?? key)) {
    case 'ArrowDown':
      return nearest(lines.after(from)) ?? nearest(layers[layer + 1]);
    case 'ArrowUp':
      return nearest(lines.before(from)) ?? nearest(layers[layer - 1]);
    case 'ArrowRight':
      return layers[layer]?.[place + 1];
    case 'ArrowLeft':
      return layers[layer]?.[place - 1];
    case 'Home':
      return layers[0]?.[0];
    case 'End':
      return layers.at(-1)?.at(-1);
    default:
      return undefined;
  }
}

function nearestTo(
  from: Box | undefined,
  ids: readonly string[],
  boxes: ReadonlyMap<string, Box>
): string | undefined {
  const distance = (id: string): number => {
    const to = boxes.get(id);
    return from && to ? Math.hypot(to.x - from.x, to.y - from.y) : Infinity;
  };
  return [...ids].sort((a, b) => distance(a) - distance(b))[0];
}
