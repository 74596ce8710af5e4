import '../../../style/views.css';
import '../../../style/run-view.css';
import '../../../style/time-line.css';
import '../../../style/step-detail.css';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CommandRegistry } from '@lumino/commands';
import React, { useMemo, useState } from 'react';
import type { RunPlace } from '../api/service';
import { RunArtifacts } from '../artifacts/run-artifacts';
import { StepValues, type ArtifactsContext } from '../artifacts/step-artifacts';
import { CommandIDs } from '../commands';
import { pipelineIcon } from '../icons/icons';
import { Refusal } from '../panel/refusal';
import { useChanged } from '../panel/use-changed';
import { ROW_FOCUS } from '../panel/use-row-focus';
import type { RunState } from '../runs/run-state';
import type { NotebookSession } from '../sessions/notebook-session';
import { tellCellGone } from '../sessions/tell-cell-gone';
import { FollowedView } from '../shell/followed-view';
import { RunHeader } from './run-header';
import { RunViewModel } from './run-view-model';
import { StepDetail } from './step-detail';
import { TimeLineView } from './time-line-view';

export { RunArtifacts, RunViewModel };

/** What the parts of a run view have in common. */
export interface RunViewContext {
  readonly commands: CommandRegistry;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
  readonly artifacts: ArtifactsContext;
  /** Opens a notebook, or brings it to the front; undefined where it is gone. */
  readonly openSession: (path: string) => Promise<NotebookSession | undefined>;
}

/** A run, in a tab of the main area. */
export class RunView extends FollowedView<RunViewModel> {
  constructor(
    model: RunViewModel,
    private readonly _context: RunViewContext
  ) {
    super(model, `.${ROW_FOCUS}[tabindex="0"]`);
    this.id = `cellway-run-${model.place.id}`;
    this.addClass('jp-CellwayRun');
    this.title.icon = pipelineIcon;
    this._setTitle();
    model.changed.connect(this._setTitle, this);
  }

  protected override render(): React.JSX.Element {
    return <Body model={this.model} context={this._context} />;
  }

  private _setTitle(): void {
    const { trans } = this._context;
    const { place, record } = this.model;
    const label =
      record?.marks?.name ??
      (record
        ? trans.__('Run %1', new Date(record.created).toLocaleTimeString())
        : trans.__('Run'));
    if (this.title.label !== label) {
      this.title.label = label;
      this.title.caption = `${place.notebook}\n${place.id}`;
    }
  }
}

function Body({
  model,
  context
}: {
  readonly model: RunViewModel;
  readonly context: RunViewContext;
}): React.JSX.Element {
  useChanged(model.changed);
  const { run, record, problem, details } = model;
  const { trans } = context;
  const [chosen, choose] = useState<string>();
  const actions = useRunActions(model.place, context);
  const shown = problem && (
    <Refusal
      problem={problem}
      blocking={model.blocking}
      cancel={place => void model.cancel(place)}
      retry={() => void model.retry()}
      commands={context.commands}
      trans={trans}
    />
  );
  if (!run || !record) {
    return (
      shown ?? <p className="jp-Cellway-hint">{trans.__('Reading the run…')}</p>
    );
  }
  const { state } = run;
  const step =
    state.steps.find(each => each.step === chosen) ?? mostTelling(state);
  return (
    <>
      <RunHeader
        model={model}
        record={record}
        state={state}
        context={context}
      />
      {shown}
      <div className="jp-CellwayRun-parts">
        <TimeLineView
          state={state}
          record={record}
          details={details}
          chosen={step?.step}
          choose={choose}
          trans={trans}
        />
        {step && (
          <StepDetail
            key={step.step}
            step={step}
            details={details.of(step.step)}
            isTrusted={model.isTrusted}
            actions={actions}
            values={
              <StepValues
                shown={{
                  place: model.place,
                  run: state,
                  step: step.step,
                  open: () => context.openSession(model.place.notebook)
                }}
                context={context.artifacts}
              />
            }
            rendermime={context.rendermime}
            trans={trans}
          />
        )}
      </div>
    </>
  );
}

/** What can be done from a step of a run. */
export interface RunActions {
  readonly goTo: (cell: number, line?: number) => void;
  readonly runOnly: (step: string) => void;
  readonly runFrom: (step: string) => void;
  readonly openExecuted: () => void;
}

function useRunActions(
  place: RunPlace,
  { commands, openSession, trans }: RunViewContext
): RunActions {
  return useMemo(() => {
    const run = (command: string, step: string): void =>
      void openSession(place.notebook).then(async () =>
        commands.execute(command, { step })
      );
    return {
      goTo: (cell, line) => {
        void openSession(place.notebook).then(async session => {
          if (session && !(await session.goToRunCell(cell, line, place))) {
            tellCellGone(cell, trans);
          }
        });
      },
      runOnly: step => run(CommandIDs.runOnly, step),
      runFrom: step => run(CommandIDs.runFromHere, step),
      openExecuted: () =>
        void commands.execute(CommandIDs.openRun, { ...place })
    };
  }, [place, commands, openSession, trans]);
}

/** The step that a person wants to see who has chosen none. */
function mostTelling({
  steps
}: RunState): RunState['steps'][number] | undefined {
  return (
    steps.find(each => each.status === 'failed') ??
    steps.find(each => each.status === 'running') ??
    steps.filter(each => each.seconds !== undefined).pop() ??
    steps[0]
  );
}
