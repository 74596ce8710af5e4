import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { fastForwardIcon, runIcon } from '@jupyterlab/ui-components';
import React, { useId, useState } from 'react';
import { nameOfStatus, StatusIcon } from '../panel/statuses';
import type { StepState } from '../runs/run-state';
import type { LoopProgress } from './progress-line';
import type { StepDetails } from './run-details';
import type { RunActions } from './run-view';
import { StepLogPane } from './step-log-pane';
import { StepOutputsPane } from './step-outputs-pane';
import { Tabs } from './tabs';

/** A step of a run: what became of it, what it prints and what it shows. */
export function StepDetail({
  step,
  details,
  isTrusted,
  actions,
  values,
  rendermime,
  trans
}: {
  readonly step: StepState;
  readonly details: StepDetails;
  readonly isTrusted: boolean;
  readonly actions: RunActions;
  /** Shows what it found and left. */
  readonly values: React.JSX.Element;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [tab, setTab] = useState<'log' | 'outputs' | 'values'>();
  const name = useId();
  const { log, outputs, progress } = details;
  const isLive = step.status === 'running';
  // Where only one has something, it is shown.
  const shown =
    tab ?? (log.length === 0 && outputs.length > 0 ? 'outputs' : 'log');
  const tabs = [
    { id: 'log', title: trans.__('Log'), count: log.length + log.dropped },
    { id: 'outputs', title: trans.__('Outputs'), count: outputs.length },
    { id: 'values', title: trans.__('Values'), count: 0 }
  ] as const;
  return (
    <section
      className="jp-CellwayRun-detail"
      aria-label={trans.__('Step %1', step.step)}
    >
      <div className="jp-CellwayRun-detailHeader">
        <StatusIcon status={step.status} trans={trans} />
        <h3 className="jp-CellwayRun-detailName">{step.step}</h3>
        <span className="jp-Cellway-secondary">
          {nameOfStatus(step.status, trans)}
        </span>
        <span className="jp-CellwayRun-cells">
          {step.cells.map(cell => (
            <button
              key={cell}
              className="jp-Cellway-link"
              onClick={() => actions.goTo(cell)}
            >
              {trans.__('Cell %1', cell + 1)}
            </button>
          ))}
        </span>
        <button
          className="jp-Cellway-action"
          title={trans.__(
            'Run %1 alone as it is now, with what the steps that it needs have left',
            step.step
          )}
          onClick={() => actions.runOnly(step.step)}
        >
          <runIcon.react tag="span" />
          {trans.__('Run Only This Step')}
        </button>
        <button
          className="jp-Cellway-action"
          title={trans.__('Run the notebook as it is now from %1', step.step)}
          onClick={() => actions.runFrom(step.step)}
        >
          <fastForwardIcon.react tag="span" />
          {trans.__('Run from Here')}
        </button>
      </div>
      <Failure step={step} actions={actions} trans={trans} />
      {isLive && progress && <LoopBar progress={progress} trans={trans} />}
      <Tabs
        tabs={tabs}
        shown={shown}
        show={setTab}
        label={trans.__('What is shown of %1', step.step)}
        name={name}
      >
        {shown === 'values' && (
          <div className="jp-CellwayRun-values">{values}</div>
        )}
        {shown === 'log' && (
          <StepLogPane
            log={log}
            version={log.version}
            label={trans.__('Log of %1', step.step)}
            isLive={isLive}
            openExecuted={actions.openExecuted}
            rendermime={rendermime}
            trans={trans}
          />
        )}
        {shown === 'outputs' && (
          <StepOutputsPane
            outputs={outputs}
            version={outputs.version}
            isTrusted={isTrusted}
            openExecuted={actions.openExecuted}
            rendermime={rendermime}
            trans={trans}
          />
        )}
      </Tabs>
    </section>
  );
}

/** Why it failed, and the way to the line. */
function Failure({
  step: { error },
  actions,
  trans
}: {
  readonly step: StepState;
  readonly actions: RunActions;
  readonly trans: TranslationBundle;
}): React.JSX.Element | null {
  if (!error) {
    return null;
  }
  const { name, message, hint, cell, line } = error;
  return (
    <div className="jp-CellwayRun-failure" role="alert">
      <p className="jp-CellwayRun-failureText">
        {name && !message.startsWith(name) ? `${name}: ${message}` : message}
      </p>
      {hint && <p className="jp-Cellway-secondary">{hint}</p>}
      {cell !== undefined && (
        <button
          className="jp-Cellway-link"
          onClick={() => actions.goTo(cell, line)}
        >
          {line === undefined
            ? trans.__('Go to cell %1', cell + 1)
            : trans.__('Go to cell %1, line %2', cell + 1, line)}
        </button>
      )}
    </div>
  );
}

/** What tqdm, Keras and Rich draw with letters. */
function LoopBar({
  progress: { label, done, all, left },
  trans
}: {
  readonly progress: LoopProgress;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  return (
    <div className="jp-CellwayRun-loop">
      {label !== '' && <span className="jp-CellwayRun-loopLabel">{label}</span>}
      <progress
        aria-label={label === '' ? trans.__('Progress') : label}
        value={done}
        max={all}
      />
      <span className="jp-Cellway-progress">
        {trans.__('%1/%2', done, all)}
        {left !== undefined && ` · ${trans.__('%1 left', left)}`}
      </span>
    </div>
  );
}
