import type { MetricsOfRuns, RunRecord } from '../../service/api/runs';
import { clusterOf } from '../runs/run-place';
import { numberOf } from './compare';

/** What the list can be sorted by; a metric or parameter by its name. */
export type SortKey =
  | { readonly kind: 'created' | 'name' | 'status' | 'seconds' | 'place' }
  | { readonly kind: 'metric' | 'parameter'; readonly name: string };

export interface Sorting {
  readonly key: SortKey;
  readonly isDescending: boolean;
}

/**
 * The runs in which all words of a query occur: in the name, the note, the
 * state, the id, the place, or as `name=value` of a parameter or metric.
 */
export function filterRuns(
  runs: readonly RunRecord[],
  query: string,
  metrics: MetricsOfRuns
): RunRecord[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return runs.filter(run => {
    const text = textOf(run, metrics).toLowerCase();
    return words.every(word => text.includes(word));
  });
}

/** Pinned runs first, each part sorted. */
export function sortRuns(
  runs: readonly RunRecord[],
  { key, isDescending }: Sorting,
  metrics: MetricsOfRuns
): RunRecord[] {
  const sign = isDescending ? -1 : 1;
  return [...runs].sort(
    (one, other) =>
      Number(other.marks?.pinned ?? false) -
        Number(one.marks?.pinned ?? false) ||
      compare(valueOf(one, key, metrics), valueOf(other, key, metrics), sign) ||
      (one.created < other.created ? 1 : -1)
  );
}

/**
 * What is chosen when a run is chosen or left out; where another one was
 * before, all between them become as this one.
 *
 * @param runs - as they are listed
 * @param from - the id of the one before; the same where there is none
 */
export function toggled(
  runs: readonly Pick<RunRecord, 'id'>[],
  chosen: ReadonlySet<string>,
  id: string,
  from: string
): Set<string> {
  const places = [id, from]
    .map(each => runs.findIndex(run => run.id === each))
    .filter(place => place >= 0);
  const meant = runs.slice(Math.min(...places), Math.max(...places) + 1);
  const found = new Set(chosen);
  for (const each of meant) {
    if (chosen.has(id)) {
      found.delete(each.id);
    } else {
      found.add(each.id);
    }
  }
  return found;
}

/** The names of all that runs have under a heading, in the order of the newest run. */
export function namesOf(
  columns: readonly (Readonly<Record<string, string>> | undefined)[]
): string[] {
  return [...new Set(columns.flatMap(each => Object.keys(each ?? {})))];
}

type Value = string | number | undefined;

/** What has no value comes last, whichever way it is sorted. */
function compare(one: Value, other: Value, sign: number): number {
  if (one === undefined || other === undefined) {
    return Number(one === undefined) - Number(other === undefined);
  }
  const order =
    typeof one === 'number' && typeof other === 'number'
      ? one - other
      : String(one).localeCompare(String(other));
  return sign * order;
}

function valueOf(run: RunRecord, key: SortKey, metrics: MetricsOfRuns): Value {
  switch (key.kind) {
    case 'created':
      return run.created;
    case 'name':
      return run.marks?.name;
    case 'status':
      return run.status;
    case 'seconds':
      return run.seconds;
    case 'place':
      return placeOf(run);
    case 'metric':
      return asValue(metrics[run.id]?.[key.name]);
    case 'parameter':
      return asValue(run.parameters[key.name]);
  }
}

function asValue(text: string | undefined): Value {
  return text === undefined ? undefined : (numberOf(text) ?? text);
}

function textOf(run: RunRecord, metrics: MetricsOfRuns): string {
  const { id, status, marks = {}, parameters } = run;
  const pairs = { ...parameters, ...metrics[id] };
  return [
    id,
    status,
    marks.name,
    marks.note,
    marks.pinned && 'pinned',
    placeOf(run),
    ...Object.entries(pairs).map(([name, value]) => `${name}=${value}`)
  ]
    .filter(Boolean)
    .join('\n');
}

/** Where a run is made, to be sorted and searched by. */
function placeOf(run: RunRecord): string {
  const { context, namespace } = clusterOf(run) ?? {};
  return `${run.engine} ${context ?? ''}/${namespace ?? ''}`;
}
