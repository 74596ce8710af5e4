import type { ConcreteNode } from './concrete';
import { childOf, childOfType, hasToken, namedChildren } from './concrete';
import type { Conversion } from './conversion';
import { identifier, spanOf } from './conversion';
import { convertArguments } from './convert-expressions';
import { convertParameters } from './convert-parameters';
import { convertTypeParameters } from './convert-types';
import { blockOf } from './suites';
import type { ClassDef, Expression, FunctionDef } from './tree';

/** A function or a class, with its decorators if it has any. */
export function convertDefinition(
  node: ConcreteNode,
  conversion: Conversion
): FunctionDef | ClassDef {
  if (node.type !== 'decorated_definition') {
    return convertPlain(node, node, [], conversion);
  }
  const decorators = node.children
    .filter(child => child.type === 'decorator')
    .map(child => conversion.expression(namedChildren(child)[0]));
  const definition = childOf(node, 'definition') ?? node;
  return convertPlain(definition, node, decorators, conversion);
}

/** @param whole - The node with the decorators, whose span the definition gets. */
function convertPlain(
  node: ConcreteNode,
  whole: ConcreteNode,
  decorators: readonly Expression[],
  conversion: Conversion
): FunctionDef | ClassDef {
  const name = childOf(node, 'name');
  const at = spanOf(name ?? node, conversion);
  const typeParameters = childOf(node, 'type_parameters');
  const shared = {
    name: name ? identifier(name, conversion) : '',
    nameSpan: { start: at.start, end: name ? at.end : at.start },
    decorators,
    typeParameters: convertTypeParameters(typeParameters, conversion)
  };
  if (node.type === 'class_definition') {
    const written = childOf(node, 'superclasses');
    const { args, keywords } = convertArguments(written, conversion);
    return {
      kind: 'ClassDef',
      ...shared,
      bases: args,
      keywords,
      body: blockOf(node, bodyOf(node), conversion),
      ...spanOf(whole, conversion)
    };
  }
  const returns = childOf(node, 'return_type');
  return {
    kind: 'FunctionDef',
    ...shared,
    async: hasToken(node, 'async'),
    parameters: convertParameters(childOf(node, 'parameters'), conversion),
    ...(returns ? { returns: conversion.expression(returns) } : {}),
    body: blockOf(node, bodyOf(node), conversion),
    ...spanOf(whole, conversion)
  };
}

function bodyOf(node: ConcreteNode): ConcreteNode | undefined {
  return childOf(node, 'body') ?? childOfType(node, 'block');
}
