/** Which statements of a notebook are definitions, and what each needs. */
import type { CellCode } from '../../analysis/dataflow/notebook-run';
import type { AbstractObject } from '../../analysis/dataflow/objects';
import { isBuiltin } from '../../analysis/libraries/builtin-names';
import { MODULE_STATES } from '../../analysis/libraries/module-state';
import type { Expression, Span, Statement } from '../../analysis/syntax/tree';
import { DefinedNames } from './defined-names';
import { namesRead } from './names-read';
import type { NamesInForce, UnitBinding } from '../names-in-force';
import type { AnalysedUnit } from '../unit';
import { keepsResults, readsVariables } from './remembering';
import {
  classIsStable,
  functionIsStable,
  isStable,
  isStableArgument,
  type StabilityContext
} from './stable';

/** A definition as it stands in the notebook. */
export interface FoundDefinition {
  readonly kind: 'import' | 'function' | 'class' | 'setting';
  readonly names: readonly string[];
  readonly unit: number;
  readonly cell: number;
  readonly span: Span;
  readonly statement: Statement;
  /** Names that evaluating it reads. */
  readonly reads: ReadonlySet<string>;
  /** True for `from m import *`, which may bind any name. */
  readonly star: boolean;
  /**
   * The modules that it imports; of a setting, the modules whose users it
   * matters to. '' stands for every step, as for a future import.
   */
  readonly modules: readonly string[];
}

/** Finds the definitions of all units, in the notebook's order. */
export function findDefinitions(
  units: readonly AnalysedUnit[],
  names: NamesInForce
): FoundDefinition[] {
  const changed = new Set<AbstractObject>();
  for (const { effects } of units) {
    effects.mutated.forEach(object => changed.add(object));
  }
  const found = new DefinedNames();
  for (const unit of units) {
    const context = contextOf(found, unit, names);
    for (const code of unit.cells) {
      for (const statement of code.statements) {
        const kind = kindOf(statement, unit, code, context);
        if (kind && isOnlyVersion(kind, statement, names, changed)) {
          found.add(describe(kind, statement, unit, code.cell));
        }
      }
    }
  }
  return found.definitions;
}

function kindOf(
  statement: Statement,
  unit: AnalysedUnit,
  { cell, scopes }: CellCode,
  context: StabilityContext
): FoundDefinition['kind'] | undefined {
  switch (statement.kind) {
    case 'Import':
    case 'ImportFrom':
      return 'import';
    case 'FunctionDef':
      return functionIsStable(statement, context) &&
        !(
          keepsResults(statement, context.pathOf) &&
          readsVariables(
            scopes.of(statement),
            name => name === statement.name || context.isDefinition(name)
          )
        )
        ? 'function'
        : undefined;
    case 'ClassDef':
      return classIsStable(statement, context) ? 'class' : undefined;
    case 'ExpressionStatement':
    case 'Assign':
      return isSetting(statement, unit, cell, context) ? 'setting' : undefined;
    default:
      return undefined;
  }
}

function isMadeBy(
  value: ReadonlySet<AbstractObject>,
  statement: Statement
): boolean {
  const [object] = value;
  return (
    value.size === 1 &&
    (object.functionPart?.node === statement ||
      object.classPart?.node === statement)
  );
}

function isDefinition({ value }: UnitBinding): boolean {
  return [...value].some(object => object.functionPart ?? object.classPart);
}

/**
 * A function or class is made again only where it is the only one of its name
 * and nothing changes it. The name of a function may become something else
 * later; that of a class may not, since instances have to find their class.
 */
function isOnlyVersion(
  kind: FoundDefinition['kind'],
  statement: Statement,
  names: NamesInForce,
  changed: ReadonlySet<AbstractObject>
): boolean {
  if (statement.kind !== 'FunctionDef' && statement.kind !== 'ClassDef') {
    return kind === 'import' || kind === 'setting';
  }
  const bindings = names.of(statement.name);
  const own = bindings.find(({ value }) => isMadeBy(value, statement));
  return (
    own !== undefined &&
    own.certain &&
    (statement.kind === 'FunctionDef'
      ? bindings.filter(isDefinition).length === 1
      : bindings.length === 1) &&
    [...own.value].every(
      object =>
        !changed.has(object) &&
        ![...object.held.keys()].some(part => changed.has(part))
    )
  );
}

