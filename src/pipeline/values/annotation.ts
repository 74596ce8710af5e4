import type { LiteralType } from './python-literal';

const TYPES: Readonly<Record<string, LiteralType>> = {
  int: 'int',
  float: 'float',
  str: 'str',
  bool: 'bool',
  list: 'list',
  List: 'list',
  tuple: 'tuple',
  Tuple: 'tuple',
  dict: 'dict',
  Dict: 'dict',
  set: 'set',
  Set: 'set',
  None: 'None'
};

const NAME = /^(?:\w+\.)*(\w+)(?:\[(.*)\])?$/s;

/**
 * The types that an annotation allows: `Optional[int]` allows int and None.
 * Undefined where it says something else.
 */
export function annotatedTypes(
  annotation: string
): ReadonlySet<LiteralType> | undefined {
  const text = annotation.trim().replace(/^(['"])(.*)\1$/s, '$2');
  const choices = splitOutsideBrackets(text, '|');
  if (choices.length > 1) {
    return joined(choices);
  }
  const [, name = '', inner = ''] = NAME.exec(text) ?? [];
  if (name === 'Optional') {
    return joined([inner, 'None']);
  }
  if (name === 'Union') {
    return joined(splitOutsideBrackets(inner, ','));
  }
  return Object.hasOwn(TYPES, name) ? new Set([TYPES[name]]) : undefined;
}

function joined(
  parts: readonly string[]
): ReadonlySet<LiteralType> | undefined {
  const types = new Set<LiteralType>();
  for (const part of parts) {
    const allowed = annotatedTypes(part);
    if (allowed === undefined) {
      return undefined;
    }
    allowed.forEach(type => types.add(type));
  }
  return types;
}

function splitOutsideBrackets(text: string, separator: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    depth += character === '[' ? 1 : character === ']' ? -1 : 0;
    if (character === separator && depth === 0) {
      parts.push('');
    } else {
      parts[parts.length - 1] += character;
    }
  }
  return parts.map(part => part.trim());
}
