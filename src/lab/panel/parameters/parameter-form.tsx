import type { TranslationBundle } from '@jupyterlab/translation';
import { FormComponent } from '@jupyterlab/ui-components';
import React, { useMemo } from 'react';
import type { Parameter } from '../../../pipeline/model';
import type {
  FieldValue,
  ParameterValues
} from '../../sessions/parameter-values';
import { noValidator } from './no-validator';
import { ParameterField, type FieldContext } from './parameter-field';
import { schemaOf } from './parameter-schema';

const TEMPLATES = { FieldTemplate: ParameterField };

/** A field for each parameter, with what is wrong below it. */
export function ParameterForm({
  parameters,
  values,
  errors,
  trans
}: {
  readonly parameters: readonly Parameter[];
  readonly values: ParameterValues;
  /** By the parameter's name. */
  readonly errors: Readonly<Record<string, string>>;
  readonly trans: TranslationBundle;
}): React.JSX.Element {
  const schema = useMemo(() => schemaOf(parameters), [parameters]);
  const shown = parameters.map(each => [each.name, values.shown(each)]);
  const context: FieldContext = {
    parameters,
    edited: parameters
      .filter(each => values.isEdited(each))
      .map(each => each.name),
    errors,
    trans
  };
  return (
    <div className="jp-Cellway-form">
      <FormComponent
        tagName="div"
        schema={schema}
        formData={Object.fromEntries(shown)}
        formContext={context}
        templates={TEMPLATES}
        validator={noValidator}
        compact
        showErrorList={false}
        onChange={({ formData = {} }) => {
          for (const { name } of parameters) {
            // An emptied field has no value for the form; for us it is empty.
            values.set(name, (formData[name] ?? '') as FieldValue);
          }
        }}
      />
    </div>
  );
}
