import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Pipeline } from '../pipeline/model';
import type { RunFolder } from './run-folder';

/** What a run printed for each of its metrics, by their names. */
export type RunMetrics = Readonly<Record<string, string>>;

/** What is read of an executed notebook: what cells show, whatever that is. */
const executedNotebook = z.looseObject({
  cells: z.array(
    z.looseObject({ outputs: z.array(z.looseObject({})).optional() })
  )
});

/** The metrics of a run as far as it is executed; none where a file cannot be read. */
export async function readMetrics(folder: RunFolder): Promise<RunMetrics> {
  try {
    const pipeline = await readFile(folder.pipeline, 'utf8');
    const { metrics } = JSON.parse(pipeline) as Pipeline;
    if (metrics.length === 0) {
      return {};
    }
    const executed = await readFile(folder.executed, 'utf8');
    return printedMetrics(metrics, JSON.parse(executed));
  } catch {
    return {};
  }
}

/**
 * A cell of metrics prints one a line. Where it prints more or fewer lines
 * than it has metrics, nobody knows which is which.
 *
 * @param notebook - an executed one, as JSON
 */
export function printedMetrics(
  metrics: Pipeline['metrics'],
  notebook: unknown
): RunMetrics {
  const { cells = [] } = executedNotebook.safeParse(notebook).data ?? {};
  const found: [string, string][] = [];
  for (const cell of new Set(metrics.map(each => each.cell))) {
    const names = metrics.filter(each => each.cell === cell);
    const lines = (cells[cell]?.outputs ?? [])
      .filter(each => each.name === 'stdout')
      // nbformat keeps a text as it is or as a list of its lines.
      .flatMap(each => each.text)
      .join('')
      .split('\n')
      .filter(line => line.trim() !== '');
    if (lines.length === names.length) {
      names.forEach(({ name }, i) => found.push([name, lines[i].trim()]));
    }
  }
  return Object.fromEntries(found);
}
