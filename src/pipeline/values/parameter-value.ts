import type { Parameter } from '../model';
import { annotatedTypes } from './annotation';
import { literalTypeOf, type LiteralType } from './python-literal';

/** A text is no value of a parameter. */
export class ParameterValueError extends Error {}

const ARTICLES: Readonly<Record<LiteralType, string>> = {
  int: 'an int',
  float: 'a float',
  str: 'text',
  bool: 'True or False',
  list: 'a list',
  tuple: 'a tuple',
  dict: 'a dict',
  set: 'a set',
  None: 'None'
};

/**
 * Reads what a person has given as the value of a parameter, by its type:
 * that of its annotation, else of its default. Text is taken as it is; all
 * else is written as in Python. A default of None says nothing: then any
 * literal will do.
 *
 * @returns the value as a Python literal
 * @throws ParameterValueError
 */
export function readParameterValue(parameter: Parameter, text: string): string {
  const types = typesOf(parameter);
  const value = text.trim();
  const found = literalTypeOf(value);
  if (types === undefined) {
    if (found !== undefined) {
      return value;
    }
    throw wrong(parameter, text, 'a Python literal: text in quotes');
  }
  if (found === 'None' && types.has('None')) {
    return value;
  }
  if (types.has('bool') && /^(true|false)$/.test(value)) {
    return value === 'true' ? 'True' : 'False';
  }
  if (types.has('float') && !types.has('int')) {
    const float = asFloat(value, found);
    if (float !== undefined) {
      return float;
    }
  }
  if (found !== undefined && found !== 'str' && types.has(found)) {
    return value;
  }
  if (types.has('str')) {
    // What JSON escapes, Python reads alike.
    return JSON.stringify(text);
  }
  const expected = [...types].map(type => ARTICLES[type]).join(' or ');
  throw wrong(parameter, text, expected);
}

/** The type of a parameter in words. */
export function describeType(parameter: Parameter): string {
  return parameter.annotation ?? parameter.type;
}

function typesOf({
  type,
  annotation
}: Parameter): ReadonlySet<LiteralType> | undefined {
  const annotated =
    annotation === undefined ? undefined : annotatedTypes(annotation);
  return annotated ?? (type === 'None' ? undefined : new Set([type]));
}

/** A whole number is a float too, and so is infinity, for which Python has no literal. */
function asFloat(
  text: string,
  type: LiteralType | undefined
): string | undefined {
  const infinite = /^([+-]?)inf(inity)?$/i.exec(text);
  if (infinite) {
    return `${infinite[1]}1e999`;
  }
  if (type === 'float') {
    return text;
  }
  const number = /^([+-]?)\s*(\w+)$/.exec(text);
  return type === 'int' && number
    ? `${number[1]}${BigInt((number[2] ?? '').replaceAll('_', ''))}.0`
    : undefined;
}

function wrong(
  { name }: Parameter,
  text: string,
  expected: string
): ParameterValueError {
  return new ParameterValueError(
    `Parameter '${name}' takes ${expected}, not '${text}'`
  );
}
