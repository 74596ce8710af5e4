import React, { useMemo, useRef } from 'react';
import { linesOf } from '../../graph/model/lines';
import { litBy } from '../../graph/model/lit';
import {
  firstCells,
  nodesOf,
  structureOf,
  versionOf
} from '../../graph/session-graph';
import { useActions, useActiveStep } from '../../graph/view/use-notebook';
import { useValues } from '../../graph/view/use-values';
import type { GraphContext } from '../../graph/view/graph-view';
import { CommandIDs } from '../../commands';
import type { NotebookSession } from '../../sessions/notebook-session';
import type { CellTarget, PanelContext } from '../panel-body';
import { useRowFocus } from '../use-row-focus';
import { Step, type StepActions } from './step';
import { StepParts } from './step-parts';
import type { StepRow } from './step-rows';
import { useRevealRow } from './use-reveal-row';

/**
 * The steps in the order of the notebook, with what goes between them as lines
 * beside the rows: up and down go from row to row, right and left unfold and
 * fold one.
 */
export function Steps({
  rows,
  session,
  context,
  graphContext
}: {
  readonly rows: readonly StepRow[];
  readonly session: NotebookSession;
  readonly context: PanelContext;
  readonly graphContext: GraphContext;
}): React.JSX.Element {
  const { trans } = context;
  const { graph, nodes, parts, laneCount, keys } = useGraph(
    rows,
    session,
    graphContext
  );
  const { pointed, go, pointAt } = useGraphActions(session, graphContext);
  const actions = useStepActions(session, context, go, pointAt);
  const focus = useRowFocus(rows.length);
  const active = useActiveStep(session);
  const list = useRef<HTMLUListElement>(null);
  useRevealRow(list, active);
  const lines = useMemo(() => linesOf(graph?.edges ?? []), [graph]);
  const lit = useMemo(
    () => (pointed === undefined ? undefined : litBy(pointed, lines)),
    [pointed, lines]
  );
  const litEdges = useMemo(
    () =>
      new Set(
        graph?.edges.flatMap((edge, index) =>
          lit?.hasEdge(edge) ? [index] : []
        )
      ),
    [graph, lit]
  );
  return (
    <ul
      ref={list}
      className={`jp-Cellway-list ${lit ? 'jp-mod-pointed' : ''}`}
      role="list"
      aria-label={trans.__('Steps, and what goes between them')}
      {...focus.list}
    >
      {rows.map((row, index) => {
        const part = parts.get(row.id);
        const touches = part?.lane.lines.some(line =>
          line.edges.some(edge => litEdges.has(edge))
        );
        return (
          part && (
            <Step
              key={keys?.get(row.id) ?? row.id}
              row={row}
              node={nodes.get(row.id)}
              part={part}
              laneCount={laneCount}
              lit={touches ? litEdges : undefined}
              isLit={lit?.hasNode(row.id) ?? false}
              isActive={row.id === active}
              isTabStop={index === focus.active}
              actions={actions}
              trans={trans}
            />
          )
        );
      })}
    </ul>
  );
}

/**
 * The graph as the rows show it. What goes between steps is found anew when the
 * notebook is another, what became of them when that is other than before.
 */
function useGraph(
  rows: readonly StepRow[],
  session: NotebookSession,
  { service, trans }: GraphContext
) {
  const { shown } = session.pipeline;
  const valueOf = useValues(session, service);
  const graph = useMemo(
    () => shown && structureOf(shown, valueOf),
    [shown, valueOf]
  );
  const version = versionOf(session);
  const nodes = useMemo(
    () => new Map(nodesOf(session).map(node => [node.id, node])),

    [session, shown, version]
  );
  // A row stays what it is, unfolded or in focus, when its step gets another name.
  const keys = useMemo(() => shown && firstCells(shown), [shown]);
  const stepParts = useMemo(() => new StepParts(trans), [trans]);
  const ids = JSON.stringify(rows.map(row => row.id));
  const shape = useMemo(
    () => stepParts.of(graph, shown, JSON.parse(ids) as string[]),
    [stepParts, graph, shown, ids]
  );
  return { graph, nodes, keys, ...shape };
}

function useGraphActions(session: NotebookSession, context: GraphContext) {
  const { pointed, actions } = useActions(session, context);
  return { pointed, ...actions };
}

function useStepActions(
  session: NotebookSession,
  { commands, goTo }: PanelContext,
  go: StepActions['go'],
  pointAt: StepActions['pointAt']
): StepActions {
  const canRun = session.runs.canRun && !session.pipeline.problem;
  return useMemo(() => {
    const run =
      (id: string) =>
      (step: string): void =>
        void commands.execute(id, { step });
    const ifThere = (id: string) =>
      commands.hasCommand(id) ? run(id) : undefined;
    return {
      goTo: (target: CellTarget) => goTo(session, target),
      go,
      pointAt,
      runFrom: canRun ? run(CommandIDs.runFromHere) : undefined,
      openSettings: ifThere(CommandIDs.stepSettings),
      loadInputs: ifThere(CommandIDs.loadInputs),
      inspect: ifThere(CommandIDs.showArtifacts)
    };
  }, [session, commands, goTo, go, pointAt, canRun]);
}
