import type { StateEffect } from '../../analysis/dataflow/effects';
import type { Place } from '../../analysis/dataflow/objects';
import type { CheckContext } from '../checks/context';
import type { Fix } from '../diagnostic';
import type { AnalysedUnit } from '../unit';
import { insertLines, isPython, statementAt } from './source-edits';

/** How to seed each generator: with what is in the notebook already, else the last way. */
const SEEDS: Readonly<
  Record<string, readonly { readonly path: string; readonly call: string }[]>
> = {
  random: [{ path: 'random', call: '.seed(0)' }],
  'numpy.random': [
    { path: 'numpy.random', call: '.seed(0)' },
    { path: 'numpy', call: '.random.seed(0)' }
  ],
  torch: [{ path: 'torch', call: '.manual_seed(0)' }],
  tensorflow: [
    { path: 'keras', call: '.utils.set_random_seed(0)' },
    { path: 'tensorflow.keras', call: '.utils.set_random_seed(0)' },
    { path: 'tensorflow', call: '.random.set_seed(0)' }
  ]
};

/** Seeds a generator just before a draw from it. */
export function seedIt(
  context: CheckContext,
  unit: AnalysedUnit,
  { state, place }: Pick<StateEffect, 'state' | 'place'>
): Fix[] {
  const own = unit.cells.find(({ cell }) => cell === place.cell);
  const { cell, statements } = own ?? unit.cells[0];
  const statement = own ? statementAt(statements, place.span) : statements[0];
  if (!statement || unit.kind !== 'step' || !isPython(context, cell)) {
    return [];
  }
  const { source } = context.notebook.cells[cell];
  const at = source.lastIndexOf('\n', statement.start - 1) + 1;
  const lines = seedingLines(context, unit, state, { cell, at });
  return lines.length === 0
    ? []
    : [
        {
          title: `Add ${lines.join('; ')}`,
          edits: [insertLines(cell, source, at, lines)]
        }
      ];
}

function seedingLines(
  { analysis: { names } }: CheckContext,
  unit: AnalysedUnit,
  state: string,
  before: { readonly cell: number; readonly at: number }
): readonly string[] {
  const isAbove = ({ cell, span }: Place): boolean =>
    cell < before.cell || (cell === before.cell && span.start < before.at);
  const pathsOf = (name: string): readonly string[] => {
    const own = unit.effects.binds.get(name);
    const bindings =
      own && isAbove(own.place) ? [own] : names.before(name, unit);
    return bindings
      .flatMap(({ value }) => [...value])
      .flatMap(({ kind, path }) => (kind === 'external' ? [path] : []));
  };
  const ways = SEEDS[state] ?? [];
  for (const { path, call } of ways) {
    const alias = [...names.names()].find(name => pathsOf(name).includes(path));
    if (alias !== undefined) {
      return [`${alias}${call}`];
    }
  }
  const last = ways[ways.length - 1];
  return last && names.of(last.path).length === 0
    ? [`import ${last.path}`, `${last.path}${last.call}`]
    : [];
}
