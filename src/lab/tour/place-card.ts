/** A box in the window, in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Between the card and what it speaks of, and around the card, in px. */
const GAP = 12;

/**
 * Where a card stands beside what it speaks of: below it where there is room,
 * else on the right, the left or above; else in the corner that hides the
 * least. It is always whole in the window, as far as that is large enough.
 */
export function placeCard(
  anchor: Box | undefined,
  card: Pick<Box, 'width' | 'height'>,
  window: Pick<Box, 'width' | 'height'>
): Pick<Box, 'left' | 'top'> {
  const most = {
    left: Math.max(GAP, window.width - card.width - GAP),
    top: Math.max(GAP, window.height - card.height - GAP)
  };
  if (!anchor) {
    return most;
  }
  const right = anchor.left + anchor.width + GAP;
  const below = anchor.top + anchor.height + GAP;
  const left = anchor.left - card.width - GAP;
  const above = anchor.top - card.height - GAP;
  const along = {
    left: clamp(anchor.left, GAP, most.left),
    top: clamp(anchor.top, GAP, most.top)
  };
  if (below >= GAP && below <= most.top) {
    return { left: along.left, top: below };
  }
  if (right >= GAP && right <= most.left) {
    return { left: right, top: along.top };
  }
  if (left >= GAP && left <= most.left) {
    return { left, top: along.top };
  }
  if (above >= GAP && above <= most.top) {
    return { left: along.left, top: above };
  }
  return most;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
