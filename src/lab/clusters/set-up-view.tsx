import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import React, { useEffect, useId, useRef } from 'react';
import { useAtOnce } from '../shell/use-at-once';
import { ClusterFindings } from './cluster-findings';
import { ResultsFields } from './results-fields';
import { Text } from './set-up-field';
import type { SetUpModel } from './set-up-model';

interface Props {
  readonly model: SetUpModel;
  readonly trans: TranslationBundle;
}

/** What the engine takes where nothing is set. */
const IMAGE = 'python:3.12-slim';

/** Which cluster, which namespace in it, and what works there. */
export function SetUpView({ model, trans }: Props): React.JSX.Element {
  useAtOnce(model.changed);
  const { contexts, problem, checked } = model;
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem || checked) {
      answer.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [problem, checked]);
  return (
    <div className="jp-CellwayDialog-body">
      <p>
        {trans.__(
          'Notebooks run on a Kubernetes cluster with Argo Workflows as they run here, each step in a pod of its own.'
        )}
      </p>
      {contexts?.length === 0 && (
        <p className="jp-CellwayHelp-warning" role="status">
          {trans.__(
            'The Jupyter server knows no cluster. Ask whoever runs one for a kubeconfig, and put it into ~/.kube/config on the machine of the Jupyter server, or name it in KUBECONFIG.'
          )}
        </p>
      )}
      {contexts && contexts.length > 0 && (
        <Choices model={model} trans={trans} />
      )}
      <div role="status" ref={answer}>
        {model.isChecking && <p>{trans.__('The cluster is being asked…')}</p>}
        {problem && (
          <p className="jp-CellwayHelp-warning">
            {problem.message}
            <span className="jp-CellwayHelp-hint">{problem.hint}</span>
          </p>
        )}
        {checked && <ClusterFindings checked={checked} trans={trans} />}
      </div>
    </div>
  );
}

function Choices({ model, trans }: Props): React.JSX.Element {
  const { contexts = [], context } = model;
  const { namespaces, image } = model.choices;
  const id = useId();
  return (
    <form
      className="jp-CellwayClusters-form"
      onSubmit={event => {
        event.preventDefault();
        void model.check();
      }}
    >
      <label htmlFor={`${id}-context`}>{trans.__('Context')}</label>
      <div>
        <HTMLSelect
          id={`${id}-context`}
          value={context?.name ?? ''}
          onChange={event => model.chooseContext(event.target.value)}
        >
          {contexts.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </HTMLSelect>
        <span className="jp-CellwayHelp-hint">{context?.server}</span>
        {context?.program !== undefined && (
          <Program model={model} program={context.program} trans={trans} />
        )}
      </div>
      <Text
        model={model}
        name="namespace"
        label={trans.__('Namespace')}
        placeholder={context?.namespace ?? ''}
        suggestions={namespaces}
      />
      <Text
        model={model}
        name="image"
        label={trans.__('Image')}
        placeholder={IMAGE}
        suggestions={image === undefined ? [] : [image]}
        hint={
          image === undefined
            ? trans.__(
                'With Python and the packages that notebooks import: Run > Make an Image of This Environment… makes one.'
              )
            : trans.__(
                'With Python and the packages that notebooks import. This notebook runs in %1.',
                image
              )
        }
      />
      <label htmlFor={`${id}-results`}>{trans.__('Results')}</label>
      <div>
        <HTMLSelect
          id={`${id}-results`}
          value={model.field('results') || 'claim'}
          onChange={event => model.setField('results', event.target.value)}
        >
          <option value="claim">{trans.__('On a claim')}</option>
          <option value="repository">
            {trans.__('In the artifact repository of the namespace')}
          </option>
          <option value="bucket">{trans.__('In a bucket')}</option>
        </HTMLSelect>
      </div>
      <ResultsFields model={model} trans={trans} />
      <span />
      <div>
        <button
          type="submit"
          className="jp-Dialog-button jp-mod-styled jp-mod-reject"
          disabled={model.isChecking || !model.isAgreed}
        >
          {trans.__('Check')}
        </button>
      </div>
    </form>
  );
}

/** A program that logs in is run only where its person has seen it. */
function Program({
  model,
  program,
  trans
}: Props & { readonly program: string }): React.JSX.Element {
  return (
    <label className="jp-CellwayClusters-program">
      <input
        type="checkbox"
        checked={model.isAgreed}
        onChange={event => model.agree(event.target.checked)}
      />
      <span>
        {trans.__('Run this program on the Jupyter server to log in:')}
        <code>{program}</code>
      </span>
    </label>
  );
}
