import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue
} from '../json/value';
import { CELLWAY_KEY } from '../settings';
import type { NotebookView } from '../tagged-notebook';
import { rewriteCellKey, rewriteNotebookKey } from './rewrite-cells';

/** See `Edit`. */
export function removeSetting(
  notebook: NotebookView,
  cell: number | null,
  path: string
): NotebookView {
  const remove = (previous: JsonValue | undefined): JsonValue | undefined => {
    const inner = innerPath(path);
    const left =
      previous === undefined || inner === ''
        ? undefined
        : without(previous, inner);
    // A version alone says nothing.
    const isEmpty =
      isJsonObject(left) && Object.keys(left).every(key => key === 'version');
    return isEmpty ? undefined : left;
  };
  return cell === null
    ? rewriteNotebookKey(notebook, CELLWAY_KEY, remove)
    : rewriteCellKey(notebook, cell, CELLWAY_KEY, remove);
}

/** Whether there is something at a path below our key. */
export function hasSetting(
  notebook: NotebookView,
  cell: number | null,
  path: string
): boolean {
  const metadata =
    cell === null ? notebook.metadata : notebook.cells[cell]?.metadata;
  const value = metadata?.[CELLWAY_KEY];
  return (
    value !== undefined &&
    path.startsWith(CELLWAY_KEY) &&
    (innerPath(path) === '' || step(value, innerPath(path)) !== undefined)
  );
}

/** The path below our key: `resources.gpu`. */
function innerPath(path: string): string {
  return path.slice(CELLWAY_KEY.length).replace(/^\./, '');
}

interface Step {
  readonly key: string;
  readonly value: JsonValue;
  readonly rest: string;
}

/**
 * The part of a value that a path begins with, if the whole path leads
 * somewhere. Keys may have dots in them, as those of labels do.
 */
function step(value: JsonValue, path: string): Step | undefined {
  const parts: readonly (readonly [string, JsonValue])[] = isJsonArray(value)
    ? value.map((item, i) => [`[${i}]`, item])
    : isJsonObject(value)
      ? Object.entries(value)
      : [];
  for (const [key, part] of parts) {
    if (path === key) {
      return { key, value: part, rest: '' };
    }
    const rest = path.startsWith(key)
      ? /^(?:\.(.+)|(\[.+))$/.exec(path.slice(key.length))
      : null;
    const inner = rest?.[1] ?? rest?.[2];
    if (inner !== undefined && step(part, inner)) {
      return { key, value: part, rest: inner };
    }
  }
  return undefined;
}

/** A value without what is at a path; undefined where nothing is left. */
function without(value: JsonValue, path: string): JsonValue | undefined {
  const found = step(value, path);
  if (!found) {
    return value;
  }
  const { key, value: part, rest } = found;
  const left = rest === '' ? undefined : without(part, rest);
  const entries = isJsonArray(value)
    ? value.map((item, i): [string, JsonValue] => [`[${i}]`, item])
    : Object.entries(value as JsonObject);
  const instead = left ?? (rest !== '' ? noneOf(key, part) : undefined);
  const kept = entries.flatMap(([name, item]): [string, JsonValue][] =>
    name !== key
      ? [[name, item]]
      : instead === undefined
        ? []
        : [[name, instead]]
  );
  if (kept.length === 0) {
    return undefined;
  }
  return isJsonArray(value)
    ? kept.map(([, item]) => item)
    : Object.fromEntries(kept);
}

/** What is left of names of which none is something else than all: no volumes, no steps. */
function noneOf(key: string, names: JsonValue): JsonValue | undefined {
  const isOfNames =
    (key === 'volumes' || key === 'steps') &&
    isJsonArray(names) &&
    names.every(each => !isJsonObject(each));
  return isOfNames ? [] : undefined;
}
