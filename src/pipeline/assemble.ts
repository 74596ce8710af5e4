/** Puts the pipeline together from what analysis found. */
import type { Span, Statement } from '../analysis/syntax/tree';
import type { Analysis } from './analysis';
import { RestoredDefinitions } from './definitions/restored';
import type { Flow, Metric, Pipeline, Step, StepCell } from './model';
import { findImportOrders } from './imported-code';
import { findOrders, type UnitOrder } from './orders';
import { isDeclaration } from './parameters';
import { findGenerators, findStateFlows, type UnitState } from './states';
import type { AnalysedUnit } from './unit';

/** Gives the code of a cell, or of a part of it, without comments and layout. */
export type CodeOf = (
  cell: number,
  part?: Span,
  omit?: readonly Span[]
) => string;

export function assemble(
  analysis: Analysis,
  metrics: readonly Metric[],
  name: string | undefined,
  codeOf: CodeOf
): Pipeline {
  const { units, definitions, declarations } = analysis;
  const restored = new RestoredDefinitions(analysis);
  const orders = findOrders(units);
  const importOrders = findImportOrders(units, restored);
  const states = findStateFlows(units, definitions, restored);
  const steps = stepUnits(analysis);
  const drafts = [...steps].map(unit =>
    makeStep(
      analysis,
      unit,
      [...orders[unit.index], ...importOrders[unit.index]].filter(order =>
        steps.has(units[order.from])
      ),
      states[unit.index],
      restored.of(unit),
      codeOf
    )
  );
  const writes = namesReadFrom(drafts);
  return {
    ...(name !== undefined && { name }),
    steps: drafts.map(step => ({
      ...step,
      writes: [...(writes.get(step.id) ?? [])].sort(compare)
    })),
    parameters: declarations.map(each => each.parameter),
    metrics,
    definitions: definitions.map(
      ({ kind, names: bound, cell, span }, index) => ({
        kind,
        names: bound,
        cell,
        span,
        code: codeOf(cell, span),
        needs: restored.needs[index]
      })
    )
  };
}

/** The units that are steps: cells of which nothing is left to run (imports, parameters) are none. */
function stepUnits(analysis: Analysis): Set<AnalysedUnit> {
  const gone = new Set<Statement>(
    [...analysis.definitions, ...analysis.declarations].map(
      each => each.statement
    )
  );
  const runs = (statement: Statement): boolean =>
    !gone.has(statement) &&
    statement.kind !== 'Simple' &&
    !(
      statement.kind === 'ExpressionStatement' &&
      statement.value.kind === 'Constant'
    );
  return new Set(
    analysis.units.filter(
      ({ kind, cells }) =>
        kind === 'step' ||
        kind === 'metrics' ||
        cells.some(({ statements }) =>
          statements.some(
            each =>
              runs(each) && !(kind === 'parameters' && isDeclaration(each))
          )
        )
    )
  );
}

function makeStep(
  analysis: Analysis,
  unit: AnalysedUnit,
  orders: readonly UnitOrder[],
  states: readonly UnitState[],
  definitions: readonly number[],
  codeOf: CodeOf
): Step {
  const id = (index: number): string => analysis.units[index].id;
  const reads: Flow[] = [];
  const waits = new Set<number>();
  const parameters: string[] = [];
  for (const name of [...analysis.versions.inputs[unit.index]].sort(compare)) {
    const source = analysis.sources.of(name, unit);
    if (source?.kind === 'step') {
      reads.push({ name, from: id(source.unit) });
      waits.add(source.unit);
    } else if (source?.kind === 'parameter') {
      parameters.push(name);
    }
  }
  if (unit.kind === 'parameters') {
    // What else its cells do may use the parameters that they declare.
    const cells = new Set(unit.cells.map(each => each.cell));
    const own = analysis.declarations.map(each => each.parameter);
    parameters.push(
      ...own.filter(each => cells.has(each.cell)).map(each => each.name)
    );
  }
  for (const { from } of [...states, ...orders]) {
    waits.add(from);
  }
  return {
    id: unit.id,
    name: unit.name,
    cells: unit.cells.map(each => stepCell(each.cell, unit, analysis, codeOf)),
    reads,
    changes: [...analysis.versions.changes[unit.index]].sort(compare),
    writes: [],
    parameters,
    states: states.map(({ state, from }) => ({ state, from: id(from) })),
    generators: findGenerators(unit),
    orders: orders.map(({ from, ...order }) => ({ from: id(from), ...order })),
    definitions,
    after: [...waits].sort((a, b) => a - b).map(id),
    settings: unit.settings
  };
}

function stepCell(
  cell: number,
  unit: AnalysedUnit,
  analysis: Analysis,
  codeOf: CodeOf
): StepCell {
  const omit =
    unit.kind === 'parameters'
      ? analysis.declarations
          .map(each => each.parameter)
          .filter(each => each.cell === cell)
          .map(each => each.span)
      : [];
  const code = codeOf(cell, undefined, omit);
  return unit.cells.some(each => each.cell === cell && each.mayRaise)
    ? { cell, omit, code: `# raises-exception\n${code}`, mayRaise: true }
    : { cell, omit, code };
}

/** For each step, the names that others read from it. */
function namesReadFrom(steps: readonly Step[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const { name, from } of steps.flatMap(step => step.reads)) {
    const known = names.get(from) ?? new Set();
    names.set(from, known.add(name));
  }
  return names;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
