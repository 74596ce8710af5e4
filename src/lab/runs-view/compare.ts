import type { MetricsOfRuns, RunRecord } from '../../service/api/runs';

/** A line of a comparison: a value for each run. */
export interface CompareRow {
  readonly name: string;
  /** In the order of the runs; '' where a run has none. */
  readonly values: readonly string[];
  readonly isDifferent: boolean;
}

/** The parameters of runs beside each other, in the order in which they first occur. */
export function compareParameters(runs: readonly RunRecord[]): CompareRow[] {
  return rowsOf(runs.map(each => each.parameters));
}

export function compareMetrics(
  runs: readonly RunRecord[],
  metrics: MetricsOfRuns
): CompareRow[] {
  return rowsOf(runs.map(each => metrics[each.id] ?? {}));
}

/**
 * How long each step took.
 *
 * @param describe - says a number of seconds, or a state where there is none
 */
export function compareDurations(
  runs: readonly RunRecord[],
  describe: (step: RunRecord['steps'][number]) => string
): CompareRow[] {
  return rowsOf(
    runs.map(run =>
      Object.fromEntries(run.steps.map(each => [each.step, describe(each)]))
    )
  );
}

/**
 * Where each run was made; nothing where all were made on this machine.
 *
 * @param words - the name of the row, and what to say of a run
 */
export function comparePlaces(
  runs: readonly RunRecord[],
  words: {
    readonly name: string;
    readonly describe: (run: RunRecord) => string;
  }
): CompareRow[] {
  return runs.every(each => each.engine === 'local')
    ? []
    : rowsOf(runs.map(run => ({ [words.name]: words.describe(run) })));
}

function rowsOf(
  columns: readonly Readonly<Record<string, string>>[]
): CompareRow[] {
  const names = new Set(columns.flatMap(each => Object.keys(each)));
  return [...names].map(name => {
    const values = columns.map(each =>
      Object.hasOwn(each, name) ? each[name] : ''
    );
    const isDifferent = values.some(each => each !== values[0]);
    return { name, values, isDifferent };
  });
}

/** A value as a number, where it is one; a metric is printed as Python prints it. */
export function numberOf(value: string): number | undefined {
  const text = /^np\.\w+\((.*)\)$/.exec(value)?.[1] ?? value;
  const number = text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}
