import React, { useId } from 'react';
import type { Field, SetUpModel } from './set-up-model';

/** A field of the dialog that sets up a cluster. */
export function Text({
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
