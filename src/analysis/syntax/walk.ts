import type {
  Expression,
  Keyword,
  Operation,
  Parameter,
  Statement,
  TypeParameter
} from './tree';

/** Any node that can be told by its `kind`. */
export type SyntaxNode = Expression | Statement;

type Visit = (child: SyntaxNode) => void;

/**
 * Visit the expressions and statements that stand directly in a node, in the
 * order of the source: also those in its parameters, keywords, clauses,
 * handlers and patterns. Of a sum these are its terms, as `operandsOf` gives them.
 */
export function forEachChild(node: SyntaxNode, visit: Visit): void {
  const all = (nodes: readonly (SyntaxNode | undefined)[]): void => {
    for (const child of nodes) {
      if (child) {
        visit(child);
      }
    }
  };
  switch (node.kind) {
    case 'JoinedString':
      return all(node.parts);
    case 'Attribute':
    case 'Starred':
    case 'ExpressionStatement':
      return visit(node.value);
    case 'Subscript':
      return all([node.value, node.index]);
    case 'Slice':
      return all(node.bounds);
    case 'Call':
      all([node.callee, ...node.args]);
      return all(valuesOf(node.keywords));
    case 'Operation':
      return all(operandsOf(node));
    case 'Conditional':
      return all([node.body, node.test, node.otherwise]);
    case 'Lambda':
      return all([...inParameters(node.parameters), node.body]);
    case 'Comprehension':
      all(node.elements);
      return node.clauses.forEach(clause =>
        all([clause.target, clause.iterable, ...clause.conditions])
      );
    case 'Suspension':
      return all([node.value]);
    case 'NamedExpression':
      return all([node.target, node.value]);
    case 'Collection':
      return all(node.elements);
    case 'Dict':
      return all(node.items.flatMap(item => [item.key, item.value]));
    case 'Escape':
      return all([...node.interpolated, ...(node.body ?? [])]);
    case 'Assign':
      return all([...node.targets, node.value]);
    case 'AugmentedAssign':
      return all([node.target, node.value]);
    case 'AnnotatedAssign':
      return all([node.target, node.annotation, node.value]);
    case 'Delete':
      return all(node.targets);
    case 'Leave':
      return all(node.values);
    case 'If':
    case 'While':
      return all([node.test, ...node.body, ...node.otherwise]);
    case 'For':
      all([node.target, node.iterable]);
      return all([...node.body, ...node.otherwise]);
    case 'With':
      all(node.items.flatMap(item => [item.context, item.target]));
      return all(node.body);
    case 'Try':
      all(node.body);
      all(node.handlers.flatMap(handler => [handler.type, ...handler.body]));
      return all([...node.otherwise, ...node.final]);
    case 'Match':
      visit(node.subject);
      return node.cases.forEach(({ pattern, guard, body }) =>
        all([...pattern.reads, ...pattern.captures, guard, ...body])
      );
    case 'FunctionDef':
      all([...node.decorators, ...inTypeParameters(node.typeParameters)]);
      all([...inParameters(node.parameters), node.returns]);
      return all(node.body);
    case 'ClassDef':
      all([...node.decorators, ...inTypeParameters(node.typeParameters)]);
      all([...node.bases, ...valuesOf(node.keywords)]);
      return all(node.body);
    case 'TypeAlias':
      visit(node.name);
      return all([...inTypeParameters(node.typeParameters), node.value]);
    case 'SyntaxError':
      return all(node.recovered);
    case 'Name':
    case 'Constant':
    case 'Missing':
    case 'Simple':
    case 'ScopeDeclaration':
    case 'Import':
    case 'ImportFrom':
  }
}

/**
 * The operands of an operation; where its left one is an operation of two
 * operands too, those of that one, and so on. For a sum of thousands of terms
 * is as deep as it is long, and no recursion can follow it down.
 */
export function operandsOf(node: Operation): Expression[] {
  const operands: Expression[] = [];
  let left: Expression = node;
  for (; isBinary(left); left = left.operands[0]) {
    operands.push(left.operands[1]);
  }
  return node === left ? [...node.operands] : [...operands, left].reverse();
}

type BinaryOperation = Operation & { readonly form: 'binary' };

/** An operation of two operands, `left + right`. */
export function isBinary(node: Expression): node is BinaryOperation {
  return node.kind === 'Operation' && node.form === 'binary';
}

/** The expressions and statements that stand directly in a node. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  forEachChild(node, child => children.push(child));
  return children;
}

/**
 * Visit nodes and all that is below them, from the outside to the inside.
 *
 * @param visit - False keeps out of the node's children.
 */
export function walk(
  nodes: readonly SyntaxNode[],
  visit: (node: SyntaxNode) => unknown
): void {
  for (const node of nodes) {
    if (visit(node) !== false) {
      walk(childrenOf(node), visit);
    }
  }
}

function valuesOf(keywords: readonly Keyword[]): Expression[] {
  return keywords.map(keyword => keyword.value);
}

function inParameters(
  parameters: readonly Parameter[]
): (Expression | undefined)[] {
  return parameters.flatMap(parameter => [
    parameter.annotation,
    parameter.default
  ]);
}

function inTypeParameters(
  parameters: readonly TypeParameter[]
): (Expression | undefined)[] {
  return parameters.flatMap(parameter => [parameter.bound, parameter.default]);
}
