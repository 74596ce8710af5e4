import React, { useMemo } from 'react';
import { CommandIDs } from '../commands';
import type { PanelContext } from '../panel/panel-body';
import type { NotebookSession } from '../sessions/notebook-session';
import { graphActions } from './graph-actions';
import { GraphFrame } from './view/graph-frame';

/** The graph in the sidebar; loaded when it is first seen. */
export default function GraphSection({
  session,
  context: { commands, trans, service, activate }
}: {
  readonly session: NotebookSession;
  readonly context: PanelContext;
}): React.JSX.Element {
  const actions = useMemo(
    () =>
      graphActions(commands, session, [
        CommandIDs.openGraph,
        CommandIDs.copyGraph,
        CommandIDs.exportGraph
      ]),
    [commands, session]
  );
  const context = useMemo(
    () => ({
      trans,
      service,
      showNotebook: ({ panel }: NotebookSession, focus: boolean): void => {
        if (focus || !panel.isVisible) {
          activate(panel.id);
        }
      }
    }),
    [trans, service, activate]
  );
  return <GraphFrame session={session} context={context} actions={actions} />;
}
