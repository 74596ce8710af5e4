import '../../../style/panel.css';
import '../../../style/artifacts.css';
import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import React, { useEffect, useState } from 'react';
import type { StepArtifacts } from '../../service/api/artifacts';
import { artifactsOf } from '../api/artifacts';
import type { RunPlace } from '../api/service';
import type { RunState } from '../runs/run-state';
import type { NotebookSession } from '../sessions/notebook-session';
import {
  download,
  loadInputs,
  loadVariable,
  type ActionParts
} from './actions';
import { keyOf, type RunArtifacts } from './run-artifacts';
import { ValueRow, type ValueActions } from './value-row';

/** What the views of artifacts have in common. */
export interface ArtifactsContext extends ActionParts {
  readonly rendermime: IRenderMimeRegistry;
  readonly known: RunArtifacts;
}

/** A step of a run, and the notebook into whose kernel its values can be loaded. */
export interface ShownStep {
  readonly place: RunPlace;
  readonly run: RunState;
  readonly step: string;
  /** Brings the notebook to the front; undefined where it is gone. */
  readonly open: () => Promise<NotebookSession | undefined>;
}

/** What a step of a run found and left. Its parent draws it anew. */
export function StepValues({
  shown,
  context
}: {
  readonly shown: ShownStep;
  readonly context: ArtifactsContext;
}): React.JSX.Element {
  const { trans } = context;
  const { found, problem, retry } = useStep(shown, context);
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
      <Inputs found={found} shown={shown} context={context} />
      {found.outputs.length > 0 && (
        <Outputs found={found} shown={shown} context={context} />
      )}
    </>
  );
}

interface PartProps {
  readonly found: StepArtifacts;
  readonly shown: ShownStep;
  readonly context: ArtifactsContext;
}

function Inputs({ found, shown, context }: PartProps): React.JSX.Element {
  const { trans, rendermime } = context;
  const { inputs, missing, parameters, definitions } = found;
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
            actions={actionsOf(shown, context)}
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
            onClick={() => void loadInputsOf(shown, context)}
          >
            {trans.__('Load inputs into kernel')}
          </button>
        </div>
      )}
    </section>
  );
}

function Outputs({ found, shown, context }: PartProps): React.JSX.Element {
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
            actions={actionsOf(shown, context)}
            rendermime={rendermime}
            trans={trans}
          />
        ))}
      </ul>
    </section>
  );
}

/** Loads what a step began with into the kernel of its notebook. */
export async function loadInputsOf(
  { place, step, open }: ShownStep,
  context: ArtifactsContext
): Promise<void> {
  const session = await open();
  if (session) {
    await loadInputs(session, { run: place.id, step }, context);
  }
}

function actionsOf(
  { place, open }: ShownStep,
  context: ArtifactsContext
): ValueActions {
  const run = place.id;
  return {
    preview: (step, name, part) =>
      artifactsOf(context.service).preview(place, step, name, part),
    load: (step, name) =>
      void open().then(
        session =>
          session && loadVariable(session, { run, step, name }, context)
      ),
    download: (step, name) => void download(place, { step, name }, context)
  };
}

/** Reads what a step found and left, again when the run has gone on. */
function useStep(
  { place, run, step }: ShownStep,
  { known }: ArtifactsContext
): {
  readonly found?: StepArtifacts;
  readonly problem?: string;
  readonly retry: () => void;
} {
  const [found, setFound] = useState<StepArtifacts>();
  const [problem, setProblem] = useState<string>();
  const [tries, setTries] = useState(0);
  const key = keyOf(run);
  useEffect(() => {
    let isWanted = true;
    known.of(place, run, step).then(
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
  }, [place.id, step, key, tries]);
  return {
    found: found?.step === step ? found : undefined,
    problem,
    retry: () => setTries(tries + 1)
  };
}
