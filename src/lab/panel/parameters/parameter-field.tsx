import type { TranslationBundle } from '@jupyterlab/translation';
import type { FormComponent } from '@jupyterlab/ui-components';
import React from 'react';
import type { Parameter } from '../../../pipeline/model';

type Templates = NonNullable<
  React.ComponentProps<typeof FormComponent>['templates']
>;
type FieldProps = React.ComponentProps<NonNullable<Templates['FieldTemplate']>>;

/** What fields know of the form that they are in: plain data, by which rjsf sees whether to draw anew. */
export interface FieldContext {
  readonly parameters: readonly Parameter[];
  /** The names of those that are not at their default. */
  readonly edited: readonly string[];
  readonly errors: Readonly<Record<string, string>>;
  readonly trans: TranslationBundle;
}

/** A label and a field beside each other; JupyterLab's own puts no label on the field itself. */
export function ParameterField({
  id,
  label,
  children,
  formContext
}: FieldProps): React.JSX.Element {
  const { parameters, edited, errors, trans } = formContext as FieldContext;
  const parameter = parameters.find(each => `root_${each.name}` === id);
  if (!parameter) {
    return <>{children}</>;
  }
  const type = parameter.annotation ?? parameter.type;
  const error = errors[parameter.name];
  const states = [
    ...(edited.includes(parameter.name) ? ['jp-mod-edited'] : []),
    ...(error === undefined ? [] : ['jp-mod-invalid'])
  ];
  return (
    <div className={['jp-Cellway-field', ...states].join(' ')}>
      <label
        htmlFor={id}
        title={trans.__(
          '%1: %2, by default %3',
          parameter.name,
          type,
          parameter.default
        )}
      >
        <span className="jp-Cellway-fieldName">{label}</span>
        <span className="jp-Cellway-type">{type}</span>
      </label>
      {children}
      {error !== undefined && (
        <p id={`${id}__error`} className="jp-Cellway-error" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}
