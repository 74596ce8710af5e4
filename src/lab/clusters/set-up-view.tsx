import type { TranslationBundle } from '@jupyterlab/translation';
import { HTMLSelect } from '@jupyterlab/ui-components';
import React, { useEffect, useId, useRef } from 'react';
import { useAtOnce } from '../shell/use-at-once';
import { ClusterFindings } from './cluster-findings';
import type { Field, SetUpModel } from './set-up-model';

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
    <div className="jp-CellwayClusters">
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
  const { namespaces, claims, storageClasses } = model.choices;
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
        hint={trans.__('With Python and the packages that notebooks import.')}
      />
      {model.field('claim') === '' && (
        <Text
          model={model}
          name="storageClass"
          label={trans.__('Storage class')}
          placeholder={
            storageClasses?.find(each => each.isDefault)?.name ??
            trans.__('that of the cluster')
          }
          suggestions={storageClasses?.map(each => each.name)}
          hint={trans.__('Of the volume that each run gets for its results.')}
        />
      )}
      <Text
        model={model}
        name="claim"
        label={trans.__('Claim')}
        placeholder={trans.__('a new one for each run')}
        suggestions={claims?.map(each => each.name)}
        hint={trans.__(
          'Or a volume that is there, for the results of all runs.'
        )}
      />
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

function Text({
  model,
  name,
  label,
  placeholder,
  suggestions = [],
  hint
}: {
  readonly model: SetUpModel;
  readonly name: Field;
  readonly label: string;
  readonly placeholder: string;
  readonly suggestions?: readonly string[];
  readonly hint?: string;
}): React.JSX.Element {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <div>
        <input
          id={id}
          className="jp-mod-styled"
          value={model.field(name)}
          placeholder={placeholder}
          list={`${id}-list`}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
          onChange={event => model.setField(name, event.target.value.trim())}
        />
        <datalist id={`${id}-list`}>
          {suggestions.map(each => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {hint !== undefined && (
          <span id={`${id}-hint`} className="jp-CellwayHelp-hint">
            {hint}
          </span>
        )}
      </div>
    </>
  );
}
