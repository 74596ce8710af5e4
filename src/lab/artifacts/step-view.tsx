import '../../../style/steps.css';
import { ReactWidget } from '@jupyterlab/ui-components';
import { Signal, type ISignal } from '@lumino/signaling';
import React, { useEffect, useState } from 'react';
import { useChanged } from '../panel/use-changed';
import { nameOfStatus, StatusIcon } from '../panel/statuses';
import { Log } from '../panel/steps/log';
import { describeFailure } from '../runs/describe-failure';
import type { StepState } from '../runs/run-state';
import type { NotebookSession } from '../sessions/notebook-session';
import { focusFirst } from '../shell/focus';
import { isEdited, runWhatIsLeft } from './actions';
import {
  loadInputsOf,
  StepValues,
  type ArtifactsContext,
  type ShownStep
} from './step-artifacts';

/** One step of the shown run of a notebook: why it failed, what it found and what it has left. */
export class StepView extends ReactWidget {
  private _step: string | undefined;
  private readonly _stepChanged = new Signal<this, void>(this);

  constructor(
    readonly session: NotebookSession,
    private readonly _context: ArtifactsContext
  ) {
    super();
    this.addClass('jp-CellwayStepView');
  }

  /** The id of the step that was asked for or chosen. */
  get step(): string | undefined {
    return this._step;
  }

  get stepChanged(): ISignal<this, void> {
    return this._stepChanged;
  }

  /** Shows a step, by its id; the one that failed, else the first, where none is given. */
  showStep(step: string | undefined): void {
    this._step = step;
    this.update();
    this._stepChanged.emit();
  }

  protected override onActivateRequest(): void {
    focusFirst(this.node, 'select');
  }

  protected override render(): React.JSX.Element {
    return (
      <Content
        session={this.session}
        chosen={this._step}
        choose={step => this.showStep(step)}
        context={this._context}
      />
    );
  }
}

function Content({
  session,
  chosen,
  choose,
  context
}: {
  readonly session: NotebookSession;
  readonly chosen: string | undefined;
  readonly choose: (step: string) => void;
  readonly context: ArtifactsContext;
}): React.JSX.Element {
  useChanged(session.changed);
  const { trans } = context;
  const current = session.runs.current;
  const steps = current?.state.steps ?? [];
  const step =
    steps.find(each => each.step === chosen) ??
    steps.find(each => each.status === 'failed') ??
    steps[0];
  if (!current || !step) {
    return (
      <p className="jp-Cellway-hint">
        {session.runs.isLoaded || session.runs.problem
          ? trans.__(
              'Nothing has run yet. Run the notebook as a pipeline first.'
            )
          : trans.__('Reading the runs…')}
      </p>
    );
  }
  const shown: ShownStep = {
    place: current.place,
    run: current.state,
    step: step.step,
    open: async () => session
  };
  return (
    <>
      <div className="jp-Cellway-viewHead">
        <StatusIcon status={step.status} trans={trans} />
        <select
          className="jp-Cellway-select"
          aria-label={trans.__('Step')}
          value={step.step}
          onChange={event => choose(event.target.value)}
        >
          {steps.map(each => (
            <option key={each.step} value={each.step}>
              {each.step}
            </option>
          ))}
        </select>
        <span className="jp-Cellway-secondary">
          {nameOfStatus(step.status, trans)}
        </span>
      </div>
      <div className="jp-Cellway-viewBody">
        {step.error && (
          <Failure
            key={step.step}
            step={step}
            shown={shown}
            session={session}
            context={context}
          />
        )}
        <StepValues
          key={`values ${step.step}`}
          shown={shown}
          context={context}
        />
      </div>
    </>
  );
}

/** Why a step failed, what it printed, and what can be done now. */
function Failure({
  step,
  shown,
  session,
  context
}: {
  readonly step: StepState;
  readonly shown: ShownStep;
  readonly session: NotebookSession;
  readonly context: ArtifactsContext;
}): React.JSX.Element | null {
  const isMended = useIsEdited(session);
  const { trans } = context;
  const { error, log } = step;
  if (!error) {
    return null;
  }
  const { cell, line, hint } = error;
  return (
    <section className="jp-Cellway-values" aria-label={trans.__('Failure')}>
      <p className="jp-Cellway-failureText">{describeFailure(error)}</p>
      {hint && <p className="jp-Cellway-secondary">{hint}</p>}
      <div className="jp-Cellway-buttons">
        {cell !== undefined && (
          <button
            className="jp-mod-styled jp-mod-minimal"
            onClick={() => void session.goToRunCell(cell, line)}
          >
            {line === undefined
              ? trans.__('Go to cell %1', cell + 1)
              : trans.__('Go to cell %1, line %2', cell + 1, line)}
          </button>
        )}
        <button
          className="jp-mod-styled jp-mod-minimal"
          onClick={() => void loadInputsOf(shown, context)}
        >
          {trans.__('Load inputs into kernel')}
        </button>
        <button
          className="jp-mod-styled jp-mod-accept"
          disabled={!session.runs.canRun}
          onClick={() => void runWhatIsLeft(session)}
        >
          {isMended ? trans.__('Run what has changed') : trans.__('Resume')}
        </button>
      </div>
      <p className="jp-Cellway-secondary">
        {isMended
          ? trans.__(
              'The notebook was edited since: this is a new run, in which steps that have not changed come from the cache.'
            )
          : trans.__(
              'Load the inputs, run the cell in the notebook until it works; then run again. Only this step and those that depend on it are executed.'
            )}
      </p>
      {log.lines.length > 0 && (
        <Log
          log={log}
          label={trans.__('Log of %1', step.step)}
          isFollowed={false}
        />
      )}
    </section>
  );
}

/** Whether the notebook is another one than the one that was run. */
function useIsEdited(session: NotebookSession): boolean {
  const [isOther, setOther] = useState(false);
  const shown = session.pipeline.shown;
  useEffect(() => {
    let isWanted = true;
    void isEdited(session).then(found => isWanted && setOther(found));
    return () => {
      isWanted = false;
    };
  }, [session, shown, session.runs.current]);
  return isOther;
}
