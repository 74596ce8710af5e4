/** The parameters that a tagged cell declares. */
import type { Expression, Span, Statement } from '../analysis/syntax/tree';
import type { NotebookView } from '../notebook/tagged-notebook';
import type { Parameter } from './model';
import type { Unit } from './unit';

/** A statement of a parameters cell that declares a parameter. */
export interface Declaration {
  readonly parameter: Parameter;
  readonly statement: Statement;
}

/**
 * Reads `name = literal` and `name: type = literal`; literals are numbers with
 * a sign, strings, booleans, None, and lists, tuples, sets and dicts of these.
 */
function readDeclarations(
  statement: Statement,
  cell: number,
  source: string
): Declaration[] {
  return isDeclaration(statement)
    ? assignmentsOf(statement).map(({ name, annotation, value }) => ({
        statement,
        parameter: {
          name,
          type: literalType(value) ?? 'None',
          ...(annotation && { annotation: textOf(source, annotation) }),
          default: textOf(source, value),
          cell,
          span: { start: statement.start, end: statement.end }
        }
      }))
    : [];
}

/** Whether a statement of a parameters cell declares parameters and does nothing else. */
export function isDeclaration(statement: Statement): boolean {
  const assignments = assignmentsOf(statement);
  return (
    assignments.length > 0 &&
    assignments.every(({ value }) => literalType(value))
  );
}

/** The parameters of a notebook; of several declarations of a name the last one counts. */
export function findDeclarations(
  units: readonly Unit[],
  notebook: NotebookView
): Declaration[] {
  const found = new Map<string, Declaration>();
  for (const { kind, cells } of units) {
    for (const { cell, statements } of kind === 'parameters' ? cells : []) {
      const { source } = notebook.cells[cell];
      for (const statement of statements) {
        for (const each of readDeclarations(statement, cell, source)) {
          found.delete(each.parameter.name);
          found.set(each.parameter.name, each);
        }
      }
    }
  }
  return [...found.values()];
}

interface Assignment {
  readonly name: string;
  readonly annotation?: Expression;
  readonly value: Expression;
}

/** The names that a statement assigns, each with its own expression; also `a, b = 1, 2`. */
function assignmentsOf(statement: Statement): Assignment[] {
  if (statement.kind === 'AnnotatedAssign') {
    const { target, annotation, value } = statement;
    return target.kind === 'Name' && value
      ? [{ name: target.id, annotation, value }]
      : [];
  }
  if (statement.kind !== 'Assign' || statement.targets.length !== 1) {
    return [];
  }
  const [target] = statement.targets;
  const { value } = statement;
  if (target.kind === 'Name') {
    return [{ name: target.id, value }];
  }
  if (
    target.kind !== 'Collection' ||
    value.kind !== 'Collection' ||
    target.elements.length !== value.elements.length
  ) {
    return [];
  }
  const names = target.elements.map(each =>
    each.kind === 'Name' ? each.id : undefined
  );
  return names.every(name => name !== undefined)
    ? names.map((name, i) => ({ name, value: value.elements[i] }))
    : [];
}

function literalType(value: Expression): Parameter['type'] | undefined {
  switch (value.kind) {
    case 'Constant':
      return value.type === 'int' ||
        value.type === 'float' ||
        value.type === 'str' ||
        value.type === 'bool' ||
        value.type === 'None'
        ? value.type
        : undefined;
    case 'Operation': {
      const [operand] = value.operands;
      const type = operand && literalType(operand);
      return value.form === 'unary' &&
        /^[+-]$/.test(value.operator) &&
        (type === 'int' || type === 'float')
        ? type
        : undefined;
    }
    case 'Collection':
      return value.elements.every(each => literalType(each))
        ? value.form
        : undefined;
    case 'Dict':
      return value.items.every(
        item => item.key && literalType(item.key) && literalType(item.value)
      )
        ? 'dict'
        : undefined;
    default:
      return undefined;
  }
}

function textOf(source: string, span: Span): string {
  return source.slice(span.start, span.end);
}
