import type { TranslationBundle } from '@jupyterlab/translation';
import React, { useEffect, useId, useRef } from 'react';
import { TextToCopy } from '../shell/text-to-copy';
import { useAtOnce } from '../shell/use-at-once';
import type { ImageModel } from './image-model';

interface Props {
  readonly model: ImageModel;
  readonly trans: TranslationBundle;
}

/** What will be in the image, where what makes it goes, and how it is built. */
export function ImageView({ model, trans }: Props): React.JSX.Element {
  useAtOnce(model.changed);
  const { recipe, problem, isAsking, isWritten } = model;
  const id = useId();
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem || isWritten) {
      answer.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [problem, isWritten]);
  return (
    <div className="jp-CellwayImage jp-CellwayDialog-body">
      <p>
        {trans.__(
          'Steps on a cluster run in a container image. This is one with the packages that the notebook and its modules import, as they are installed in the Python of its kernel.'
        )}
      </p>
      {recipe && (
        <>
          <ul>
            {recipe.remarks.map(each => (
              <li key={each}>{each}</li>
            ))}
          </ul>
          {Object.entries(recipe.files).map(([name, text]) => (
            <details key={name}>
              <summary>{name}</summary>
              <pre tabIndex={0} aria-label={name}>
                {text}
              </pre>
            </details>
          ))}
          <label htmlFor={id}>{trans.__('Write it into the folder')}</label>
          <input
            id={id}
            className="jp-mod-styled"
            value={model.folder}
            spellCheck={false}
            autoComplete="off"
            onChange={event => {
              model.folder = event.target.value;
            }}
          />
        </>
      )}
      <div role="status" ref={answer}>
        {isAsking && (
          <p>{trans.__('The Python of the notebook is being asked…')}</p>
        )}
        {problem && (
          <p className="jp-CellwayHelp-warning">
            {problem.message}
            <span className="jp-CellwayHelp-hint">{problem.hint}</span>
          </p>
        )}
        {recipe && isWritten && (
          <TextToCopy
            what={trans.__(
              'It is written. This builds it, in a terminal on a machine with such a program; push it then to where the cluster finds it.'
            )}
            label={trans.__('What builds the image')}
            text={recipe.commands.join('\n')}
            trans={trans}
          />
        )}
      </div>
    </div>
  );
}
