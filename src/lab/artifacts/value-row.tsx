import type { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import type { TranslationBundle } from '@jupyterlab/translation';
import { caretDownIcon } from '@jupyterlab/ui-components';
import React, { useEffect, useState } from 'react';
import type {
  Artifact,
  TablePart,
  ValuePreview
} from '../../service/api/artifacts';
import { describeBytes, describeShape, shortType } from './describe-value';
import { Preview } from './preview';

/** What can be done with the values of a step. */
export interface ValueActions {
  preview(step: string, name: string, part?: TablePart): Promise<ValuePreview>;
  load(step: string, name: string): void;
  download(step: string, name: string): void;
}

/** A variable: its name, type and size; unfolded, what it shows of itself and what can be done with it. */
export function ValueRow({
  value,
  step,
  about,
  actions,
  rendermime,
  trans
}: {
  readonly value: Artifact;
  /** That left it. */
  readonly step: string;
  /** Where it comes from, or goes to. */
  readonly about: string;
  readonly actions: ValueActions;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [isUnfolded, setUnfolded] = useState(false);
  const { name, size, text, sharesWith, type } = value;
  return (
    <li className="jp-Cellway-value">
      <button
        className="jp-Cellway-valueHead"
        aria-expanded={isUnfolded}
        title={type}
        onClick={() => setUnfolded(!isUnfolded)}
      >
        <caretDownIcon.react className="jp-Cellway-caret" tag="span" />
        <span className="jp-Cellway-valueName">{name}</span>
        <span className="jp-Cellway-valueType">
          {shortType(value)} {describeShape(value)}
        </span>
        <span className="jp-Cellway-time">
          {size === undefined ? '' : describeBytes(size)}
        </span>
      </button>
      {!isUnfolded && text !== undefined && (
        <div className="jp-Cellway-valueText">{text}</div>
      )}
      {isUnfolded && (
        <div className="jp-Cellway-valueDetails">
          <p className="jp-Cellway-secondary">
            {about}
            {sharesWith.length > 0 && (
              <>
                {' '}
                {trans.__('It shares objects with %1.', sharesWith.join(', '))}
              </>
            )}
          </p>
          <Loaded
            key={value.object}
            load={part => actions.preview(step, name, part)}
            label={name}
            rendermime={rendermime}
            trans={trans}
          />
          <div className="jp-Cellway-links">
            <button
              className="jp-Cellway-link"
              onClick={() => actions.load(step, name)}
            >
              {trans.__('Load into kernel')}
            </button>
            <button
              className="jp-Cellway-link"
              onClick={() => actions.download(step, name)}
            >
              {trans.__('Download')}
            </button>
          </div>
        </div>
      )}
    </li>
  );
}

/** A preview, once it is there. */
function Loaded({
  load,
  label,
  rendermime,
  trans
}: {
  readonly load: (part?: TablePart) => Promise<ValuePreview>;
  readonly label: string;
  readonly rendermime: IRenderMimeRegistry;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const [preview, setPreview] = useState<ValuePreview>();
  const [part, setPart] = useState<TablePart>();
  const [isLoading, setLoading] = useState(true);
  const [problem, setProblem] = useState<string>();
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setProblem(undefined);
    setLoading(true);
    load(part)
      .then(
        found => isWanted && setPreview(found),
        (error: unknown) =>
          isWanted &&
          setProblem(error instanceof Error ? error.message : String(error))
      )
      .finally(() => isWanted && setLoading(false))
      .catch(() => undefined);
    return () => {
      isWanted = false;
    };
    // What is stored never changes.
  }, [tries, part]);
  if (problem !== undefined) {
    return (
      <p role="alert">
        {problem}{' '}
        <button className="jp-Cellway-link" onClick={() => setTries(tries + 1)}>
          {trans.__('Try again')}
        </button>
      </p>
    );
  }
  return preview ? (
    <div aria-busy={isLoading} className="jp-Cellway-loaded">
      <Preview
        preview={preview}
        label={label}
        show={setPart}
        rendermime={rendermime}
        trans={trans}
      />
    </div>
  ) : (
    <p className="jp-Cellway-secondary" role="status">
      {trans.__('Loading a preview…')}
    </p>
  );
}
