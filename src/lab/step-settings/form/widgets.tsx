import type { FormComponent } from '@jupyterlab/ui-components';
import React, { useState } from 'react';
import { describedBy, lookOf, type FormContextData } from './layout';

type Widgets = NonNullable<
  React.ComponentProps<typeof FormComponent>['widgets']
>;
type WidgetProps = React.ComponentProps<
  Exclude<NonNullable<Widgets[string]>, string>
>;

/** A text; unlike rjsf's own it says that it is wrong, and stays a text when it is emptied. */
function TextWidget({
  id,
  value,
  label,
  placeholder,
  disabled,
  options,
  schema,
  uiSchema,
  formContext,
  onChange,
  onBlur
}: WidgetProps): React.JSX.Element {
  const context = formContext as FormContextData;
  const Input = options.isLong ? 'textarea' : 'input';
  const suggestions = context.suggestions[id] as readonly string[] | undefined;
  const input = (
    <Input
      id={id}
      {...(options.isLong ? { rows: 2 } : { type: 'text' })}
      className="form-control"
      value={String(value ?? '')}
      placeholder={placeholder}
      disabled={disabled}
      spellCheck={Boolean(options.isLong)}
      autoComplete="off"
      // In a pair there is no label that is seen.
      aria-label={lookOf(uiSchema) === 'cell' ? label : undefined}
      aria-invalid={
        context.faults[id] && !context.faults[id].isMissing ? true : undefined
      }
      aria-describedby={describedBy(id, context, Boolean(schema.description))}
      onChange={(
        event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>
      ) => onChange(event.target.value)}
      onBlur={() => onBlur(id, value)}
      {...(suggestions && { list: `${id}__list` })}
    />
  );
  return suggestions ? (
    <>
      {input}
      <datalist id={`${id}__list`}>
        {suggestions.map(each => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  ) : (
    input
  );
}

/** A box to tick; its label is the field's. */
function CheckboxWidget({
  id,
  value,
  disabled,
  schema,
  formContext,
  onChange
}: WidgetProps): React.JSX.Element {
  const context = formContext as FormContextData;
  return (
    <input
      id={id}
      type="checkbox"
      checked={Boolean(value)}
      disabled={disabled}
      aria-describedby={describedBy(id, context, Boolean(schema.description))}
      onChange={event => onChange(event.target.checked)}
    />
  );
}

/**
 * Boxes to tick. One of them is a stop of the Tab key, the arrow keys go from
 * box to box: so three hundred steps are passed with one key.
 */
function CheckboxesWidget({
  id,
  value,
  options,
  disabled,
  onChange
}: WidgetProps): React.JSX.Element {
  const [active, setActive] = useState(0);
  const words = (options.enumOptions ?? []).map(each => String(each.value));
  const ticked = (value ?? []) as readonly string[];
  const stop = Math.min(active, words.length - 1);
  return (
    <div
      id={id}
      className="jp-Cellway-boxes"
      onKeyDown={event => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step !== undefined) {
          const boxes = event.currentTarget.querySelectorAll('input');
          boxes[stop + step]?.focus();
          event.preventDefault();
        }
      }}
    >
      {words.map((word, index) => (
        <label key={word}>
          <input
            type="checkbox"
            checked={ticked.includes(word)}
            disabled={disabled}
            tabIndex={index === stop ? 0 : -1}
            onFocus={() => setActive(index)}
            onChange={({ target }) =>
              onChange(
                words.filter(each =>
                  each === word ? target.checked : ticked.includes(each)
                )
              )
            }
          />
          <span>{word}</span>
        </label>
      ))}
    </div>
  );
}

export const WIDGETS: Widgets = {
  TextWidget,
  CheckboxWidget,
  CheckboxesWidget
};
