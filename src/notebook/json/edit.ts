import { nested } from './layout';
import type { JsonFragment } from './node';
import {
  findPlace,
  insertChild,
  insertMember,
  JsonPathError,
  removeChildren,
  splice
} from './splice';
import {
  isJsonArray,
  isJsonObject,
  readValue,
  sameValue,
  type JsonValue
} from './value';
import { writeValue, type JsonInput } from './write';

/** Keys from the root to a value. */
export type JsonPath = readonly string[];

/** The value at `path`, or undefined where there is none. */
export function valueAt(
  fragment: JsonFragment,
  path: JsonPath
): JsonValue | undefined {
  const place = findPlace(fragment, path);
  return place && readValue(fragment.text, place.node);
}

/**
 * Makes the value at `path` equal to `value` and changes no byte that need
 * not change: parts of the old value that are equal keep their text. Objects
 * that are missing on the way are made.
 *
 * @throws JsonPathError
 */
export function setAt(
  fragment: JsonFragment,
  path: JsonPath,
  value: JsonValue
): JsonFragment {
  const old = valueAt(fragment, path);
  if (old !== undefined && sameValue(old, value)) {
    return fragment;
  }
  if (isJsonObject(old) && isJsonObject(value)) {
    return setMembers(fragment, path, old, value);
  }
  if (isJsonArray(old) && old.length > 0 && isJsonArray(value)) {
    return setItems(fragment, path, old, value);
  }
  return replaceAt(fragment, path, value);
}

/**
 * Writes `value` at `path` as new text, whatever was there. Objects that are
 * missing on the way are made.
 *
 * @throws JsonPathError
 */
export function replaceAt(
  fragment: JsonFragment,
  path: JsonPath,
  value: JsonInput
): JsonFragment {
  const parentPath = path.slice(0, -1);
  const key = path[path.length - 1];
  if (key === undefined) {
    const { start, end } = fragment.node;
    const layout = findPlace(fragment, [])?.layout;
    const written = layout ? writeValue(value, layout) : '';
    return splice(fragment.text, start, end, written);
  }
  const parent = findPlace(fragment, parentPath);
  if (parent === undefined) {
    return replaceAt(fragment, parentPath, { [key]: value });
  }
  if (parent.node.kind !== 'object') {
    throw new JsonPathError(parentPath);
  }
  const { node, layout } = parent;
  const old = findPlace(fragment, path);
  if (old === undefined) {
    return insertMember(fragment.text, node, layout, key, value);
  }
  const written = writeValue(value, nested(layout));
  return splice(fragment.text, old.node.start, old.node.end, written);
}

/** Removes the value at `path`, with all its duplicates, if there is one. */
export function removeAt(fragment: JsonFragment, path: JsonPath): JsonFragment {
  const key = path[path.length - 1];
  const parent = findPlace(fragment, path.slice(0, -1));
  if (parent?.node.kind !== 'object') {
    return fragment;
  }
  const index = parent.node.members.findIndex(member => member.key === key);
  if (index < 0) {
    return fragment;
  }
  return removeAt(removeChildren(fragment.text, parent.node, index, 1), path);
}

function setMembers(
  fragment: JsonFragment,
  path: JsonPath,
  old: { readonly [key: string]: JsonValue },
  members: { readonly [key: string]: JsonValue | undefined }
): JsonFragment {
  let result = fragment;
  for (const [key, value] of Object.entries(members)) {
    if (value !== undefined) {
      result = setAt(result, [...path, key], value);
    }
  }
  // Last, so that an object is never left empty and without a layout.
  for (const key of Object.keys(old)) {
    if (!Object.hasOwn(members, key) || members[key] === undefined) {
      result = removeAt(result, [...path, key]);
    }
  }
  return result;
}

/** Exchanges the items between the common beginning and the common end. */
function setItems(
  fragment: JsonFragment,
  path: JsonPath,
  old: readonly JsonValue[],
  items: readonly JsonValue[]
): JsonFragment {
  const shorter = Math.min(old.length, items.length);
  let head = 0;
  while (head < shorter && sameValue(old[head], items[head])) {
    head++;
  }
  let tail = 0;
  while (
    tail < shorter - head &&
    sameValue(old[old.length - 1 - tail], items[items.length - 1 - tail])
  ) {
    tail++;
  }
  let result = fragment;
  const added = items.slice(head, items.length - tail);
  added.forEach((item, i) => {
    const place = findPlace(result, path);
    if (place?.node.kind === 'array') {
      const { node, layout } = place;
      const written = writeValue(item, nested(layout));
      result = insertChild(result.text, node, layout, head + i, written);
    }
  });
  const removed = old.length - head - tail;
  const place = findPlace(result, path);
  if (removed > 0 && place?.node.kind === 'array') {
    const from = head + added.length;
    result = removeChildren(result.text, place.node, from, removed);
  }
  return result;
}
