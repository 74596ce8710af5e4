import React, { useCallback, useMemo } from 'react';
import { CommandIDs } from '../../commands';
import type { NotebookSession } from '../../sessions/notebook-session';
import type { CellTarget, PanelContext } from '../panel-body';
import { useRowFocus } from '../use-row-focus';
import { Step, type StepActions } from './step';
import type { StepRow } from './step-rows';

/** The list of steps: up and down go from row to row, right and left unfold and fold a log. */
export function Steps({
  rows,
  session,
  context
}: {
  readonly rows: readonly StepRow[];
  readonly session: NotebookSession;
  readonly context: PanelContext;
}): React.JSX.Element {
  const { commands, trans, goTo } = context;
  const focus = useRowFocus(rows.length);
  const canRun = session.runs.canRun && !session.pipeline.problem;
  const onGo = useCallback(
    (target: CellTarget) => goTo(session, target),
    [session, goTo]
  );
  const actions: StepActions = useMemo(
    () => ({
      goTo: onGo,
      runFrom: canRun
        ? step => void commands.execute(CommandIDs.runFromHere, { step })
        : undefined,
      openSettings: commands.hasCommand(CommandIDs.stepSettings)
        ? step => void commands.execute(CommandIDs.stepSettings, { step })
        : undefined,
      loadInputs: commands.hasCommand(CommandIDs.loadInputs)
        ? step => void commands.execute(CommandIDs.loadInputs, { step })
        : undefined,
      inspect: commands.hasCommand(CommandIDs.showArtifacts)
        ? step => void commands.execute(CommandIDs.showArtifacts, { step })
        : undefined
    }),
    [onGo, canRun, commands]
  );
  return (
    <ul className="jp-Cellway-list" role="list" {...focus.list}>
      {rows.map((row, index) => (
        <Step
          key={row.id}
          row={row}
          actions={actions}
          isTabStop={index === focus.active}
          trans={trans}
        />
      ))}
    </ul>
  );
}
