import {
  addIcon,
  deleteIcon,
  type FormComponent
} from '@jupyterlab/ui-components';
import React, { useEffect, useRef } from 'react';
import { Section } from '../../panel/section';
import { isShown, lookOf, type FormContextData, type UiSchema } from './layout';
import { Description, FaultText, FieldGroup, Remarks, stateOf } from './parts';

type Templates = NonNullable<
  React.ComponentProps<typeof FormComponent>['templates']
>;
type FieldProps = React.ComponentProps<NonNullable<Templates['FieldTemplate']>>;
type ObjectProps = React.ComponentProps<
  NonNullable<Templates['ObjectFieldTemplate']>
>;
type ArrayProps = React.ComponentProps<
  NonNullable<Templates['ArrayFieldTemplate']>
>;

/** A label and an input beside each other, with what there is to be said below. */
function Field({
  id,
  label,
  children,
  schema,
  uiSchema,
  formContext
}: FieldProps): React.JSX.Element {
  const context = formContext as FormContextData;
  const look = lookOf(uiSchema);
  const { description } = schema;
  if (look === 'choices') {
    return (
      <FieldGroup
        id={id}
        title={label}
        description={description}
        context={context}
      >
        {children}
      </FieldGroup>
    );
  }
  if (look !== undefined || schema.type === 'array') {
    return <>{children}</>;
  }
  return (
    <div className={`jp-Cellway-field ${stateOf(id, context)}`}>
      <label htmlFor={id} title={description}>
        <span className="jp-Cellway-fieldName">{label}</span>
      </label>
      {children}
      <Description id={id} text={description} />
      <Remarks id={id} context={context} />
      <FaultText id={id} context={context} />
    </div>
  );
}

/** Several fields: all of the form in its groups, or those of a row. */
function Fields({
  properties,
  idSchema,
  uiSchema,
  formData,
  formContext
}: ObjectProps): React.JSX.Element {
  const context = formContext as FormContextData;
  const look = lookOf(uiSchema);
  if (look === 'groups') {
    return (
      <>
        {context.groups.map(group => (
          <FieldsOfGroup
            key={group.title}
            group={group}
            properties={properties}
            context={context}
          />
        ))}
      </>
    );
  }
  if (look !== 'pair') {
    const shown = properties.filter(({ name }) =>
      isShown(uiSchema?.[name] as UiSchema | undefined, formData)
    );
    return <>{shown.map(({ content }) => content)}</>;
  }
  return (
    <div className="jp-Cellway-pair">
      {properties.map(({ content }) => content)}
      {properties.map(({ name }) => (
        <FaultText
          key={name}
          id={`${idSchema.$id}_${name}`}
          context={context}
        />
      ))}
    </div>
  );
}

function FieldsOfGroup({
  group: { title, fields, startsFolded },
  properties,
  context
}: {
  readonly group: FormContextData['groups'][number];
  readonly properties: ObjectProps['properties'];
  readonly context: FormContextData;
}): React.JSX.Element | null {
  const shown = properties.filter(({ name }) => fields.includes(name));
  const given = fields.filter(name => context.givenFields.includes(name));
  return shown.length > 0 ? (
    <Section
      title={title}
      count={given.length > 0 ? given.length : undefined}
      startsFolded={startsFolded && given.length === 0}
    >
      <div className="jp-Cellway-form">
        {fields.flatMap(field =>
          shown.filter(({ name }) => name === field).map(each => each.content)
        )}
      </div>
    </Section>
  ) : null;
}

/** A list of rows; the focus goes to a new row, and back when one is removed. */
function Rows({
  items,
  title,
  schema,
  idSchema,
  uiSchema,
  onAddClick,
  disabled,
  formContext
}: ArrayProps): React.JSX.Element {
  const context = formContext as FormContextData;
  const { trans } = context;
  const { $id: id } = idSchema;
  const list = useRef<HTMLDivElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const isAdding = useRef(false);
  useEffect(() => {
    if (isAdding.current) {
      isAdding.current = false;
      list.current?.lastElementChild?.querySelector('input')?.focus();
    }
  }, [items.length]);
  const look = lookOf(uiSchema?.items);
  return (
    <FieldGroup
      id={id}
      title={title}
      description={schema.description}
      context={context}
      action={
        <button
          ref={add}
          type="button"
          className="jp-Cellway-iconButton"
          disabled={disabled}
          aria-label={trans.__('Add to %1', title)}
          title={trans.__('Add')}
          onClick={event => {
            isAdding.current = true;
            onAddClick(event);
          }}
        >
          <addIcon.react tag={null} />
        </button>
      }
    >
      <div ref={list} className="jp-Cellway-items">
        {items.map(item => (
          <div key={item.key} className={`jp-Cellway-item jp-mod-${look}`}>
            <div className="jp-Cellway-itemFields">{item.children}</div>
            <button
              type="button"
              className="jp-Cellway-iconButton"
              disabled={disabled}
              aria-label={trans.__('Remove %1 from %2', item.index + 1, title)}
              title={trans.__('Remove')}
              onClick={event => {
                item.onDropIndexClick(item.index)(event);
                add.current?.focus();
              }}
            >
              <deleteIcon.react tag={null} />
            </button>
          </div>
        ))}
      </div>
    </FieldGroup>
  );
}

export const TEMPLATES: Pick<
  Templates,
  'FieldTemplate' | 'ObjectFieldTemplate' | 'ArrayFieldTemplate'
> = {
  FieldTemplate: Field,
  ObjectFieldTemplate: Fields,
  ArrayFieldTemplate: Rows
};
