import '../../../style/graph.css';
import React from 'react';
import type { NotebookSession } from '../sessions/notebook-session';
import { GraphView, type GraphContext } from './view/graph-view';

/** The drawing in the sidebar; loaded when it is first seen. */
export default function GraphSection({
  session,
  context
}: {
  readonly session: NotebookSession;
  readonly context: GraphContext;
}): React.JSX.Element {
  return (
    <div className="jp-CellwayGraph">
      <GraphView
        session={session}
        mode="graph"
        direction="down"
        context={context}
      />
    </div>
  );
}
