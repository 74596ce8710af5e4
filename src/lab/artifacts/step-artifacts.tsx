import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import React, { useEffect, useState } from 'react';
import type { StepArtifacts } from '../../service/api/artifacts';
import type { NotebookSession } from '../sessions/notebook-session';
import {
  downloadVariable,
  loadInputs,
  loadVariable,
  type ActionParts
} from './actions';
import { keyOf, type RunArtifacts } from './run-artifacts';
import { ValueRow, type ValueActions } from './value-row';

/** What the views of artifacts have in common. */
export interface ArtifactsContext extends ActionParts {
  readonly rendermime: IRenderMimeRegistry;
  /** One for each notebook. */
  readonly artifactsOf: (session: NotebookSession) => RunArtifacts;
}

/** What a step of the shown run found and left. Its parent draws it anew. */
export function StepValues({
  session,
  step,
  context
}: {
  readonly session: NotebookSession;
  readonly step: string;
  readonly context: ArtifactsContext;
}): React.JSX.Element {
  const { trans } = context;
  const { found, problem, retry } = useStep(session, step, context);
  if (problem !== undefined) {
    return (
      <p role="alert" className="jp-Cellway-hint">
        {problem}{' '}
        <button className="jp-Cellway-link" onClick={retry}>
          {trans.__('Try again')}
        </button>
      </p>
    );
  }
  if (!found) {
    return (
      <p className="jp-Cellway-hint">{trans.__('Reading what there is…')}</p>
    );
  }
  return (
    <>
      <Inputs found={found} session={session} context={context} />
      {found.outputs.length > 0 && (
        <Outputs found={found} session={session} context={context} />
      )}
    </>
  );
}

interface PartProps {
  readonly found: StepArtifacts;
  readonly session: NotebookSession;
  readonly context: ArtifactsContext;
}

function Inputs({ found, session, context }: PartProps): React.JSX.Element {
  const { trans, rendermime } = context;
  const { step, inputs, missing, parameters, definitions } = found;
  const isEmpty =
    inputs.length + missing.length + parameters.length + definitions.length ===
    0;
  return (
    <section className="jp-Cellway-values" aria-label={trans.__('Inputs')}>
      <h4>{trans.__('What it had as input')}</h4>
      {isEmpty && (
        <p className="jp-Cellway-secondary">
          {trans.__('Nothing: no step above leaves something that it reads.')}
        </p>
      )}
      <ul className="jp-Cellway-list" role="list">
        {parameters.map(({ name, value }) => (
          <li key={name} className="jp-Cellway-value">
            <div className="jp-Cellway-valueHead">
              <span className="jp-Cellway-valueName">{name}</span>
              <span className="jp-Cellway-valueType">
                {trans.__('parameter')}
              </span>
            </div>
            <div className="jp-Cellway-valueText">{value}</div>
          </li>
        ))}
        {inputs.map(value => (
          <ValueRow
            key={value.name}
            value={value}
            step={value.from}
            about={trans.__('From step %1.', value.from)}
            actions={actionsOf(session, context)}
            rendermime={rendermime}
            trans={trans}
          />
        ))}
        {missing.map(({ name, from }) => (
          <li key={name} className="jp-Cellway-value">
            <div className="jp-Cellway-valueHead">
              <span className="jp-Cellway-valueName">{name}</span>
              <span className="jp-Cellway-valueType">
                {trans.__('not there: step %1 has not left it', from)}
              </span>
            </div>
          </li>
        ))}
      </ul>
      {definitions.length > 0 && (
        <p className="jp-Cellway-secondary jp-Cellway-definitions">
          {trans.__('Imports and definitions: %1', definitions.join(', '))}
        </p>
      )}
      {!isEmpty && (
        <div className="jp-Cellway-links">
          <button
            className="jp-Cellway-link"
            title={trans.__(
              "Make all of it again in the notebook's kernel, to run the cells of the step there"
            )}
            onClick={() => void loadInputs(session, { step }, context)}
          >
            {trans.__('Load inputs into kernel')}
          </button>
        </div>
      )}
    </section>
  );
}

function Outputs({ found, session, context }: PartProps): React.JSX.Element {
  const { trans, rendermime } = context;
  return (
    <section className="jp-Cellway-values" aria-label={trans.__('Outputs')}>
      <h4>{trans.__('What it has left')}</h4>
      <ul className="jp-Cellway-list" role="list">
        {found.outputs.map(value => (
          <ValueRow
            key={value.name}
            value={value}
            step={found.step}
            about={
              value.usedBy.length > 0
                ? trans.__('Read by %1.', value.usedBy.join(', '))
                : trans.__('No step reads it.')
            }
            actions={actionsOf(session, context)}
            rendermime={rendermime}
            trans={trans}
          />
        ))}
      </ul>
    </section>
  );
}

function actionsOf(
  session: NotebookSession,
  context: ArtifactsContext
): ValueActions {
  return {
    preview: async (step, name) => {
      const place = session.runs.current?.place;
      if (!place) {
        throw new Error(context.trans.__('The run is no longer there.'));
      }
      return context.service.artifacts.preview(place, step, name);
    },
    load: (step, name) => void loadVariable(session, { step, name }, context),
    download: (step, name) =>
      void downloadVariable(session, { step, name }, context)
  };
}

/** Reads what a step found and left, again when the run has gone on. */
function useStep(
  session: NotebookSession,
  step: string,
  { artifactsOf }: ArtifactsContext
): {
  readonly found?: StepArtifacts;
  readonly problem?: string;
  readonly retry: () => void;
} {
  const [found, setFound] = useState<StepArtifacts>();
  const [problem, setProblem] = useState<string>();
  const [tries, setTries] = useState(0);
  const run = session.runs.current;
  const key = run ? keyOf(run.state) : '';
  useEffect(() => {
    if (!run) {
      return;
    }
    let isWanted = true;
    artifactsOf(session)
      .of(run.place, run.state, step)
      .then(
        each => {
          if (isWanted) {
            setFound(each);
            setProblem(undefined);
          }
        },
        (error: unknown) =>
          isWanted &&
          setProblem(error instanceof Error ? error.message : String(error))
      );
    return () => {
      isWanted = false;
    };
  }, [session, step, key, tries]);
  return {
    found: found?.step === step ? found : undefined,
    problem,
    retry: () => setTries(tries + 1)
  };
}
