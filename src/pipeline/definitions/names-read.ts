import type {
  FunctionDef,
  Parameter,
  Statement
} from '../../analysis/syntax/tree';
import { childrenOf, type SyntaxNode } from '../../analysis/syntax/walk';

/**
 * The names that running a definition reads: decorators, defaults,
 * annotations, bases, the body of a class. What the body of a function reads
 * is read when it is called, and not among them.
 */
export function namesRead(statement: Statement): ReadonlySet<string> {
  const names = new Set<string>();
  visitStatement(statement, names);
  return names;
}

function visitStatement(statement: Statement, names: Set<string>): void {
  if (statement.kind === 'FunctionDef') {
    visitFunction(statement, names);
  } else if (statement.kind === 'ClassDef') {
    statement.decorators.forEach(each => visitExpression(each, names));
    statement.bases.forEach(each => visitExpression(each, names));
    statement.keywords.forEach(each => visitExpression(each.value, names));
    statement.body.forEach(each => visitStatement(each, names));
  } else if (statement.kind === 'Assign') {
    statement.targets
      .filter(target => target.kind !== 'Name')
      .forEach(each => visitExpression(each, names));
    visitExpression(statement.value, names);
  } else if (statement.kind === 'AnnotatedAssign') {
    visitExpression(statement.annotation, names);
    if (statement.value) {
      visitExpression(statement.value, names);
    }
  } else if (statement.kind === 'ExpressionStatement') {
    visitExpression(statement.value, names);
  }
}

function visitFunction(node: FunctionDef, names: Set<string>): void {
  node.decorators.forEach(each => visitExpression(each, names));
  visitParameters(node.parameters, names);
  if (node.returns) {
    visitExpression(node.returns, names);
  }
}

function visitParameters(
  parameters: readonly Parameter[],
  names: Set<string>
): void {
  for (const { default: value, annotation } of parameters) {
    [value, annotation].forEach(each => each && visitExpression(each, names));
  }
}

function visitExpression(node: SyntaxNode, names: Set<string>): void {
  if (node.kind === 'Name') {
    names.add(node.id);
  } else if (node.kind === 'Lambda') {
    visitParameters(node.parameters, names);
  } else {
    childrenOf(node).forEach(each => visitExpression(each, names));
  }
}
