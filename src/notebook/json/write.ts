import { childIndent, nested, type JsonLayout } from './layout';
import { parseFragment } from './scan';

/** JSON text that is put in as it is, so that its numbers keep every digit. */
export class RawJson {
  /** @throws JsonSyntaxError if `text` is not one JSON value */
  constructor(readonly text: string) {
    parseFragment(text);
  }
}

/** What can be written: any JSON value, with ready-made text inside it. */
export type JsonInput =
  | null
  | boolean
  | number
  | string
  | RawJson
  | readonly JsonInput[]
  | { readonly [key: string]: JsonInput | undefined };

/**
 * JSON text of `value`; `layout` is that of its children, if it has any.
 * Members that are undefined are left out. Characters beyond ASCII are written
 * as they are, as Jupyter does.
 */
export function writeValue(value: JsonInput, layout: JsonLayout): string {
  if (value instanceof RawJson) {
    return value.text.trim();
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    // JSON.stringify would make null of NaN and infinities.
    return String(value);
  }
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    const items: readonly JsonInput[] = value;
    const written = items.map(item => writeValue(item, nested(layout)));
    return bracket('[', written, ']', layout);
  }
  const members: string[] = [];
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) {
      members.push(writeMember(key, item, layout));
    }
  }
  return bracket('{', members, '}', layout);
}

/** A member of an object whose children have `layout`. */
export function writeMember(
  key: string,
  value: JsonInput,
  layout: JsonLayout
): string {
  const written = writeValue(value, nested(layout));
  return JSON.stringify(key) + layout.colon + written;
}

/** A container of children that are text already. */
export function bracket(
  open: '{' | '[',
  children: readonly string[],
  close: '}' | ']',
  layout: JsonLayout
): string {
  if (children.length === 0) {
    return open + close;
  }
  if (layout.newline === null) {
    return open + children.join(layout.comma) + close;
  }
  const lead = layout.newline + childIndent(layout);
  const tail = layout.newline + layout.base;
  return open + lead + children.join(`,${lead}`) + tail + close;
}
