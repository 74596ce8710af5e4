import { tabIcon } from '@jupyterlab/ui-components';
import { applyFix } from '../diagnostics/apply-fix';
import React, { useEffect } from 'react';
import type { ServiceError } from '../api/service-error';
import { CommandIDs } from '../commands';
import type { NotebookSession } from '../sessions/notebook-session';
import { diagnosticRows } from './diagnostics/diagnostic-rows';
import { Diagnostics } from './diagnostics/diagnostics';
import type { PanelContext } from './panel-body';
import { ParameterActions } from './parameters/parameter-actions';
import { ParameterForm } from './parameters/parameter-form';
import { Problem, type WayOut } from './problem';
import { Refusal } from './refusal';
import { Runs } from './runs';
import { Section } from './section';
import { stepRows } from './steps/step-rows';
import { StepsSection } from './steps/steps-section';
import { SuggestOffer } from './suggest-offer';
import { Summary } from './summary';
import { TargetChoice } from './target-choice';
import { useEngineCheck } from './use-engine-check';

/** How often runs are looked for that were started elsewhere, where nothing is set, in ms. */
const SECOND = 1000;

/** A notebook with its steps, parameters, diagnostics and runs. Its parent draws it anew. */
export function SessionView({
  session,
  context
}: {
  readonly session: NotebookSession;
  readonly context: PanelContext;
}): React.JSX.Element {
  const { commands, look, target, trans, goTo } = context;
  const { pipeline, runs, parameters } = session;
  const { shown, analysis, problem } = pipeline;
  const run = runs.current?.state;
  const steps = stepRows(shown?.pipeline, run);
  const ofEngine = useEngineCheck(session, context);
  const diagnostics = diagnosticRows(shown, run, runs.problem, ofEngine);
  const declared = shown?.pipeline.parameters ?? [];
  useRefresh(session);

  return (
    <>
      {target && (
        <TargetChoice target={target} commands={commands} trans={trans} />
      )}
      <Summary
        session={session}
        steps={steps}
        commands={commands}
        trans={trans}
      />
      {runs.problem && (
        <Refusal
          problem={runs.problem}
          blocking={runs.blocking}
          cancel={place => void runs.cancel(place)}
          retry={() => void runs.retry()}
          waysOut={waysOut(session, context)}
          commands={commands}
          trans={trans}
        />
      )}
      {problem?.kind === 'language' && (
        <Problem
          message={trans.__(
            'The notebook is written in %1: Cellway runs Python.',
            problem.language
          )}
          trans={trans}
        />
      )}
      {problem?.kind === 'analysis' && (
        <Problem
          message={trans.__('The notebook could not be analysed.')}
          hint={problem.message}
          retry={() => void pipeline.update()}
          trans={trans}
        />
      )}
      {shown && session.preferences.offerSuggestions && (
        <SuggestOffer shown={shown} context={context} />
      )}
      <div className="jp-Cellway-sections">
        <StepsSection rows={steps} session={session} context={context} />
        {analysis && declared.length > 0 && (
          <Section
            kept={{ look, name: 'parameters' }}
            title={trans.__('Parameters')}
            action={
              <ParameterActions
                parameters={declared}
                values={parameters}
                commands={commands}
                trans={trans}
              />
            }
          >
            <ParameterForm
              parameters={declared}
              values={parameters}
              errors={session.readParameters().errors}
              trans={trans}
            />
          </Section>
        )}
        {diagnostics.length > 0 && (
          <Section
            kept={{ look, name: 'diagnostics' }}
            title={trans.__('Diagnostics')}
            count={diagnostics.length}
          >
            <Diagnostics
              rows={diagnostics}
              actions={{
                goTo: target => goTo(session, target),
                fix: chosen => applyFix(session, chosen, trans, ofEngine)
              }}
              trans={trans}
            />
          </Section>
        )}
        {runs.list.length > 0 && (
          <Section
            kept={{ look, name: 'runs' }}
            title={trans.__('Runs')}
            count={runs.list.length}
            action={
              <button
                className="jp-Cellway-iconButton"
                title={trans.__('All runs in a tab: search, compare, keep')}
                aria-label={trans.__('All runs in a tab')}
                onClick={() => void commands.execute(CommandIDs.openRuns)}
              >
                <tabIcon.react tag={null} />
              </button>
            }
          >
            <Runs runs={runs} parameters={declared} context={context} />
          </Section>
        )}
      </div>
    </>
  );
}

/** What else to do instead of what was refused. */
function waysOut(
  { runs: { problem, refusedAlone } }: NotebookSession,
  { commands, trans }: PanelContext
): WayOut[] {
  const args = { step: refusedAlone };
  // A step that cannot run alone can run with what it needs.
  if (refusedAlone !== undefined && commands.hasCommand(CommandIDs.runToHere)) {
    return [
      {
        label: commands.label(CommandIDs.runToHere, args),
        take: () => void commands.execute(CommandIDs.runToHere, args)
      }
    ];
  }
  return isOfCluster(problem) && commands.hasCommand(CommandIDs.setUpCluster)
    ? [
        {
          label: trans.__('Set Up the Cluster…'),
          take: () => void commands.execute(CommandIDs.setUpCluster)
        }
      ]
    : [];
}

/** Whether a cluster is the reason, or what is set for it. */
function isOfCluster(problem: ServiceError | undefined): boolean {
  const codes = [
    'no-cluster',
    'no-such-context',
    'program-not-agreed',
    'invalid-options',
    'namespace-not-open'
  ];
  return (
    problem !== undefined &&
    (problem.status === 424 || codes.includes(problem.code))
  );
}

/** Looks for new runs while the panel and the page are seen. */
function useRefresh(session: NotebookSession): void {
  const seconds = session.preferences.refresh;
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        void session.runs.refresh();
      }
    }, seconds * SECOND);
    return () => clearInterval(timer);
  }, [session, seconds]);
}
