import { notebookIcon, tabIcon } from '@jupyterlab/ui-components';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import React from 'react';
import { CommandIDs } from '../commands';
import { isEnded } from '../runs/statuses';
import type { NotebookSession } from '../sessions/notebook-session';
import { nameOfStatus, StatusIcon } from './statuses';
import type { StepRow } from './steps/step-rows';
import { useDuration } from './use-duration';

/** The notebook, and how its last run is doing. */
export function Summary({
  session,
  steps,
  commands,
  trans
}: {
  readonly session: NotebookSession;
  readonly steps: readonly StepRow[];
  readonly commands: CommandRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const run = session.runs.current?.state;
  const isLive = run !== undefined && !isEnded(run.status);
  const ended = steps.filter(each => isEnded(each.runStatus ?? 'pending'));
  const time = useDuration(
    isLive ? (run.started ?? run.created) : undefined,
    run?.seconds
  );
  return (
    <div className="jp-Cellway-summary">
      <div className="jp-Cellway-line">
        <notebookIcon.react className="jp-Cellway-fileIcon" tag="span" />
        <span
          className="jp-Cellway-notebook"
          title={session.panel.context.localPath}
        >
          {session.name}
        </span>
        {run && (
          <>
            {isLive && (
              <span
                className="jp-Cellway-progress"
                title={trans.__('Steps that have ended, of all')}
              >
                {trans.__('%1/%2', ended.length, run.steps.length)}
              </span>
            )}
            {time && <span className="jp-Cellway-time">{time}</span>}
            <StatusIcon status={run.status} trans={trans} />
            <button
              className="jp-Cellway-iconButton"
              title={trans.__('Open the run in a tab: time line, logs, plots')}
              aria-label={trans.__('Open the run in a tab')}
              onClick={() => void commands.execute(CommandIDs.openRunView)}
            >
              <tabIcon.react tag={null} />
            </button>
          </>
        )}
      </div>
      {isLive && (
        <div
          className="jp-Cellway-bar"
          role="progressbar"
          aria-label={trans.__('Steps that have ended')}
          aria-valuemin={0}
          aria-valuemax={run.steps.length}
          aria-valuenow={ended.length}
        >
          <div
            style={{
              transform: `scaleX(${ended.length / Math.max(1, run.steps.length)})`
            }}
          />
        </div>
      )}
      <p className="jp-Cellway-spoken" role="status">
        {run && describe(steps, run.status, trans)}
      </p>
    </div>
  );
}

/** What is said aloud: the state of the run and the steps that failed, not every step. */
function describe(
  steps: readonly StepRow[],
  status: Parameters<typeof nameOfStatus>[0],
  trans: TranslationBundle
): string {
  const failed = steps.filter(each => each.runStatus === 'failed');
  return [
    trans.__('Run: %1.', nameOfStatus(status, trans)),
    ...failed.map(each =>
      trans.__('Step %1 failed: %2', each.id, each.error?.message ?? '')
    )
  ].join(' ');
}
