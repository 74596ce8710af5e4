import type { ConcreteNode } from './concrete';
import { childOf, childrenOf, hasToken, namedChildren } from './concrete';
import type { Conversion } from './conversion';
import { identifier, nameAt, spanOf } from './conversion';
import { convertCompound } from './convert-blocks';
import { convertTuple } from './convert-expressions';
import { convertImport, convertImportFrom } from './convert-imports';
import { convertTypeParameters } from './convert-types';
import { checkTarget } from './targets';
import type { Expression, Leave, Name, Simple, Statement } from './tree';

type Convert = (node: ConcreteNode, conversion: Conversion) => Statement;

/** How each kind of simple statement of the grammar becomes one of ours. */
const CONVERTERS: Readonly<Record<string, Convert>> = {
  import_statement: convertImport,
  import_from_statement: convertImportFrom,
  future_import_statement: convertImportFrom,
  return_statement: convertLeave,
  raise_statement: convertLeave,
  assert_statement: convertLeave,
  delete_statement: convertDelete,
  pass_statement: convertSimple,
  break_statement: convertSimple,
  continue_statement: convertSimple,
  global_statement: convertDeclaration,
  nonlocal_statement: convertDeclaration,
  type_alias_statement: convertTypeAlias,
  print_statement: convertPrint,
  exec_statement: convertExec
};

/** Convert the statements of a block or a module. */
export function convertStatements(
  nodes: readonly ConcreteNode[],
  conversion: Conversion
): Statement[] {
  const statements: Statement[] = [];
  for (const node of nodes) {
    if (!node.named) {
      continue;
    }
    conversion.near = node.start;
    const mistake = conversion.mistakeAt(node.start);
    if (mistake) {
      statements.push(mistake);
      continue;
    }
    const escape = escapeIn(node, conversion);
    if (escape) {
      statements.push(...escape.code);
    }
    const statement = convertStatement(node, conversion);
    // A magic stands before the code that it runs, the name that it is given
    // to behind it.
    if (escape && statement.kind === 'ExpressionStatement') {
      statements.splice(statements.length - escape.code.length, 0, statement);
    } else {
      statements.push(statement);
    }
  }
  return statements;
}

function convertStatement(
  node: ConcreteNode,
  conversion: Conversion
): Statement {
  if (node.type === 'expression_statement') {
    return convertExpressionStatement(node, conversion);
  }
  const convert = CONVERTERS[node.type];
  if (convert) {
    return convert(node, conversion);
  }
  return convertCompound(node, conversion) ?? convertUnknown(node, conversion);
}

/** What IPython runs in a statement: alone in it, or as the value of an assignment. */
function escapeIn(
  node: ConcreteNode,
  conversion: Conversion
): ReturnType<Conversion['escapeAt']> {
  if (node.type !== 'expression_statement') {
    return undefined;
  }
  const [inner] = node.children;
  const value = inner?.type === 'assignment' ? childOf(inner, 'right') : inner;
  return value && conversion.escapeAt(value.start);
}

function convertExpressionStatement(
  node: ConcreteNode,
  conversion: Conversion
): Statement {
  const [first] = node.children;
  switch (first?.type) {
    case 'assignment':
      return convertAssignment(first, conversion);
    case 'augmented_assignment':
      return convertAugmented(first, conversion);
    default: {
      const trailing = node.children.at(-1)?.type === ',';
      return {
        kind: 'ExpressionStatement',
        value: convertTuple(namedChildren(node), node, trailing, conversion),
        ...spanOf(node, conversion)
      };
    }
  }
}

function convertAssignment(
  node: ConcreteNode,
  conversion: Conversion
): Statement {
  const span = spanOf(node, conversion);
  const annotation = childOf(node, 'type');
  let target = checkedTarget(node, conversion);
  let right = childOf(node, 'right');
  if (annotation) {
    return {
      kind: 'AnnotatedAssign',
      target,
      annotation: conversion.expression(annotation),
      ...(right ? { value: valueOf(right, conversion) } : {}),
      ...span
    };
  }
  const targets: Expression[] = [target];
  while (right?.type === 'assignment' && !childOf(right, 'type')) {
    target = checkedTarget(right, conversion);
    targets.push(target);
    right = childOf(right, 'right');
  }
  return {
    kind: 'Assign',
    targets,
    value: valueOf(right, conversion),
    ...span
  };
}

function checkedTarget(node: ConcreteNode, conversion: Conversion): Expression {
  const target = conversion.expression(childOf(node, 'left'));
  checkTarget(target, conversion);
  return target;
}

/** The right side of an assignment, where the grammar also accepts a statement. */
function valueOf(
  node: ConcreteNode | undefined,
  conversion: Conversion
): Expression {
  if (node?.type === 'assignment' || node?.type === 'augmented_assignment') {
    conversion.report(node, 'an assignment cannot stand in here');
    return conversion.expression(childOf(node, 'right'));
  }
  return conversion.expression(node);
}

