/** Where what waits stands: below what it waits for, or to the right of it. */
export type Direction = 'down' | 'right';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything is drawn, in px from the upper left corner. */
export interface Layout {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  /** By the node's id. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** Of the edges that are drawn, in the order of the graph. */
  readonly routes: readonly Route[];
  /** The ids of nodes that stand beside each other: layer by layer in the direction, from left to right or from above to below in each. */
  readonly layers: readonly (readonly string[])[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Route {
  /** The edge's index in the graph. */
  readonly edge: number;
  /** As in the attribute `d` of an SVG path. */
  readonly path: string;
  /** Where its text stands; absent where there is none. */
  readonly label?: Label;
}

export interface Label {
  readonly text: string;
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Others stand there already: it is shown when it is asked for. */
  readonly isCrowded: boolean;
}

/** An edge to be drawn. */
export interface DrawnEdge {
  /** Its index in the graph. */
  readonly edge: number;
  readonly from: string;
  readonly to: string;
  readonly isOrder: boolean;
  /** What stands beside it; may be empty. */
  readonly text: string;
}

export interface LayoutInput {
  /** Each behind those that it waits for. */
  readonly ids: readonly string[];
  readonly edges: readonly DrawnEdge[];
}

/** The width of a letter in the font of code, of its size. */
export const LETTER = 0.602;