/**
 * Whether a statement does nothing but set module state, to something
 * constant. In a step the state flows instead, as a variable would, except for
 * IPython's own, which cannot be asked for.
 */
function isSetting(
  statement: Statement,
  unit: AnalysedUnit,
  cell: number,
  context: StabilityContext
): boolean {
  const states = statesOf(statement, unit, cell);
  if (
    states.length === 0 ||
    states.includes('cwd') ||
    states.some(state => MODULE_STATES[state]?.kind !== 'setting') ||
    (unit.kind !== 'definitions' && states.some(state => state !== 'ipython'))
  ) {
    return false;
  }
  if (statement.kind === 'Assign') {
    return (
      statement.targets.every(target => isModulePart(target, context)) &&
      isStableArgument(statement.value, context)
    );
  }
  if (statement.kind !== 'ExpressionStatement') {
    return false;
  }
  const { value } = statement;
  if (value.kind === 'Escape') {
    return value.interpolated.length === 0;
  }
  return (
    value.kind === 'Call' &&
    context.pathOf(value.callee) !== undefined &&
    value.args.every(each => isStableArgument(each, context)) &&
    value.keywords.every(each => isStableArgument(each.value, context))
  );
}

function statesOf(
  statement: Statement,
  unit: AnalysedUnit,
  cell: number
): string[] {
  return unit.effects.states
    .filter(
      ({ access, place }) =>
        access !== 'use' &&
        place.cell === cell &&
        contains(statement, place.span)
    )
    .map(({ state }) => state);
}

function isModulePart(target: Expression, context: StabilityContext): boolean {
  return target.kind === 'Subscript'
    ? isStable(target.index, context) && isModulePart(target.value, context)
    : context.pathOf(target) !== undefined;
}

function contextOf(
  found: DefinedNames,
  unit: AnalysedUnit,
  names: NamesInForce
): StabilityContext {
  const defined = (name: string): boolean =>
    found.inForce(name, unit).length > 0 &&
    names.of(name).every(binding => isImportOrDefinition(binding.value));
  const pathOf = (expression: Expression): string | undefined => {
    if (expression.kind === 'Attribute') {
      const path = pathOf(expression.value);
      return path === undefined ? undefined : `${path}.${expression.attribute}`;
    }
    if (expression.kind !== 'Name') {
      return undefined;
    }
    const bindings = names.of(expression.id);
    if (bindings.length === 0) {
      return isBuiltin(expression.id) ? `builtins.${expression.id}` : undefined;
    }
    const paths = new Set(
      bindings.flatMap(binding =>
        [...binding.value].map(object =>
          object.kind === 'external' ? object.path : undefined
        )
      )
    );
    const [path] = paths;
    return paths.size === 1 ? path : undefined;
  };
  return {
    isDefinition: name =>
      defined(name) || (names.of(name).length === 0 && isBuiltin(name)),
    pathOf
  };
}

function isImportOrDefinition(value: ReadonlySet<AbstractObject>): boolean {
  return [...value].every(object =>
    ['external', 'function', 'class'].includes(object.kind)
  );
}

function describe(
  kind: FoundDefinition['kind'],
  statement: Statement,
  unit: AnalysedUnit,
  cell: number
): FoundDefinition {
  return {
    kind,
    names: namesOf(statement),
    unit: unit.index,
    cell,
    span: { start: statement.start, end: statement.end },
    statement,
    reads: namesRead(statement),
    star: statement.kind === 'ImportFrom' && statement.names === 'all',
    modules:
      kind === 'setting'
        ? statesOf(statement, unit, cell).flatMap(
            state => MODULE_STATES[state].modules
          )
        : modulesOf(statement)
  };
}

function namesOf(statement: Statement): string[] {
  switch (statement.kind) {
    case 'FunctionDef':
    case 'ClassDef':
      return [statement.name];
    case 'Import':
      return statement.names.map(each => each.alias ?? each.name.split('.')[0]);
    case 'ImportFrom':
      return statement.names === 'all'
        ? []
        : statement.names.map(each => each.alias ?? each.name);
    default:
      return [];
  }
}

function modulesOf(statement: Statement): string[] {
  if (statement.kind === 'Import') {
    return statement.names.map(each => each.name);
  }
  if (statement.kind !== 'ImportFrom') {
    return [];
  }
  return [statement.module === '__future__' ? '' : statement.module];
}

function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
