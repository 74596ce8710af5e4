import type { TranslationBundle } from '@jupyterlab/translation';
import {
  caretDownIcon,
  fastForwardIcon,
  inspectorIcon
} from '@jupyterlab/ui-components';
import React, { memo, useState } from 'react';
import { describeFailure } from '../../runs/describe-failure';
import { tuneIcon } from '../../icons/icons';
import { lastLine } from '../../runs/log-tail';
import type { CellTarget } from '../panel-body';
import { StatusIcon } from '../statuses';
import { useStepDuration } from '../use-duration';
import { ROW_FOCUS } from '../use-row-focus';
import { Log } from './log';
import type { StepRow } from './step-rows';

export interface StepActions {
  readonly goTo: (target: CellTarget) => void;
  /** Undefined while nothing can be run. */
  readonly runFrom: ((step: string) => void) | undefined;
  /** Shows what is set for a step, by its name. */
  readonly openSettings: ((step: string) => void) | undefined;
  /** Shows what it found and left; undefined where nothing can. */
  readonly inspect: ((step: string) => void) | undefined;
  /** Loads what it began with into the kernel; undefined where nothing can. */
  readonly loadInputs: ((step: string) => void) | undefined;
}

interface StepProps {
  readonly row: StepRow;
  readonly actions: StepActions;
  /** Whether the Tab key stops here. */
  readonly isTabStop: boolean;
  readonly trans: TranslationBundle;
}

/** A step: its state, name and time; below it how far it is, why it failed, and its log. */
export const Step = memo(function Step({
  row,
  actions,
  isTabStop,
  trans
}: StepProps): React.JSX.Element {
  const [isUnfolded, setUnfolded] = useState(false);
  const { target, log, runStatus = 'idle' } = row;
  const hasLog = log.lines.length > 0;
  const tabIndex = isTabStop ? 0 : -1;
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      setUnfolded(hasLog && event.key === 'ArrowRight');
      event.preventDefault();
    }
  };
  return (
    <li
      className={`jp-Cellway-step jp-mod-${runStatus}`}
      role="listitem"
      data-step={row.id}
    >
      <div className="jp-Cellway-line">
        <StatusIcon status={runStatus} trans={trans} />
        <button
          className={`jp-Cellway-name ${ROW_FOCUS}`}
          tabIndex={tabIndex}
          title={trans.__('%1: go to its cell', row.id)}
          onClick={() => target && actions.goTo(target)}
          onKeyDown={onKeyDown}
        >
          {row.id}
        </button>
        <button
          className="jp-Cellway-iconButton jp-Cellway-fromHere"
          tabIndex={tabIndex}
          disabled={!actions.runFrom}
          aria-label={trans.__('Run from %1', row.id)}
          title={trans.__('Run from here: this step and all that depend on it')}
          onClick={() => actions.runFrom?.(row.id)}
        >
          <fastForwardIcon.react tag={null} />
        </button>
        {actions.openSettings && (
          <button
            className="jp-Cellway-iconButton jp-Cellway-fromHere"
            tabIndex={tabIndex}
            aria-label={trans.__('Settings of %1', row.id)}
            title={trans.__('Settings: memory, retries, secrets and more')}
            onClick={() => actions.openSettings?.(row.name)}
          >
            <tuneIcon.react tag={null} />
          </button>
        )}
        {actions.inspect && row.runStatus && (
          <button
            className="jp-Cellway-iconButton jp-Cellway-inspect"
            tabIndex={tabIndex}
            aria-label={trans.__('Inputs and outputs of %1', row.id)}
            title={trans.__('Inputs and outputs: what it found and left')}
            onClick={() => actions.inspect?.(row.id)}
          >
            <inspectorIcon.react tag={null} />
          </button>
        )}
        <Progress row={row} trans={trans} />
        <button
          className="jp-Cellway-unfold"
          tabIndex={hasLog ? tabIndex : -1}
          disabled={!hasLog}
          aria-expanded={isUnfolded}
          aria-label={trans.__('Log of %1', row.id)}
          title={hasLog ? trans.__('Show or hide the log') : undefined}
          onClick={() => setUnfolded(!isUnfolded)}
        >
          {hasLog && <caretDownIcon.react tag={null} />}
        </button>
        <Duration row={row} />
      </div>
      <Detail row={row} actions={actions} tabIndex={tabIndex} trans={trans} />
      {isUnfolded && hasLog && (
        <Log
          log={log}
          label={trans.__('Log of %1', row.id)}
          isFollowed={runStatus === 'running'}
        />
      )}
    </li>
  );
}, isSame);

/** Rows are made anew each time; what they hold is not. */
function isSame(one: StepProps, other: StepProps): boolean {
  const { row, ...rest } = one;
  return (
    row.log === other.row.log &&
    row.runStatus === other.row.runStatus &&
    row.name === other.row.name &&
    row.error === other.row.error &&
    row.seconds === other.row.seconds &&
    row.started === other.row.started &&
    row.progress.done === other.row.progress.done &&
    row.progress.all === other.row.progress.all &&
    row.target?.of === other.row.target?.of &&
    row.target?.cell === other.row.target?.cell &&
    rest.actions === other.actions &&
    rest.isTabStop === other.isTabStop
  );
}

/** Which of its cells a running step is at. */
function Progress({
  row: { progress, runStatus },
  trans
}: Pick<StepProps, 'row' | 'trans'>): React.JSX.Element | null {
  const { done, all } = progress;
  return runStatus === 'running' && all > 1 ? (
    <span
      className="jp-Cellway-progress"
      title={trans.__('%1 of %2 cells have run', done, all)}
    >
      {trans.__('%1/%2', done, all)}
    </span>
  ) : null;
}

function Duration({ row }: Pick<StepProps, 'row'>): React.JSX.Element {
  return (
    <span className="jp-Cellway-time">
      {useStepDuration(row.runStatus, row)}
    </span>
  );
}

/** What a running step printed last, or why it failed. */
function Detail({
  row,
  actions,
  tabIndex,
  trans
}: Pick<StepProps, 'row' | 'actions' | 'trans'> & {
  readonly tabIndex: number;
}): React.JSX.Element | null {
  const { runStatus, error, log, target } = row;
  if (error) {
    const { hint, cell, line } = error;
    const text = describeFailure(error);
    return (
      <>
        <button
          className="jp-Cellway-failure"
          tabIndex={tabIndex}
          title={text}
          onClick={() => target && actions.goTo(target)}
        >
          <span className="jp-Cellway-failureText">{text}</span>
          {hint && <span className="jp-Cellway-secondary">{hint}</span>}
          {cell !== undefined && (
            <span className="jp-Cellway-secondary">
              {line === undefined
                ? trans.__('Cell %1', cell + 1)
                : trans.__('Cell %1, line %2', cell + 1, line)}
            </span>
          )}
        </button>
        {actions.loadInputs && (
          <div className="jp-Cellway-wayOut">
            <button
              className="jp-Cellway-link"
              tabIndex={tabIndex}
              title={trans.__(
                "Make what the step began with in the notebook's kernel, and go to the line that failed"
              )}
              onClick={() => actions.loadInputs?.(row.id)}
            >
              {trans.__('Load inputs into kernel')}
            </button>
          </div>
        )}
      </>
    );
  }
  const last = runStatus === 'running' ? lastLine(log) : '';
  return last === '' ? null : (
    <div className="jp-Cellway-lastLine" title={last}>
      {last}
    </div>
  );
}
