import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useMemo, useRef } from 'react';
import type { IService } from '../../api/service';
import { useChanged } from '../../panel/use-changed';
import type { NotebookSession } from '../../sessions/notebook-session';
import { keyOf, layoutInputOf } from '../layout/input';
import { layOutLayers } from '../layout/layered';
import type { Direction } from '../layout/layout';
import type { StepGraph } from '../model/graph';
import { linesOf } from '../model/lines';
import { graphOf, versionOf } from '../session-graph';
import { Canvas } from './canvas';
import { GraphList } from './list';
import { useActiveStep, useActions } from './use-notebook';
import { useSize, type Size } from './use-size';
import { useValues } from './use-values';

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
  direction,
  context
}: {
  readonly session: NotebookSession;
  readonly mode: GraphMode;
  readonly direction: Direction;
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
          direction={direction}
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
  direction,
  size,
  ...rest
}: {
  readonly graph: StepGraph;
  readonly direction: Direction;
  readonly size: Size;
} & Pick<
  React.ComponentProps<typeof Canvas>,
  'active' | 'pointed' | 'actions' | 'trans'
>): React.JSX.Element {
  const lines = useMemo(() => linesOf(graph.edges), [graph]);
  const input = layoutInputOf(graph);
  const layout = useMemo(
    () => layOutLayers(input, direction),
    [keyOf(input), direction]
  );
  return (
    <Canvas graph={graph} layout={layout} lines={lines} room={size} {...rest} />
  );
}
