import { launchIcon, type LabIcon } from '@jupyterlab/ui-components';
import React, { lazy, Suspense, useDeferredValue, useMemo } from 'react';
import { CommandIDs } from '../../commands';
import type { GraphContext } from '../../graph/view/graph-view';
import { pipelineIcon, tuneIcon } from '../../icons/icons';
import type { NotebookSession } from '../../sessions/notebook-session';
import type { PanelContext } from '../panel-body';
import { Section } from '../section';
import type { StepRow } from './step-rows';
import { Steps } from './steps';

const Drawing = lazy(
  () => import(/* webpackChunkName: "graph" */ '../../graph/graph-section')
);

/** The steps, as a list with lines beside it or as a drawing; never both. */
export function StepsSection({
  rows,
  session,
  context
}: {
  readonly rows: readonly StepRow[];
  readonly session: NotebookSession;
  readonly context: PanelContext;
}): React.JSX.Element {
  const { look, trans, service, activate } = context;
  const { shown, problem } = session.pipeline;
  const graphContext: GraphContext = useMemo(
    () => ({
      trans,
      service,
      showNotebook: ({ panel }: NotebookSession, focus: boolean): void => {
        if (focus || !panel.isVisible) {
          activate(panel.id);
        }
      }
    }),
    [trans, service, activate]
  );
  const isThere = rows.length > 0;
  // A notebook that is opened is seen first, its steps behind it.
  const isListed = useDeferredValue(isThere) && isThere;
  return (
    <Section
      kept={{ look, name: 'steps' }}
      title={trans.__('Steps')}
      count={rows.length}
      action={<Buttons rows={rows} session={session} context={context} />}
    >
      {!isListed && (
        <p className="jp-Cellway-hint">
          {!isThere && (shown || problem)
            ? trans.__('There is no code to run.')
            : trans.__('Reading the notebook…')}
        </p>
      )}
      {isListed && look.steps === 'rows' && (
        <Steps
          rows={rows}
          session={session}
          context={context}
          graphContext={graphContext}
        />
      )}
      {isListed && look.steps === 'drawing' && (
        <Suspense>
          <Drawing session={session} context={graphContext} />
        </Suspense>
      )}
    </Section>
  );
}

function Buttons({
  rows,
  session: { panel },
  context: { commands, look, trans }
}: {
  readonly rows: readonly StepRow[];
  readonly session: NotebookSession;
  readonly context: PanelContext;
}): React.JSX.Element {
  const isDrawn = look.steps === 'drawing';
  return (
    <>
      {rows.length > 0 && (
        <button
          className="jp-Cellway-iconButton"
          aria-pressed={isDrawn}
          title={trans.__('Draw the steps instead of listing them')}
          aria-label={trans.__('Draw the steps')}
          onClick={() => {
            look.steps = isDrawn ? 'rows' : 'drawing';
          }}
        >
          <pipelineIcon.react tag={null} />
        </button>
      )}
      {rows.length > 0 && commands.hasCommand(CommandIDs.openGraph) && (
        <CommandButton
          icon={launchIcon}
          title={trans.__('Show the graph in a tab beside the notebook')}
          label={trans.__('Show the graph in a tab')}
          execute={() =>
            void commands.execute(CommandIDs.openGraph, {
              path: panel.context.path
            })
          }
        />
      )}
      {commands.hasCommand(CommandIDs.notebookSettings) && (
        <CommandButton
          icon={tuneIcon}
          title={trans.__('Settings of the pipeline, and of all steps')}
          label={trans.__('Settings of the pipeline')}
          execute={() => void commands.execute(CommandIDs.notebookSettings)}
        />
      )}
    </>
  );
}

function CommandButton({
  icon,
  title,
  label,
  execute
}: {
  readonly icon: LabIcon;
  readonly title: string;
  readonly label: string;
  readonly execute: () => void;
}): React.JSX.Element {
  return (
    <button
      className="jp-Cellway-iconButton"
      title={title}
      aria-label={label}
      onClick={execute}
    >
      <icon.react tag={null} />
    </button>
  );
}