function convertAugmented(
  node: ConcreteNode,
  conversion: Conversion
): Statement {
  return {
    kind: 'AugmentedAssign',
    target: checkedTarget(node, conversion),
    operator: childOf(node, 'operator')?.type ?? '',
    value: valueOf(childOf(node, 'right'), conversion),
    ...spanOf(node, conversion)
  };
}

function convertLeave(node: ConcreteNode, conversion: Conversion): Leave {
  const form = node.type.replace('_statement', '') as Leave['form'];
  return {
    kind: 'Leave',
    form,
    values: namedChildren(node).map(child => conversion.expression(child)),
    ...spanOf(node, conversion)
  };
}

function convertDelete(node: ConcreteNode, conversion: Conversion): Statement {
  const [written] = namedChildren(node);
  const targets =
    written?.type === 'expression_list' ? namedChildren(written) : [written];
  return {
    kind: 'Delete',
    targets: targets.map(target => conversion.expression(target)),
    ...spanOf(node, conversion)
  };
}

function convertSimple(node: ConcreteNode, conversion: Conversion): Statement {
  const form = node.type.replace('_statement', '') as Simple['form'];
  return { kind: 'Simple', form, ...spanOf(node, conversion) };
}

function convertDeclaration(
  node: ConcreteNode,
  conversion: Conversion
): Statement {
  return {
    kind: 'ScopeDeclaration',
    form: node.type === 'global_statement' ? 'global' : 'nonlocal',
    names: namedChildren(node).map(child => identifier(child, conversion)),
    ...spanOf(node, conversion)
  };
}

function convertTypeAlias(
  node: ConcreteNode,
  conversion: Conversion
): Statement {
  const left = childOf(node, 'left');
  const [written] = left ? namedChildren(left) : [];
  const declared =
    written?.type === 'generic_type' ? written.children[0] : written;
  const parameters = written?.children.find(
    child => child.type === 'type_parameter'
  );
  const name: Name = nameAt(declared ?? node, conversion);
  return {
    kind: 'TypeAlias',
    name,
    typeParameters: convertTypeParameters(parameters, conversion),
    value: conversion.expression(childOf(node, 'right')),
    ...spanOf(node, conversion)
  };
}

/** `print >>file, x` is a tuple in Python 3; `print x` is nothing. */
function convertPrint(node: ConcreteNode, conversion: Conversion): Statement {
  const span = spanOf(node, conversion);
  const values = childrenOf(node, 'argument').map(child =>
    conversion.expression(child)
  );
  const chevron = node.children.find(child => child.type === 'chevron');
  if (!chevron) {
    const message =
      "missing parentheses in call to 'print': did you mean print(...)?";
    return mistake(node, values, message, conversion);
  }
  const keyword = node.children[0];
  const shift: Expression = {
    kind: 'Operation',
    form: 'binary',
    operator: '>>',
    operands: [
      nameAt(keyword, conversion),
      conversion.expression(namedChildren(chevron)[0])
    ],
    ...spanOf({ start: keyword.start, end: chevron.end }, conversion)
  };
  const value: Expression = hasToken(node, ',')
    ? {
        kind: 'Collection',
        form: 'tuple',
        elements: [shift, ...values],
        ...span
      }
    : shift;
  return { kind: 'ExpressionStatement', value, ...span };
}

function convertExec(node: ConcreteNode, conversion: Conversion): Statement {
  const values = namedChildren(node).map(child => conversion.expression(child));
  const message =
    "missing parentheses in call to 'exec': did you mean exec(...)?";
  return mistake(node, values, message, conversion);
}

/** A statement that Python 3 refuses, with the expressions in it. */
function mistake(
  node: ConcreteNode,
  values: readonly Expression[],
  message: string,
  conversion: Conversion
): Statement {
  conversion.report(node, message);
  return {
    kind: 'SyntaxError',
    recovered: values.map(value => ({
      kind: 'ExpressionStatement',
      value,
      start: value.start,
      end: value.end
    })),
    ...spanOf(node, conversion)
  };
}

/** An error of the grammar: what it kept of it may be statements and expressions. */
function convertUnknown(node: ConcreteNode, conversion: Conversion): Statement {
  const recovered: Statement[] = [];
  for (const child of namedChildren(node)) {
    const value = conversion.expression(child);
    if (value.kind === 'Missing') {
      recovered.push(...conversion.statements([child]));
    } else {
      const { start, end } = value;
      recovered.push({ kind: 'ExpressionStatement', value, start, end });
    }
  }
  return { kind: 'SyntaxError', recovered, ...spanOf(node, conversion) };
}
