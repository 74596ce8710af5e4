import type { FieldReader } from './field-reader';

/** A list of `{key, value}` as an object; pairs with an empty text are left. */
export function readPairs(
  parent: FieldReader,
  field: string,
  keyName: string
): { readonly [key: string]: string } | undefined {
  const pairs = parent.children(field)?.flatMap(fields => {
    const key = fields.text(keyName);
    const value = fields.amount('value');
    return key && value ? [[key, value] as const] : [];
  });
  return pairs && Object.fromEntries(pairs);
}
