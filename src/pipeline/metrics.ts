import type { Analysis } from './analysis';
import type { Metric } from './model';

/** The metrics of the cells tagged so: `print(name)`, one for each name. */
export function findMetrics(analysis: Analysis): Metric[] {
  const metrics = new Map<string, Metric>();
  for (const unit of analysis.units) {
    if (unit.kind !== 'metrics') {
      continue;
    }
    for (const { cell, statements } of unit.cells) {
      for (const statement of statements) {
        const call =
          statement.kind === 'ExpressionStatement'
            ? statement.value
            : undefined;
        if (call?.kind !== 'Call' || call.callee.kind !== 'Name') {
          continue;
        }
        const [value] = call.args;
        if (call.callee.id === 'print' && value?.kind === 'Name') {
          const source = analysis.sources.of(value.id, unit);
          metrics.set(value.id, {
            name: value.id,
            ...(source && { from: analysis.units[source.unit].id }),
            cell
          });
        }
      }
    }
  }
  return [...metrics.values()];
}
