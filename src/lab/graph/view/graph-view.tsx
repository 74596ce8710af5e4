import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useMemo, useRef } from 'react';
import type { IService } from '../../api/service';
import { useChanged } from '../../panel/use-changed';
import type { NotebookSession } from '../../sessions/notebook-session';
import { layOutColumn } from '../layout/column';
import { keyOf, layoutInputOf } from '../layout/input';
import { layOutLayers } from '../layout/layered';
import type { StepGraph } from '../model/graph';
import { linesOf } from '../model/lines';
import { graphOf, versionOf } from '../session-graph';
import { Canvas } from './canvas';
import { Drawing } from './drawing';
import { GraphList } from './list';
import { useActiveStep, useActions } from './use-notebook';
import { useSize, type Size } from './use-size';
import { useValues } from './use-values';

/** Narrower than that, in px, two steps would hardly stand beside each other. */
const NARROW = 420;

/** How the graph is shown: drawn, or in words. */
export type GraphMode = 'graph' | 'list';

export interface GraphContext {
  readonly service: IService;
  readonly trans: TranslationBundle;
  /** Brings the notebook to the front. */
  readonly showNotebook: (session: NotebookSession, focus: boolean) => void;
}

/** The steps of a notebook and what goes between them, kept up to date while it is edited and run. */
export function GraphView({
  session,
  mode,
  context
}: {
  readonly session: NotebookSession;
  readonly mode: GraphMode;
  readonly context: GraphContext;
}): React.JSX.Element {
  useChanged(session.changed);
  const { trans } = context;
  const { shown, problem } = session.pipeline;
  const version = versionOf(session);
  const valueOf = useValues(session, context.service);
  const graph = useMemo(
    () => graphOf(session, valueOf),

    [session, shown, version, valueOf]
  );
  const room = useRef<HTMLDivElement>(null);
  const size = useSize(room);
  const active = useActiveStep(session);
  const { pointed, actions } = useActions(session, context);
  const isEmpty = !graph || graph.nodes.length === 0;
  return (
    <div ref={room} className="jp-CellwayGraph-room">
      {isEmpty && (
        <p className="jp-Cellway-hint">
          {shown || problem
            ? trans.__('There is no code to run.')
            : trans.__('Reading the notebook…')}
        </p>
      )}
      {!isEmpty && mode === 'list' && (
        <GraphList
          graph={graph}
          active={active}
          actions={actions}
          trans={trans}
        />
      )}
      {!isEmpty && mode === 'graph' && size && (
        <Drawn
          graph={graph}
          size={size}
          active={active}
          pointed={pointed}
          actions={actions}
          trans={trans}
        />
      )}
    </div>
  );
}

function Drawn({
  graph,
  size,
  ...rest
}: {
  readonly graph: StepGraph;
  readonly size: Size;
} & Pick<
  React.ComponentProps<typeof Drawing>,
  'active' | 'pointed' | 'actions' | 'trans'
>): React.JSX.Element {
  const isColumn = size.width < NARROW;
  const width = isColumn ? size.width : 0;
  const lines = useMemo(() => linesOf(graph.edges), [graph]);
  const input = layoutInputOf(graph);
  const key = keyOf(input);
  const layout = useMemo(
    () => (isColumn ? layOutColumn(input, width) : layOutLayers(input)),

    [key, isColumn, width]
  );
  const drawing = { graph, layout, lines, isColumn, ...rest };
  return isColumn ? (
    <Drawing {...drawing} />
  ) : (
    <Canvas {...drawing} room={size} />
  );
}
