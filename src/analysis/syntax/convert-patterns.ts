import type { ConcreteNode } from './concrete';
import {
  childOf,
  childOfType,
  childrenOf,
  hasToken,
  namedChildren
} from './concrete';
import type { Conversion } from './conversion';
import { nameAt, spanOf } from './conversion';
import { blockOf } from './suites';
import type { MatchCase, Pattern } from './patterns';
import type { Expression, Name } from './tree';

/** A `case` with its pattern, guard and body. */
export function convertCase(
  node: ConcreteNode,
  conversion: Conversion
): MatchCase {
  const patterns = node.children.filter(child => child.type === 'case_pattern');
  const guard = childOf(node, 'guard');
  const body = childOf(node, 'consequence');
  return {
    pattern: convertPattern(patterns, hasToken(node, ','), node, conversion),
    ...(guard ? { guard: conversion.expression(namedChildren(guard)[0]) } : {}),
    body: blockOf(node, body, conversion),
    ...spanOf(node, conversion)
  };
}

/** What the parts of a pattern do to names, in order. */
interface Effects {
  readonly reads: Expression[];
  readonly captures: Name[];
}

function convertPattern(
  nodes: readonly ConcreteNode[],
  sequence: boolean,
  owner: ConcreteNode,
  conversion: Conversion
): Pattern {
  const effects: Effects = { reads: [], captures: [] };
  for (const node of nodes) {
    collect(node, effects, conversion);
  }
  const start = nodes[0]?.start ?? owner.start;
  const end = nodes.at(-1)?.end ?? start;
  return {
    ...effects,
    irrefutable: nodes.length === 1 && !sequence && matchesAll(nodes[0]),
    ...spanOf({ start, end }, conversion)
  };
}

/** Whether a pattern matches anything. */
function matchesAll(node: ConcreteNode): boolean {
  const parts = namedChildren(node);
  switch (node.type) {
    case '_':
      return true;
    case 'case_pattern':
      return node.children.length === 1 && matchesAll(node.children[0]);
    case 'as_pattern':
      return parts.length > 0 && matchesAll(parts[0]);
    case 'union_pattern':
      return node.children.some(matchesAll);
    case 'tuple_pattern':
      return parts.length === 1 && !hasToken(node, ',') && matchesAll(parts[0]);
    case 'dotted_name':
      return parts.length === 1;
    default:
      return false;
  }
}

function collect(
  node: ConcreteNode,
  effects: Effects,
  conversion: Conversion
): void {
  const collectAll = (nodes: readonly ConcreteNode[]): void => {
    for (const child of nodes) {
      collect(child, effects, conversion);
    }
  };
  const capture = (name: ConcreteNode | undefined): void => {
    if (name && conversion.source.slice(name.start, name.end) !== '_') {
      effects.captures.push(nameAt(name, conversion));
    }
  };
  switch (node.type) {
    case 'dotted_name': {
      const parts = namedChildren(node);
      if (parts.length === 1) {
        capture(parts[0]);
      } else {
        effects.reads.push(conversion.expression(node));
      }
      return;
    }
    case 'class_pattern': {
      const name = childOfType(node, 'dotted_name');
      effects.reads.push(conversion.expression(name));
      collectAll(namedChildren(node).filter(child => child !== name));
      return;
    }
    case 'keyword_pattern':
      collectAll(namedChildren(node).slice(1));
      return;
    case 'dict_pattern':
      for (const child of namedChildren(node)) {
        if (child.field !== 'key' || child.type === 'dotted_name') {
          collect(child, effects, conversion);
        }
      }
      return;
    case 'as_pattern':
      collectAll(childrenOfType(node, 'case_pattern'));
      capture(childOfType(node, 'identifier'));
      return;
    case 'splat_pattern':
      capture(childOfType(node, 'identifier'));
      return;
    case 'string':
    case 'concatenated_string':
    case 'complex_pattern':
      return;
    default:
      collectAll(namedChildren(node));
  }
}

function childrenOfType(node: ConcreteNode, type: string): ConcreteNode[] {
  return node.children.filter(child => child.type === type);
}

/** The subject of a `match`: several with commas are a tuple. */
export function subjectsOf(node: ConcreteNode): ConcreteNode[] {
  return childrenOf(node, 'subject');
}
