import type { TranslationBundle } from '@jupyterlab/translation';
import type { FormComponent } from '@jupyterlab/ui-components';
import type React from 'react';
import type { FormFault } from '../../../notebook/settings/form/field-rule';

type FormProps = React.ComponentProps<typeof FormComponent>;
export type Schema = FormProps['schema'];
export type UiSchema = NonNullable<FormProps['uiSchema']>;

/** Fields under one title, by which they are folded. */
export interface Group {
  readonly title: string;
  readonly fields: readonly string[];
  readonly startsFolded?: boolean;
}

/** The fields of a form. */
export interface FormLayout {
  readonly fields: Readonly<Record<string, FieldLayout>>;
  readonly groups: readonly Group[];
  /** What is said below parts of fields, by their path: `volumes.0.source`. */
  readonly notes?: Readonly<Record<string, string>>;
  /** What there is to choose from where something else may be typed, too, by the part's path. */
  readonly suggestions?: Readonly<Record<string, readonly string[]>>;
}

export interface FieldLayout {
  readonly schema: Schema;
  readonly ui: UiSchema;
  /** Said quietly beside the field: `not on this computer`. */
  readonly mark?: string;
  /** Said below the field: what holds beside, or instead of, what it says. */
  readonly note?: string;
}

/**
 * How a part of the form is drawn. `groups`: the whole; `plain`: its parts and
 * nothing besides; `pair`: its parts in a line; `card`: its parts below each
 * other in a box; `cell`: a part of a pair; `choices`: a group of boxes to tick.
 */
export type Look = 'groups' | 'plain' | 'pair' | 'card' | 'cell' | 'choices';

/** What the parts know of the form that they are in: plain data, by which rjsf sees whether to draw anew. */
export interface FormContextData {
  /** By the id of the input. */
  readonly faults: Readonly<Record<string, FormFault>>;
  readonly marks: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly suggestions: Readonly<Record<string, readonly string[]>>;
  /** The ids of the inputs of fields for which the notebook says something. */
  readonly given: readonly string[];
  /** The names of those fields. */
  readonly givenFields: readonly string[];
  readonly groups: readonly Group[];
  readonly trans: TranslationBundle;
}

/** A field that means something only where another has one of some values. */
export interface OnlyWhere {
  readonly field: string;
  readonly is: readonly string[];
}

/** Whether a field means something beside what stands in the others. */
export function isShown(
  uiSchema: UiSchema | undefined,
  content: Readonly<Record<string, unknown>> | undefined
): boolean {
  const where = uiSchema?.['ui:options']?.onlyWhere as OnlyWhere | undefined;
  return !where || where.is.includes(String(content?.[where.field]));
}

export function lookOf(uiSchema: UiSchema | undefined): Look | undefined {
  return uiSchema?.['ui:options']?.look as Look | undefined;
}

/** The ids of what describes an input, of those that are there. */
export function describedBy(
  id: string,
  { faults, marks, notes }: FormContextData,
  hasDescription: boolean
): string | undefined {
  const ids = [
    ...(faults[id] ? [`${id}__error`] : []),
    ...(hasDescription ? [`${id}__description`] : []),
    ...(marks[id] || notes[id] ? [`${id}__help`] : [])
  ];
  return ids.length > 0 ? ids.join(' ') : undefined;
}
