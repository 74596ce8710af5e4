import type { TranslationBundle } from '@jupyterlab/translation';
import React, { memo } from 'react';
import { colourClass } from '../../colours/step-colours';
import { LABEL } from '../layout/labels';
import type { Layout, Route } from '../layout/layout';
import { describeEdge } from '../model/describe';
import type { GraphEdge, StepGraph } from '../model/graph';
import type { Lit } from '../model/lit';

/** The lines between steps, with what goes along them. The steps say the same in words. */
export const Edges = memo(function Edges({
  graph,
  layout,
  lit,
  trans
}: {
  readonly graph: StepGraph;
  readonly layout: Layout;
  readonly lit: Lit | undefined;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const { width, height, routes } = layout;
  const nodes = new Map(graph.nodes.map(node => [node.id, node]));
  const drawn = routes.flatMap(route => {
    const edge = graph.edges[route.edge];
    return edge ? [{ route, edge, isLit: lit?.hasEdge(edge) }] : [];
  });
  // What is lit stands before what is not.
  drawn.sort((a, b) => Number(a.isLit ?? false) - Number(b.isLit ?? false));
  return (
    <svg
      className="jp-CellwayGraph-edges"
      width={width}
      height={height}
      aria-hidden="true"
    >
      {drawn.map(({ route, edge, isLit }) => (
        <EdgeLine
          key={`${edge.from} ${edge.to}`}
          path={route.path}
          title={`${edge.from} → ${edge.to}: ${describeEdge(edge, trans)}`}
          colour={nodes.get(edge.from)?.colour ?? 0}
          isOrder={edge.variables.length === 0}
          isLit={isLit}
        />
      ))}
      {drawn.map(({ route, edge, isLit }) => (
        <EdgeLabel
          key={`${edge.from} ${edge.to}`}
          route={route}
          edge={edge}
          isLit={isLit}
        />
      ))}
    </svg>
  );
});

/** Edges are made anew with the graph; most look as they did. */
const EdgeLine = memo(function EdgeLine({
  path,
  title,
  colour,
  isOrder,
  isLit
}: {
  readonly path: string;
  readonly title: string;
  readonly colour: number;
  readonly isOrder: boolean;
  readonly isLit: boolean | undefined;
}): React.JSX.Element {
  return (
    <g
      className={[
        'jp-CellwayGraph-edge',
        colourClass(colour),
        isOrder && 'jp-mod-order',
        isLit === true && 'jp-mod-lit',
        isLit === false && 'jp-mod-dim'
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <title>{title}</title>
      {/* Wide enough to be pointed at. */}
      <path className="jp-CellwayGraph-grip" d={path} />
      <path className="jp-CellwayGraph-line" d={path} />
    </g>
  );
});

function EdgeLabel({
  route: { label },
  edge: { to },
  isLit
}: {
  readonly route: Route;
  readonly edge: GraphEdge;
  readonly isLit: boolean | undefined;
}): React.JSX.Element | null {
  if (!label || (label.isCrowded && !isLit) || isLit === false) {
    return null;
  }
  return (
    <g className="jp-CellwayGraph-label" data-to={to}>
      <rect
        x={label.x - label.width / 2}
        y={label.y - LABEL.height / 2}
        width={label.width}
        height={LABEL.height}
      />
      <text x={label.x} y={label.y} dy="0.35em">
        {label.text}
      </text>
    </g>
  );
}
