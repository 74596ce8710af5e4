import type { ConcreteNode } from './concrete';
import { childOf, namedChildren } from './concrete';
import type { Conversion } from './conversion';
import { identifier, spanOf } from './conversion';
import type { Lambda, Parameter } from './tree';

const STARS: Readonly<Record<string, '*' | '**'>> = {
  list_splat_pattern: '*',
  dictionary_splat_pattern: '**'
};

/** `lambda parameters: body`. */
export function convertLambda(
  node: ConcreteNode,
  conversion: Conversion
): Lambda {
  const parameters = childOf(node, 'parameters');
  return {
    kind: 'Lambda',
    parameters: convertParameters(parameters, conversion),
    body: conversion.expression(childOf(node, 'body')),
    ...spanOf(node, conversion)
  };
}

/** The parameters of a function or lambda. */
export function convertParameters(
  node: ConcreteNode | undefined,
  conversion: Conversion
): Parameter[] {
  const parameters: Parameter[] = [];
  let form: Parameter['form'] = 'plain';
  for (const child of node ? namedChildren(node) : []) {
    if (child.type === 'positional_separator') {
      parameters.forEach((parameter, index) => {
        parameters[index] = { ...parameter, form: 'positional-only' };
      });
    } else if (child.type === 'keyword_separator') {
      form = 'keyword-only';
    } else {
      const parameter = convertParameter(child, form, conversion);
      if (parameter.form === '*') {
        form = 'keyword-only';
      }
      parameters.push(parameter);
    }
  }
  return parameters;
}

function convertParameter(
  node: ConcreteNode,
  form: Parameter['form'],
  conversion: Conversion
): Parameter {
  const declared = declaredIn(node);
  const name =
    declared.type === 'identifier' ? declared : namedChildren(declared)[0];
  const annotation = childOf(node, 'type');
  const value = childOf(node, 'value');
  if (declared.type === 'tuple_pattern') {
    conversion.report(declared, 'a parameter must be a name');
  }
  return {
    name: name ? identifier(name, conversion) : '',
    form: STARS[declared.type] ?? form,
    ...(annotation ? { annotation: conversion.expression(annotation) } : {}),
    ...(value ? { default: conversion.expression(value) } : {}),
    ...spanOf(node, conversion)
  };
}

/** The part of a parameter that says its name. */
function declaredIn(node: ConcreteNode): ConcreteNode {
  switch (node.type) {
    case 'default_parameter':
    case 'typed_default_parameter':
      return childOf(node, 'name') ?? node;
    case 'typed_parameter':
      return namedChildren(node)[0] ?? node;
    default:
      return node;
  }
}
