import React from 'react';
import { colourClass } from '../../colours/step-colours';
import type { LaneLine } from '../../graph/layout/lanes';
import type { ColouredRow } from './step-parts';

/** From lane to lane, in px: less where there are many. */
const STEP = { most: 10, least: 6, all: 50 } as const;

/** Beside the outer lanes, in px. */
const MARGIN = 9;

/** The height of the part of a row in which lines bend, in px; the dot is in its middle. */
const HEAD = 24;

const DOT = 4;

/** The room that lanes take beside the rows, in px: it does not grow without end. */
export function widthOf(count: number): number {
  return count === 0 ? 0 : xOf(count - 1, count) + MARGIN;
}

function xOf(lane: number, count: number): number {
  const room = STEP.all / Math.max(1, count - 1);
  const step = Math.min(STEP.most, Math.max(STEP.least, room));
  return MARGIN + lane * step;
}

/**
 * The part of the graph beside one row: lines from above, to the step and on
 * downward. It is as high as the row, however high that is; so that rows fit
 * together, a line is where the last row has left it. The row says the same in
 * words.
 */
export function LanesView({
  row,
  count,
  colour,
  lit,
  isLit
}: {
  readonly row: ColouredRow;
  /** How many lanes there are. */
  readonly count: number;
  /** Of the step. */
  readonly colour: number | undefined;
  /** Which edges are part of what is pointed at. */
  readonly lit: ReadonlySet<number> | undefined;
  /** Whether the step itself is. */
  readonly isLit: boolean;
}): React.JSX.Element {
  const x = (lane: number): number => xOf(lane, count);
  return (
    <svg
      className="jp-Cellway-lanes"
      width={widthOf(count)}
      height="100%"
      aria-hidden="true"
    >
      {row.lines.map(line => (
        <g
          key={`${line.way} ${line.lane} ${line.from} ${line.isOrder}`}
          className={[
            'jp-Cellway-lane',
            line.from === undefined ? 'jp-mod-bundle' : classOf(line.colour),
            line.isOrder && 'jp-mod-order',
            line.edges.some(edge => lit?.has(edge)) && 'jp-mod-lit'
          ]
            .filter(Boolean)
            .join(' ')}
        >
          <Line line={line} at={x(line.lane)} dot={x(row.dot)} />
        </g>
      ))}
      <circle
        className={`jp-Cellway-dot ${classOf(colour)} ${isLit ? 'jp-mod-lit' : ''}`}
        cx={x(row.dot)}
        cy={HEAD / 2}
        r={DOT}
      />
    </svg>
  );
}

function classOf(colour: number | undefined): string {
  return colour === undefined ? '' : colourClass(colour);
}

/** @param at - where it meets the row above or below, in px */
function Line({
  line: { way },
  at,
  dot
}: {
  readonly line: LaneLine;
  readonly at: number;
  readonly dot: number;
}): React.JSX.Element {
  const middle = HEAD / 2;
  switch (way) {
    case 'past':
      return <line x1={at} x2={at} y1={0} y2="100%" />;
    case 'in':
      return <path d={`M${at} 0Q${at} ${middle} ${dot} ${middle}`} />;
    case 'out':
      return (
        <>
          <path d={`M${dot} ${middle}Q${at} ${middle} ${at} ${HEAD}`} />
          <line x1={at} x2={at} y1={HEAD} y2="100%" />
        </>
      );
  }
}
