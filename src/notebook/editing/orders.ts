import { readTaggedCells } from '../tagged-cells';
import { CELLWAY_KEY, SETTINGS_VERSION } from '../settings';
import {
  isJsonArray,
  isJsonObject,
  sameValue,
  type JsonValue
} from '../json/value';
import type { NotebookView } from '../tagged-notebook';
import {
  exchangeTags,
  rewriteCellKey,
  rewriteNotebookKey,
  rewriteTags,
  type ListedTag
} from './rewrite-cells';

/**
 * Which steps to wait for in the place of one, asked for by the step of a
 * cell; undefined: that one, as it is.
 */
export type Follow = (
  name: string,
  waiting: number | null
) => readonly string[] | undefined;

/** Rewrites what steps wait for: `prev:` tags and `after` in the settings. */
export function followOrders(
  notebook: NotebookView,
  follow: Follow
): NotebookView {
  const names = new Map(
    readTaggedCells(notebook).blocks.map(({ head, name }) => [head, name])
  );
  let result = notebook;
  notebook.cells.forEach(({ type }, cell) => {
    if (type !== 'code') {
      return;
    }
    // No step waits for itself.
    const others: Follow = name =>
      follow(name, cell)?.filter(each => each !== names.get(cell));
    result = rewriteTags(result, cell, tags => followTags(tags, others, cell));
    result = rewriteCellKey(result, cell, CELLWAY_KEY, value =>
      followAfter(value, others, cell)
    );
  });
  return rewriteNotebookKey(result, CELLWAY_KEY, value => {
    const defaults = isJsonObject(value) ? value['defaults'] : undefined;
    const followed = followAfter(defaults, follow, null);
    return isJsonObject(value) &&
      followed !== undefined &&
      followed !== defaults
      ? { ...value, defaults: followed }
      : value;
  });
}

/** Makes `names` all that the step of a cell names with `prev:`. */
export function setPrev(
  notebook: NotebookView,
  cell: number,
  names: readonly string[]
): NotebookView {
  return rewriteTags(notebook, cell, tags => {
    const before = tags.flatMap(tag => (tag.kind === 'prev' ? tag.names : []));
    return before.join(';') === names.join(';')
      ? tags
      : exchangeTags(
          tags,
          tag => tag.kind === 'prev',
          names.map(name => ({ kind: 'prev', names: [name] }))
        );
  });
}

/** Makes `names` all that the settings of a cell wait for. */
export function setAfter(
  notebook: NotebookView,
  cell: number,
  names: readonly string[]
): NotebookView {
  return rewriteCellKey(notebook, cell, CELLWAY_KEY, previous => {
    const settings = isJsonObject(previous) ? previous : {};
    const { after, ...others } = settings;
    if (names.length === 0) {
      return after === undefined ? previous : leftOver(others);
    }
    return sameValue(after ?? null, names)
      ? previous
      : { version: SETTINGS_VERSION, ...settings, after: names };
  });
}

function followTags(
  tags: readonly ListedTag[],
  follow: Follow,
  cell: number
): readonly ListedTag[] {
  const known = new Set(
    tags.flatMap(tag => (tag.kind === 'prev' ? tag.names : []))
  );
  return tags.flatMap((tag): readonly ListedTag[] => {
    if (tag.kind !== 'prev') {
      return [tag];
    }
    const names = followNames(tag.names, follow, cell, known);
    if (names === tag.names) {
      return [tag];
    }
    // Lists are of the first Kale: later ones have a tag for each.
    return tag.names.length > 1 && names.length > 0
      ? [{ kind: 'prev', names }]
      : names.map(name => ({ kind: 'prev', names: [name] }));
  });
}

function followAfter(
  settings: JsonValue | undefined,
  follow: Follow,
  cell: number | null
): JsonValue | undefined {
  if (!isJsonObject(settings)) {
    return settings;
  }
  const { after, ...others } = settings;
  if (!isJsonArray(after)) {
    return settings;
  }
  const followed = followNames(after, follow, cell, new Set(after));
  if (followed === after) {
    return settings;
  }
  return followed.length > 0
    ? { ...settings, after: followed }
    : leftOver(others);
}

/** A version alone says nothing. */
function leftOver(settings: {
  readonly [key: string]: JsonValue;
}): JsonValue | undefined {
  return Object.keys(settings).some(key => key !== 'version')
    ? settings
    : undefined;
}

/**
 * What is no name stays where it is.
 *
 * @param known - what is waited for already
 */
function followNames<T extends JsonValue>(
  names: readonly T[],
  follow: Follow,
  cell: number | null,
  known: ReadonlySet<JsonValue>
): readonly (T | string)[] {
  const instead = names.map(name =>
    typeof name === 'string' ? follow(name, cell) : undefined
  );
  if (instead.every(each => each === undefined)) {
    return names;
  }
  const result = names.flatMap(
    (name, i): readonly (T | string)[] =>
      instead[i]?.filter(each => each === name || !known.has(each)) ?? [name]
  );
  return [...new Set(result)];
}
