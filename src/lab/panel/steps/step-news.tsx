import type { TranslationBundle } from '@jupyterlab/translation';
import React from 'react';
import { describeFailure } from '../../runs/describe-failure';
import { lastLine } from '../../runs/log-tail';
import type { CellTarget } from '../panel-body';
import type { StepRow } from './step-rows';

/** What a running step printed last, or why it failed. */
export function StepNews({
  row,
  goTo,
  loadInputs,
  tabIndex,
  trans
}: {
  readonly row: StepRow;
  readonly goTo: (target: CellTarget) => void;
  /** Undefined where nothing can. */
  readonly loadInputs: ((step: string) => void) | undefined;
  readonly tabIndex: number;
  readonly trans: TranslationBundle;
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
          onClick={() => target && goTo(target)}
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
        {loadInputs && (
          <div className="jp-Cellway-wayOut">
            <button
              className="jp-Cellway-link"
              tabIndex={tabIndex}
              title={trans.__(
                "Make what the step began with in the notebook's kernel, and go to the line that failed"
              )}
              onClick={() => loadInputs(row.id)}
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
