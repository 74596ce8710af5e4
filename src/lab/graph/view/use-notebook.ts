import { useEffect, useMemo, useState } from 'react';
import { useChanged } from '../../panel/use-changed';
import type { NotebookSession } from '../../sessions/notebook-session';
import { goToStep } from '../cells/go-to-step';
import { lightCells } from '../cells/light-cells';
import type { GraphNode } from '../model/graph';
import { stepOfCell } from '../session-graph';
import type { GraphContext } from './graph-view';
import type { NodeActions } from './node';

/** The step of the cell that is active in the notebook. */
export function useActiveStep(session: NotebookSession): string | undefined {
  const { content } = session.panel;
  useChanged(content.activeCellChanged);
  return stepOfCell(session, content.activeCell?.model.id);
}

/** What the pointer and the keyboard do to steps; the cells of the one that is pointed at are lit. */
export function useActions(
  session: NotebookSession,
  context: GraphContext
): { readonly pointed: string | undefined; readonly actions: NodeActions } {
  const [pointed, pointAt] = useState<string>();
  const { shown } = session.pipeline;
  useEffect(() => {
    const step = shown?.pipeline.steps.find(each => each.id === pointed);
    const ids = step?.cells.map(({ cell }) => shown?.notebook.ids[cell] ?? '');
    return ids && lightCells(session.panel.content, ids);
  }, [session, shown, pointed]);
  const actions = useMemo(
    () => ({
      pointAt,
      go: ({ cells }: GraphNode, focus: boolean): void => {
        const { notebook } = session.pipeline.shown ?? {};
        const ids = cells.map(cell => notebook?.ids[cell] ?? '');
        context.showNotebook(session, focus);
        void goToStep(session.panel, ids, focus);
      }
    }),
    [session, context]
  );
  return { pointed, actions };
}
