/** What can be told of a cell by its own source, as far as suggestions go by it. */
import type { CellAnalyser } from '../../analysis/cell-code';
import { isHistoryName } from '../../analysis/libraries/builtin-names';
import type { Call, Expression, Statement } from '../../analysis/syntax/tree';
import { walk } from '../../analysis/syntax/walk';
import { isDeclaration } from '../parameters';
import { activityOf, heaviest, transforms, type Activity } from './activities';

/** A call that stands outside of functions and classes. */
export interface TraitCall {
  /** The last name of what is called: `fit` for `model.fit(x)`. */
  readonly name: string;
  /** The name that it is called on, or that is called itself. */
  readonly root?: string;
  /** The name that the statement binds first. */
  readonly target?: string;
}

export interface CellTraits {
  readonly cell: number;
  readonly statements: readonly Statement[];
  readonly isBlank: boolean;
  /** The names that its statements bind at the top, in order, each once. */
  readonly binds: readonly string[];
  /** The functions that it defines. */
  readonly functions: readonly string[];
  /** Whether it defines functions or classes. */
  readonly defines: boolean;
  readonly calls: readonly TraitCall[];
  readonly activities: readonly Activity[];
  /** The heaviest of them. */
  readonly activity: Activity | undefined;
  /** Whether it reads data in and does nothing else with them. */
  readonly onlyLoads: boolean;
  /** Whether it loops or calls functions over and over. */
  readonly loops: boolean;
  readonly prints: boolean;
  /** Whether it asks for what cells above have shown: `_`, `Out[3]`. */
  readonly readsHistory: boolean;
}

export function traitsOf(
  cell: number,
  source: string,
  analyser: CellAnalyser
): CellTraits {
  const statements = analyser.analyse(source).tree.body;
  const calls = statements.flatMap(callsIn);
  const names = calls.map(each => each.name);
  const transformer = names.some(name => transforms(name) !== undefined);
  const activities = names.flatMap(name => {
    const found = activityOf(name);
    return found === 'train' && transformer ? ['fit' as const] : (found ?? []);
  });
  let readsHistory = false;
  walk(statements, node => {
    readsHistory ||= node.kind === 'Name' && isHistoryName(node.id);
  });
  return {
    cell,
    statements,
    isBlank: statements.length === 0,
    binds: [...new Set(statements.flatMap(targetsOf))],
    functions: statements.flatMap(each =>
      each.kind === 'FunctionDef' ? [each.name] : []
    ),
    defines: statements.some(isDefinition),
    calls,
    activities,
    activity: heaviest(activities),
    onlyLoads:
      activities.includes('load') && activities.every(each => each === 'load'),
    loops: statements.some(
      each => each.kind === 'For' || each.kind === 'While'
    ),
    prints: names.includes('print') || names.includes('display'),
    readsHistory
  };
}

export function isImport({ kind }: Statement): boolean {
  return kind === 'Import' || kind === 'ImportFrom';
}

export function isDefinition({ kind }: Statement): boolean {
  return kind === 'FunctionDef' || kind === 'ClassDef';
}

/** A docstring, `pass`: nothing is lost without it. */
export function isIdle(statement: Statement): boolean {
  return (
    statement.kind === 'Simple' ||
    (statement.kind === 'ExpressionStatement' &&
      statement.value.kind === 'Constant')
  );
}

/** Whether a cell only gives names to literals. */
export function isLiteral({ statements }: CellTraits): boolean {
  return (
    statements.some(isDeclaration) &&
    statements.every(each => isDeclaration(each) || isIdle(each))
  );
}

function callsIn(statement: Statement): TraitCall[] {
  const calls: TraitCall[] = [];
  const [target] = targetsOf(statement);
  walk([statement], node => {
    if (isInner(node)) {
      return false;
    }
    if (node.kind === 'Call') {
      const call = describe(node);
      if (call) {
        calls.push({ ...call, ...(target !== undefined && { target }) });
      }
    }
    return true;
  });
  return calls;
}

function isInner({ kind }: { kind: string }): boolean {
  return kind === 'FunctionDef' || kind === 'ClassDef' || kind === 'Lambda';
}

function describe({ callee }: Call): TraitCall | undefined {
  const root = rootOf(callee);
  const named = root === undefined ? {} : { root };
  if (callee.kind === 'Name') {
    return { name: callee.id, ...named };
  }
  return callee.kind === 'Attribute'
    ? { name: callee.attribute, ...named }
    : undefined;
}

/** The name at the beginning of `name.attribute[0].method`. */
export function rootOf(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'Name':
      return expression.id;
    case 'Attribute':
    case 'Subscript':
      return rootOf(expression.value);
    default:
      return undefined;
  }
}

/** The names that a statement binds at the top of a cell, as far as they matter for a name. */
function targetsOf(statement: Statement): string[] {
  switch (statement.kind) {
    case 'Assign':
      return statement.targets.flatMap(namesIn);
    case 'AnnotatedAssign':
    case 'AugmentedAssign':
      return namesIn(statement.target);
    case 'With':
      return statement.body.flatMap(targetsOf);
    case 'For':
    case 'While':
    case 'If':
      return [...statement.body, ...statement.otherwise].flatMap(targetsOf);
    case 'Try':
      return statement.body.flatMap(targetsOf);
    default:
      return [];
  }
}

/** Also `df` of `df["a"] = 1`, which changes what it names. */
function namesIn(target: Expression): string[] {
  if (target.kind === 'Collection') {
    return target.elements.flatMap(namesIn);
  }
  const root =
    target.kind === 'Starred' ? rootOf(target.value) : rootOf(target);
  return root === undefined ? [] : [root];
}
