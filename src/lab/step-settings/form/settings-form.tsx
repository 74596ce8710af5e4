import type { TranslationBundle } from '@jupyterlab/translation';
import { FormComponent } from '@jupyterlab/ui-components';
import type { ReadonlyJSONObject } from '@lumino/coreutils';
import React from 'react';
import type { Faults } from '../../../notebook/settings/form/field-rule';
import type { NotebookForm } from '../../../notebook/settings/form/notebook-fields';
import type { StepForm } from '../../../notebook/settings/form/step-fields';
import type { ClusterVolumes } from '../../../service/api/volumes';
import { noValidator } from '../../panel/parameters/no-validator';
import type { Offers } from '../cluster-offers';
import type { ShownForm } from '../shown-form';
import { objectOf, uiOf } from './fields';
import type { FormContextData, FormLayout } from './layout';
import { notebookLayout, type NotebookLayoutOptions } from './notebook-layout';
import { stepLayout } from './step-layout';
import { TEMPLATES } from './templates';
import { WIDGETS } from './widgets';

/** A form over settings. Its parent draws it anew. */
export function SettingsForm({
  form,
  volumes,
  offers,
  engine,
  isReadOnly,
  trans,
  onChange,
  onCommit
}: {
  readonly form: ShownForm;
  /** What the cluster has of volumes, as far as that is known. */
  readonly volumes?: ClusterVolumes;
  readonly offers: Offers;
  readonly engine: string;
  readonly isReadOnly: boolean;
  readonly trans: TranslationBundle;
  /** Called with all of the content. */
  readonly onChange: (content: object) => void;
  /** Called when a field is left. */
  readonly onCommit: () => void;
}): React.JSX.Element {
  const { edited, kind } = form;
  const { content } = edited;
  const root = `cellway-${kind}`;
  const layout = layoutOf(form, content, {
    volumes,
    offers,
    engine,
    trans
  });
  const { fields, groups } = layout;
  const names = Object.keys(fields);
  const idOf = (path: string): string => inputId(root, path, fields);
  const context: FormContextData = {
    faults: byId(faultsIn(form), idOf),
    marks: byId(pick(fields, 'mark'), idOf),
    notes: byId({ ...pick(fields, 'note'), ...layout.notes }, idOf),
    suggestions: byId(layout.suggestions ?? {}, idOf),
    given: names.filter(name => edited.isSet(name as never)).map(idOf),
    givenFields: names.filter(name => edited.isSet(name as never)),
    groups,
    trans
  };
  return (
    <FormComponent
      tagName="div"
      idPrefix={root}
      schema={objectOf(fields)}
      uiSchema={uiOf(fields, 'groups')}
      formData={content as ReadonlyJSONObject}
      formContext={context}
      templates={TEMPLATES}
      widgets={WIDGETS}
      validator={noValidator}
      showErrorList={false}
      disabled={isReadOnly}
      onChange={({ formData }) => onChange({ ...content, ...formData })}
      onBlur={onCommit}
    />
  );
}

function layoutOf(
  form: ShownForm,
  content: object,
  options: NotebookLayoutOptions & { readonly offers: Offers }
): FormLayout {
  return form.kind === 'notebook'
    ? notebookLayout(content as NotebookForm, form.context(), options)
    : stepLayout({
        content: content as StepForm,
        context: form.context(),
        inherited: form.inherited(),
        ...options
      });
}

/** What is wrong in what stands in the form, and elsewhere in the notebook. */
function faultsIn({ edited, told }: ShownForm): Faults {
  const { faults } = edited;
  const wrong = new Set(Object.keys(faults).map(path => path.split('.')[0]));
  const others = Object.entries(told()).filter(([field]) => !wrong.has(field));
  return { ...Object.fromEntries(others), ...faults };
}

/** The inputs of fields that have several by which the field is known. */
const FIRST_PARTS: Readonly<Record<string, string>> = {
  gpu: 'count',
  retry: 'limit',
  volumes: 'which'
};

/** The id of the input for a field, or for a part of it by its path. */
function inputId(
  root: string,
  path: string,
  fields: FormLayout['fields']
): string {
  const parts = path.split('.');
  const isWhole = parts.length === 1;
  const first =
    isWhole && fields[path]?.schema.type === 'object'
      ? [FIRST_PARTS[path]]
      : [];
  return [root, ...parts, ...first].join('_');
}

function byId<T>(
  values: Readonly<Record<string, T>>,
  idOf: (path: string) => string
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    Object.entries(values).map(([path, value]) => [idOf(path), value])
  );
}

function pick(
  fields: FormLayout['fields'],
  key: 'mark' | 'note'
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, { [key]: text }]) =>
      text === undefined ? [] : [[name, text]]
    )
  );
}
