/** The kinds of fields that forms are made of. */
import type { FieldLayout, Look, OnlyWhere, Schema, UiSchema } from './layout';

export function text(
  title: string,
  description: string,
  placeholder = ''
): FieldLayout {
  return {
    schema: { type: 'string', default: '', title, description },
    ui: { 'ui:placeholder': placeholder }
  };
}

export function lines(title: string, description: string): FieldLayout {
  return {
    schema: { type: 'string', default: '', title, description },
    ui: { 'ui:options': { isLong: true } }
  };
}

/** One of a few words, each with what it is called. */
export function choice(
  title: string,
  description: string,
  words: readonly (readonly [word: string, label: string])[]
): FieldLayout {
  return {
    schema: {
      type: 'string',
      // With a default there is no option besides ours.
      default: words[0]?.[0] ?? '',
      title,
      description,
      oneOf: words.map(([word, label]) => ({ const: word, title: label }))
    },
    ui: {}
  };
}

/** A box to tick. */
export function tick(title: string, description: string): FieldLayout {
  return {
    schema: { type: 'boolean', default: false, title, description },
    ui: {}
  };
}

export function onlyWhere(where: OnlyWhere, field: FieldLayout): FieldLayout {
  const options = { ...field.ui['ui:options'], onlyWhere: where };
  return { ...field, ui: { ...field.ui, 'ui:options': options } };
}

/** Boxes to tick, one for each word. */
export function boxes(
  title: string,
  description: string,
  words: readonly string[]
): FieldLayout {
  return {
    schema: {
      type: 'array',
      default: [],
      title,
      description,
      items: { type: 'string', enum: [...words] },
      uniqueItems: true
    },
    ui: {
      'ui:widget': 'checkboxes',
      'ui:options': { look: 'choices' satisfies Look }
    }
  };
}

/** Fields below each other that belong together; they have no title of their own. */
export function together(
  fields: Readonly<Record<string, FieldLayout>>
): FieldLayout {
  return { schema: objectOf(fields), ui: uiOf(fields, 'plain') };
}

/** A list to which rows can be added. */
export function rows(
  title: string,
  description: string,
  fields: Readonly<Record<string, FieldLayout>>,
  look: 'pair' | 'card'
): FieldLayout {
  const part = look === 'pair' ? asCell : (field: FieldLayout) => field;
  const parts = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, part(field)])
  );
  return {
    schema: {
      type: 'array',
      default: [],
      title,
      description,
      items: objectOf(parts)
    },
    ui: { items: uiOf(parts, look) }
  };
}

export function objectOf(
  fields: Readonly<Record<string, FieldLayout>>
): Schema {
  const entries = Object.entries(fields).map(([name, { schema }]) => [
    name,
    schema
  ]);
  return { type: 'object', properties: Object.fromEntries(entries) };
}

export function uiOf(
  fields: Readonly<Record<string, FieldLayout>>,
  look: Look
): UiSchema {
  const entries = Object.entries(fields).map(([name, { ui }]) => [name, ui]);
  return { ...Object.fromEntries(entries), 'ui:options': { look } };
}

function asCell(field: FieldLayout): FieldLayout {
  const options = { ...field.ui['ui:options'], look: 'cell' satisfies Look };
  return { ...field, ui: { ...field.ui, 'ui:options': options } };
}
