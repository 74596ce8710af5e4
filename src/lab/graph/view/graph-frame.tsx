import '../../../../style/panel.css';
// Here, not with the other styles: who does not look at a graph need not load it.
import '../../../../style/graph.css';
import { listIcon, type LabIcon } from '@jupyterlab/ui-components';
import React, { useState } from 'react';
import { useChanged } from '../../panel/use-changed';
import type { NotebookSession } from '../../sessions/notebook-session';
import type { GraphSettings } from '../graph-settings';
import { GraphView, type GraphContext, type GraphMode } from './graph-view';

/** Something that can be done with the graph, as a button. */
export interface GraphAction {
  readonly icon: LabIcon;
  readonly label: string;
  readonly execute: () => void;
}

/** The graph with a switch between drawing and words, and what else can be done with it. */
export function GraphFrame({
  session,
  context,
  settings,
  actions
}: {
  readonly session: NotebookSession;
  readonly context: GraphContext;
  readonly settings: GraphSettings;
  readonly actions: readonly GraphAction[];
}): React.JSX.Element {
  useChanged(settings.changed);
  const [mode, setMode] = useState<GraphMode>('graph');
  const { trans } = context;
  const isList = mode === 'list';
  return (
    <div className="jp-CellwayGraph">
      <div
        className="jp-CellwayGraph-toolbar"
        role="group"
        aria-label={trans.__('Graph')}
      >
        <button
          aria-pressed={isList}
          aria-label={trans.__('Show as list')}
          title={trans.__('Show the steps and what goes between them in words')}
          onClick={() => setMode(isList ? 'graph' : 'list')}
        >
          <listIcon.react tag={null} />
        </button>
        {actions.map(({ icon, label, execute }) => (
          <button
            key={label}
            aria-label={label}
            title={label}
            onClick={execute}
          >
            <icon.react tag={null} />
          </button>
        ))}
      </div>
      <GraphView
        session={session}
        mode={mode}
        direction={settings.direction}
        context={context}
      />
    </div>
  );
}
